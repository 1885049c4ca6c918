"""Which comparison an address asks for."""

from collections.abc import Sequence
from dataclasses import dataclass
from urllib.parse import urlencode

from qala.errors import BadUse
from qala.web.public.reading import Reading
from qala.web.publications import services
from qala.web.publications.services import Published

MOST = 6
"""So many areas can be compared at once."""
USUAL = 2
"""So many are where none are named."""


@dataclass(frozen=True)
class Asked:
    """areas: their ids; start: the period before, in the publication `other`; end: the period after."""

    areas: tuple[str, ...]
    start: str
    end: str
    other: Published

    @classmethod
    def usual(cls, reading: Reading) -> "Asked":
        """The first areas, the period and the one before it."""
        periods = reading.published.periods
        before = [one for one in periods if one < reading.period]
        start = before[-1] if before else reading.period
        return cls(tuple(reading.areas[:USUAL]), start, reading.period, reading.published)

    @classmethod
    def of(cls, reading: Reading, others: Sequence[Published]) -> "Asked":
        """What the query asks for; others: the publications besides the reader's own.

        Raises BadUse in a sentence where that cannot be compared.
        """
        query, usual = reading.request.GET, cls.usual(reading)
        other = _other(reading, others, query.get("with") or "")
        named = _named(reading)
        if not named and ("from" in query or "to" in query):
            raise BadUse("comparison.none")
        areas = named or usual.areas
        start, end = query.get("from") or "", query.get("to") or usual.end
        if not start:
            start = usual.start if usual.start in other.periods else other.periods[-1]
        _need_areas(reading, areas, other)
        for period, periods in ((start, other.periods), (end, reading.published.periods)):
            if period not in periods:
                raise BadUse("comparison.no_period", value=period)
        return cls(areas, start, end, other)

    @classmethod
    def kept(cls, reading: Reading, others: Sequence[Published]) -> "Asked":
        """What of the query a form can show again, however it fits together; the usual periods for unknown ones."""
        query, usual = reading.request.GET, cls.usual(reading)
        digest, start, end = (query.get(name) or "" for name in ("with", "from", "to"))
        usable = (one for one in others if one.short == digest and reading.basis in one.bases)
        other = next(usable, reading.published)
        if start not in other.periods:
            start = usual.start if usual.start in other.periods else other.periods[-1]
        areas = tuple(one for one in _named(reading) if one in reading.areas)
        return cls(areas, start, end if end in reading.published.periods else usual.end, other)

    def address(self, reading: Reading) -> str:
        """The address of this comparison."""
        asked = [*(("area", area) for area in self.areas), ("from", self.start), ("to", self.end)]
        if self.other.digest != reading.published.digest:
            asked.append(("with", self.other.short))
        if reading.basis != reading.published.bases[0]:
            asked.append(("basis", reading.basis))
        return f"{reading.link('compare', period=None, basis=None)}?{urlencode(asked)}"


def _named(reading: Reading) -> tuple[str, ...]:
    """The areas of the query, each once."""
    return tuple(dict.fromkeys(one for one in reading.request.GET.getlist("area") if one))


def _other(reading: Reading, others: Sequence[Published], digest: str) -> Published:
    if digest in ("", reading.published.short):
        return reading.published
    found = next((one for one in others if one.short == digest), None)
    if found is None:
        raise BadUse("comparison.no_publication", value=digest[:80])
    if reading.basis not in found.bases:
        raise BadUse("comparison.no_basis")
    return found


def _need_areas(reading: Reading, areas: tuple[str, ...], other: Published) -> None:
    unknown = [area for area in areas if area not in reading.areas]
    if unknown:
        raise BadUse("comparison.no_area", value=unknown[0][:80])
    if len(areas) > MOST:
        raise BadUse("comparison.too_many", count=len(areas), most=MOST)
    there = {row["id"] for row in services.frame(other.digest)["areas"]["rows"]}
    lacking = [reading.names[area] for area in areas if area not in there]
    if lacking:
        raise BadUse("comparison.no_area_before", names=", ".join(lacking))
