"""The addresses of publications: which there are, one of them, its assessment and signature, the site's keys."""

import gzip
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.urls import reverse
from ninja import Query, Router

from qala.web.api import formats, replies
from qala.web.api.operations.common import LATEST, need_known, publication
from qala.web.api.paging import Cursor, cursor_of, question_of
from qala.web.api.problems import Refused
from qala.web.api.schemas import publications as shapes
from qala.web.api.schemas.asked import USUAL, AskedPublications
from qala.web.publications import services
from qala.web.publications.services import Published

router = Router(tags=["publications"])
_QUESTION = question_of("publications", {})


@router.get("", response=shapes.Publications, operation_id="publications")
def publications(request: HttpRequest, query: Query[AskedPublications]) -> HttpResponseBase:
    """All publications, the newest first, withdrawn ones too."""
    need_known(request, AskedPublications.model_fields)
    every, limit = services.all_published(), query.limit or USUAL
    if query.cursor:
        last = cursor_of(query.cursor, _QUESTION).digest
        number = publication(last).number
        every = [one for one in every if one.number < number]
    shown, onward = every[:limit], None
    if len(every) > limit:
        word = Cursor(shown[-1].digest, _QUESTION, 0).word
        onward = request.build_absolute_uri(f"/api/v1/publications?limit={limit}&cursor={word}")
    told = {"rows": [_told(request, one) for one in shown], "next": onward}
    answer = _answered(request, told)
    if onward:
        answer["Link"] = f'<{onward}>; rel="next"'
    return answer


@router.get("/{digest}", response=shapes.Publication, operation_id="publication")
def one(request: HttpRequest, digest: str) -> HttpResponseBase:
    """One publication, by its digest or `latest`, with the notice where it is withdrawn."""
    need_known(request)
    return _answered(request, _told(request, publication(digest)))


@router.get("/{digest}/assessment", response=dict[str, Any], operation_id="assessment")
def assessment(request: HttpRequest, digest: str) -> HttpResponseBase:
    """The assessment whole, as assessment.json: `qala verify` recomputes it."""
    need_known(request)
    found = publication(digest)
    tag, cache = replies.tag_of("assessment", found.digest), _cache(digest)
    same = replies.unchanged(request, tag, cache)
    if same:
        return same
    packed = services.packed_content_of(found.digest)
    zipped = "gzip" in request.headers.get("Accept-Encoding", "")
    answer = HttpResponse(packed if zipped else gzip.decompress(packed), content_type="application/json")
    if zipped:
        answer["Content-Encoding"] = "gzip"
    answer["ETag"], answer["Cache-Control"] = f'"{tag}-gzip"' if zipped else f'"{tag}"', cache
    return answer


@router.get("/{digest}/signature", response=shapes.Signature, operation_id="signature")
def signature(request: HttpRequest, digest: str) -> HttpResponseBase:
    """The detached signature, as assessment.sig."""
    need_known(request)
    found = publication(digest)
    if not found.signature:
        raise Refused(404, "no_signature")
    tag, cache = replies.tag_of("signature", found.digest), _cache(digest)
    same = replies.unchanged(request, tag, cache)
    return same or replies.whole(request, found.signature.encode(), "application/json", tag, cache)


def keys(request: HttpRequest) -> HttpResponseBase:
    """The public keys that signatures are checked by; nobody may keep them, since one may be lost any time."""
    need_known(request)
    answer = HttpResponse(services.keys_file(), content_type="application/json")
    answer["Cache-Control"] = "no-store"
    return answer


def _cache(word: str) -> str:
    return replies.AS_LONG_AS_TRUE if word == LATEST else replies.FOR_EVER


def _answered(request: HttpRequest, told: object) -> HttpResponse:
    """What a withdrawal changes is kept only as long as it is true."""
    body = formats.as_json(told)
    tag, cache = replies.tag_of(body), replies.AS_LONG_AS_TRUE
    same = replies.unchanged(request, tag, cache)
    return same or replies.whole(request, body, "application/json", tag, cache)


def _told(request: HttpRequest, found: Published) -> dict[str, Any]:
    at = f"/api/v1/publications/{found.digest}"
    links = {
        "self": request.build_absolute_uri(at),
        "assessment": request.build_absolute_uri(f"{at}/assessment"),
        "signature": request.build_absolute_uri(f"{at}/signature") if found.signature else None,
        "page": request.build_absolute_uri(reverse("exact:map", args=["en", found.short])),
    }
    withdrawn = found.withdrawn_at and {
        "at": found.withdrawn_at.isoformat(),
        "by": found.withdrawn_by,
        "reason": dict(found.reason),
    }
    names = ("digest", "standard", "edition", "periods", "bases")
    return {
        **{name: getattr(found, name) for name in names},
        "published_at": found.published_at.isoformat(),
        "proposed_by": found.proposed_by,
        "approved_by": found.approved_by,
        "withdrawn": withdrawn,
        "links": links,
    }
