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
        """The first areas that are assessed in the period and in the one before it; where there are none, in the period
        alone.
        """
        published, end = reading.published, reading.period
        start = max((one for one in published.periods if one < end), default=end)
        lacking = set(_lacking(reading, reading.areas, (published, start), end))
        areas = [area for area in reading.areas if area not in lacking]
        if not areas:
            return cls(tuple(reading.sheet["areas"])[:USUAL], end, end, published)
        return cls(tuple(areas[:USUAL]), start, end, published)

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
        _need_areas(reading, areas)
        for period, periods in ((start, other.periods), (end, reading.published.periods)):
            if period not in periods:
                raise BadUse("comparison.no_period", value=period[:80])
        lacking = _lacking(reading, areas, (other, start), end)
        if lacking:
            raise BadUse("comparison.not_assessed", names=", ".join(reading.names[area] for area in lacking))
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


def _need_areas(reading: Reading, areas: tuple[str, ...]) -> None:
    unknown = [area for area in areas if area not in reading.areas]
    if unknown:
        raise BadUse("comparison.no_area", value=unknown[0][:80])
    if len(areas) > MOST:
        raise BadUse("comparison.too_many", count=len(areas), most=MOST)


def _lacking(reading: Reading, areas: Sequence[str], before: tuple[Published, str], end: str) -> list[str]:
    """The areas that are not assessed on one of both sides."""
    sides = ((before[0].digest, before[1]), (reading.published.digest, end))
    there = [services.sheet(digest, period, reading.basis)["areas"] for digest, period in sides]
    return [area for area in areas if not all(area in one for one in there)]
