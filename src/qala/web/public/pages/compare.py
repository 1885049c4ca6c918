"""Areas side by side, in two periods or two publications."""

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from qala.errors import BadUse
from qala.insight import compare
from qala.insight.causes import CAUSES
from qala.publish.compared import ComparedArea, compared
from qala.web.public.asked import MOST, Asked
from qala.web.public.reading import Reading
from qala.web.publications import services
from qala.web.publications.services import Published


@require_safe
def show_compare(request: HttpRequest, language: str, digest: str | None = None) -> HttpResponse:
    """The comparison that is asked for; where it cannot be made, why, and that of the first areas."""
    reading = Reading.of(request, language, digest)
    others = [one for one in services.all_published() if one.digest != reading.published.digest]
    fault, status = "", 200
    try:
        asked = Asked.of(reading, others)
    except BadUse as error:
        fault, status, asked = error.text(reading.language), 400, Asked.usual(reading)
    return reading.show(
        "public/compare.html",
        "compare",
        status=status,
        fault=fault,
        asked=asked,
        areas=_compared(reading, asked),
        causes=CAUSES,
        others=[(one.short, _said(reading, one)) for one in others if reading.basis in one.bases],
        most=MOST,
        this=asked.address(reading.for_ever),
    )


def _compared(reading: Reading, asked: Asked) -> tuple[ComparedArea, ...]:
    mine, basis = reading.published.digest, reading.basis
    before = after = services.part(mine, asked.areas, {asked.start, asked.end}, basis)
    if asked.other.digest != mine:
        before = {
            **services.part(asked.other.digest, asked.areas, [asked.start], basis),
            "values": _values(asked.other.digest),
        }
        after = {**after, "values": _values(mine)}
    found = compare(before, after, (asked.start, asked.end), basis)
    return compared(
        found, (services.standard(asked.other.digest), reading.standard), reading.names, asked.areas, reading.language
    )


def _values(digest: str) -> dict[str, object]:
    return {**services.frame(digest)["values"], "table": services.table(digest)}


def _said(reading: Reading, one: Published) -> str:
    if one.withdrawn_at:
        return reading.say("comparison.with_withdrawn", date=reading.date(one.published_at))
    return reading.say("comparison.with_other", date=reading.date(one.published_at), edition=one.edition)
