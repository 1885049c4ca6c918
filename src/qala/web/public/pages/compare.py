"""Areas side by side, in two periods or two publications."""

from collections.abc import Sequence
from functools import lru_cache

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from qala.errors import BadUse
from qala.insight import Comparison, compare
from qala.insight.causes import CAUSES
from qala.publish.compared import ComparedArea, compared
from qala.web.public.asked import MOST, Asked
from qala.web.public.reading import Reading
from qala.web.publications import services
from qala.web.publications.services import Published


@require_safe
def show_compare(request: HttpRequest, language: str, digest: str | None = None) -> HttpResponse:
    """The comparison that is asked for; where it cannot be made, why, with the form as it was sent."""
    reading = Reading.of(request, language, digest)
    others = [one for one in services.all_published() if one.digest != reading.published.digest]
    fault = ""
    try:
        asked = Asked.of(reading, others)
    except BadUse as error:
        fault, asked = error.text(reading.language), Asked.kept(reading, others)
    return reading.show(
        "public/compare.html",
        "compare",
        status=400 if fault else 200,
        fault=fault,
        asked=asked,
        areas=() if fault else _compared(reading, asked),
        causes=CAUSES,
        others=[(one.short, _said(reading, one)) for one in others if reading.basis in one.bases],
        most=MOST,
        this=asked.address(reading.for_ever),
    )


def _compared(reading: Reading, asked: Asked) -> tuple[ComparedArea, ...]:
    mine, other, periods = reading.published.digest, asked.other.digest, (asked.start, asked.end)
    if other == mine:
        part = services.part(mine, _needed(reading, asked), set(periods), reading.basis)
        found = compare(part, part, periods, reading.basis)
    else:
        found = _between(other, mine, periods, reading.basis)
    standards = services.standard(other), reading.standard
    return compared(found, standards, reading.names, asked.areas, reading.language)


def _needed(reading: Reading, asked: Asked) -> Sequence[str]:
    """The areas that have to be read: all, where they are ranked, since the change of each then hangs on the others."""
    ranked = any(node.aggregate == "copeland" for node in reading.standard.nodes)
    return reading.areas if ranked else asked.areas


@lru_cache(maxsize=16)
def _between(before: str, after: str, periods: tuple[str, str], basis: str) -> Comparison:
    """What changed in all areas from one publication to another: kept, as much is computed where methods differ."""
    areas = [row["id"] for row in services.frame(after)["areas"]["rows"]]
    old, new = (
        {**services.part(digest, areas, [period], basis), "values": _values(digest)}
        for digest, period in zip((before, after), periods, strict=True)
    )
    return compare(old, new, periods, basis)


def _values(digest: str) -> dict[str, object]:
    return {**services.frame(digest)["values"], "table": services.table(digest)}


def _said(reading: Reading, one: Published) -> str:
    if one.withdrawn_at:
        return reading.say("comparison.with_withdrawn", date=reading.date(one.published_at))
    return reading.say("comparison.with_other", date=reading.date(one.published_at), edition=one.edition)
