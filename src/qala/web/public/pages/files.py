"""Files: the assessment, its signature, its products, the colours of its bands."""

import gzip

from django.http import Http404, HttpRequest, HttpResponse, StreamingHttpResponse
from django.views.decorators.http import require_safe

from qala.insight import standard_of
from qala.publish.map_model import band_css, rows_css
from qala.web.public.choices import ON_A_PAGE
from qala.web.public.reading import PREFIX
from qala.web.publications import services

SHOWN = (".svg", ".json", ".js")
"""What pages use; others are saved."""
FOR_EVER = "public, max-age=31536000, immutable"


@require_safe
def assessment(request: HttpRequest, digest: str) -> HttpResponse:
    """The assessment whole, to verify."""
    _need(digest)
    return _file(request, services.packed_content_of(PREFIX + digest), "application/json", True, "assessment.json")


@require_safe
def signature(request: HttpRequest, digest: str) -> HttpResponse:
    """Its detached signature."""
    found = services.published(PREFIX + digest)
    if found is None or not found.signature:
        raise Http404
    return _file(request, found.signature.encode(), "application/json", False, "assessment.sig")


@require_safe
def keys(request: HttpRequest) -> HttpResponse:
    """The public keys that signatures are checked by; no proxy may keep them, since one may be lost any time."""
    answer = HttpResponse(services.keys_file(), content_type="application/json")
    answer["Content-Disposition"] = 'attachment; filename="keys.json"'
    answer["Cache-Control"] = "no-store"
    return answer


@require_safe
def ledger(request: HttpRequest) -> StreamingHttpResponse:
    """What was done about publications and keys, for everybody to check."""
    answer = StreamingHttpResponse(services.ledger_lines(), content_type="application/x-ndjson; charset=utf-8")
    answer["Content-Disposition"] = 'attachment; filename="ledger.jsonl"'
    answer["Cache-Control"] = "no-store"
    return answer


@require_safe
def bands(request: HttpRequest, digest: str) -> HttpResponse:
    """The colours of its bands as a style sheet."""
    _need(digest)
    rows = "".join(rows_css(count) for count in range(1, ON_A_PAGE + 1))
    sheet = band_css(standard_of(services.frame(PREFIX + digest))) + rows
    return _file(request, sheet.encode(), "text/css; charset=utf-8", False, "")


@require_safe
def product(request: HttpRequest, digest: str, name: str) -> HttpResponse:
    """A file that was made of it: pictures are shown, others are saved."""
    found = services.product(PREFIX + digest, name)
    if found is None:
        raise Http404
    shown = name.endswith(SHOWN)
    return _file(request, found.content, found.media_type, found.compressed, "" if shown else name)


def _need(digest: str) -> None:
    if not services.is_published(PREFIX + digest):
        raise Http404


def _file(request: HttpRequest, content: bytes, media_type: str, zipped: bool, saved_as: str) -> HttpResponse:
    accepted = "gzip" in request.headers.get("Accept-Encoding", "")
    if zipped and not accepted:
        content = gzip.decompress(content)
    answer = HttpResponse(content, content_type=media_type)
    if zipped and accepted:
        answer["Content-Encoding"] = "gzip"
    if zipped:
        answer["Vary"] = "Accept-Encoding"
    if saved_as:
        answer["Content-Disposition"] = f'attachment; filename="{saved_as}"'
    answer["Cache-Control"] = FOR_EVER
    return answer
