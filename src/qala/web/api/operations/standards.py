"""The addresses of what an assessment was made by: its areas and its standard."""

from typing import Any

from django.http import HttpRequest
from django.http.response import HttpResponseBase
from ninja import Query, Router

from qala.areas.model import Text
from qala.web.api import formats, replies
from qala.web.api.operations.common import LATEST, need_known, publication
from qala.web.api.operations.tables import answer, made
from qala.web.api.schemas import asked, pages
from qala.web.api.schemas.publications import Standard
from qala.web.publications import services

router = Router(tags=["standards"])
NODE = ("id", "parent", "weight", "aggregate", "missing", "min_coverage")
INDICATOR = (
    "id", "fact", "parent", "weight", "direction", "unit", "fact_unit", "kind", "low", "high", "target", "basis",
    "owner", "influence",
)  # fmt: skip


def _text(one: Text) -> dict[str, str]:
    return {"kk": one.kk, "ru": one.ru, "en": one.en}


def _rows(items: tuple[Any, ...], names: tuple[str, ...]) -> list[dict[str, Any]]:
    return [{**{name: getattr(one, name) for name in names}, "title": _text(one.title)} for one in items]


AREAS = made("areas", lambda digest: list(services.frame(digest)["areas"]["rows"]))
NODES = made("standard/nodes", lambda digest: _rows(tuple(services.standard(digest).nodes), NODE))
INDICATORS = made("standard/indicators", lambda digest: _rows(tuple(services.standard(digest).indicators), INDICATOR))


@router.get("/{digest}/areas", response=pages.Areas, operation_id="areas")
def areas(request: HttpRequest, digest: str, query: Query[asked.Asked]) -> HttpResponseBase:
    """The places that are assessed."""
    return answer(request, digest, AREAS, query)


@router.get("/{digest}/standard", response=Standard, operation_id="standard")
def standard(request: HttpRequest, digest: str) -> HttpResponseBase:
    """The standard that the degrees follow; its files are in the assessment."""
    need_known(request)
    found = publication(digest)
    own, frame = services.standard(found.digest), services.frame(found.digest)
    told = {
        "digest": found.digest,
        "id": own.id,
        "edition": own.edition,
        "sha256": frame["standard"]["sha256"],
        "title": _text(own.title),
        "status": own.status,
        "nodes": len(own.nodes),
        "indicators": len(own.indicators),
    }
    cache = replies.AS_LONG_AS_TRUE if digest == LATEST else replies.FOR_EVER
    tag = replies.tag_of("standard", found.digest)
    return replies.unchanged(request, tag, cache) or replies.whole(
        request, formats.as_json(told), "application/json", tag, cache
    )


@router.get("/{digest}/standard/nodes", response=pages.StandardNodes, operation_id="standard_nodes")
def nodes(request: HttpRequest, digest: str, query: Query[asked.Asked]) -> HttpResponseBase:
    """The tree of the standard."""
    return answer(request, digest, NODES, query)


@router.get("/{digest}/standard/indicators", response=pages.StandardIndicators, operation_id="standard_indicators")
def indicators(request: HttpRequest, digest: str, query: Query[asked.Asked]) -> HttpResponseBase:
    """What the standard asks of a city."""
    return answer(request, digest, INDICATORS, query)
