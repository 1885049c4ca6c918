"""What operations share: which publication is meant, which questions are understood."""

import re
from collections.abc import Collection

from django.http import HttpRequest, HttpResponse

from qala.web.api import formats
from qala.web.api.problems import Refused
from qala.web.publications import services
from qala.web.publications.services import Published

LATEST = "latest"
DIGEST = re.compile(r"(?:sha256:)?([0-9a-f]{64})")
SHOWN = 80
"""Characters of what somebody sent that a sentence repeats."""


def need_known(request: HttpRequest, names: Collection[str] = ()) -> None:
    """Raises Refused for a question that this address does not understand, before it is answered half."""
    unknown = next((name for name in request.GET if name not in names), None)
    if unknown is not None:
        known = ", ".join(sorted(names)) or "–"
        raise Refused(400, "unknown_parameter", name=unknown[:SHOWN], known=known)


def publication(word: str) -> Published:
    """The publication of a digest, or the newest for `latest`. Raises Refused where there is none."""
    if word == LATEST:
        newest = services.latest()
        if newest is None:
            raise Refused(404, "nothing_published")
        return newest
    said = DIGEST.fullmatch(word)
    found = services.published(f"sha256:{said[1]}") if said else None
    if found is None:
        raise Refused(404, "no_publication", value=word[:SHOWN])
    return found


def own(told: object, status: int = 200) -> HttpResponse:
    """What nobody else may keep."""
    answer = HttpResponse(formats.as_json(told), content_type="application/json", status=status)
    answer["Cache-Control"] = "private, no-store"
    return answer
