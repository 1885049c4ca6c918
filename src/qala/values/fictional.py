"""Made-up values of fictional places, for tests, teaching and demonstrations. They never stand on a real place."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from hashlib import sha256

import polars as pl

from qala.areas.model import Area, Areas
from qala.errors import BadUse, CannotAssess
from qala.standard import Indicator, Standard
from qala.standard.finding_rules import rules_of
from qala.values.findings import find, questioned
from qala.values.model import COLUMNS, NUMBERS, POPULATION, Values

SOURCE = "fictional: made by Qala"
"""How the source of every made-up value begins."""
GAPS = 0.06
"""So many of all values are missing."""
REASONS = ("not-collected", "not-yet", "not-applicable", "confidential")
"""Why they are, of the reasons that a form knows."""
PEOPLE = 100_000.0
"""The population where the table of places has none."""
EVERY = (3, 30, 300, 3000)
"""A denominator counts one thing for every so many residents."""
OPEN_ENDS: Mapping[str, tuple[float, float]] = {"share": (0, 100), "count": (0, 1000)}
"""Between which values those of a kind lie, where a standard says nothing; of other kinds 1 and 100."""

Row = dict[str, str | float | None]


def fictional_values(standard: Standard, areas: Areas, period: str, seed: int) -> Values:
    """Values of all scored indicators for the places of the standard's kind, and their populations.

    They lie between goalposts, in each place near a level of its own and in each industry near another; shares that
    have numerators and denominators have them, from the population; years lie near each other; some are missing, with
    a reason. What a serious rule of findings would question is drawn nearer to the level of its industry. The same
    arguments give the same values to the last bit. Raises BadUse where a place is not fictional.
    """
    real = next((one.id for one in areas.records if not one.fictional), None)
    if real is not None:
        raise BadUse("values.real_place", area=real)
    maker = _Maker(standard, period, seed)
    places = [one for one in areas.at(period).values() if not standard.area_kind or one.kind == standard.area_kind]
    asked = {one.fact: one for one in standard.indicators if one.scored and one.fact != POPULATION}
    rows = {(area.id, fact): maker.row(area, one) for area in places for fact, one in asked.items()}
    named = {area.id: area for area in places}
    ways: tuple[Callable[[Area, Indicator], Row], ...] = (maker.plain_row, maker.gap)
    for way in ways:
        for area, fact, _ in _questioned(standard, areas, rows.values()):
            rows[area, fact] = way(named[area], asked[fact])
    people = (maker.people_row(area) for area in places if area.population)
    return _values([*rows.values(), *people])


def refuse_on_real(values: Values, areas: Areas) -> None:
    """Raises CannotAssess where a made-up value stands at a place that is not fictional."""
    made_up = values.frame.filter(pl.col("source").str.starts_with(SOURCE))["area"]
    fictional = {one.id for one in areas.records if one.fictional}
    real = sorted(set(made_up) - fictional)
    if real:
        raise CannotAssess("assess.fictional", area=real[0])


def _questioned(standard: Standard, areas: Areas, rows: Iterable[Row]) -> list[tuple[str, str, str]]:
    return sorted(questioned(find(rules_of(standard), _values(rows), areas)))


def _values(rows: Iterable[Row]) -> Values:
    full = [{name: row.get(name, None if name in NUMBERS else "") for name in COLUMNS} for row in rows]
    return Values.of(pl.DataFrame(full, schema=COLUMNS))


def _draws(*names: object) -> list[float]:
    """Four numbers from 0 to below 1, always the same for the same names."""
    digest = sha256("/".join(str(one) for one in names).encode()).digest()
    return [(int.from_bytes(digest[start : start + 8]) >> 11) / 2**53 for start in range(0, 32, 8)]


def _bell(*names: object) -> float:
    """Around 0, mostly within 0.3 of it, never further than 0.5."""
    return sum(_draws(*names)) / 4 - 0.5


def _between(low: float, value: float, high: float) -> float:
    return max(low, min(high, value))


@dataclass(frozen=True)
class _Maker:
    standard: Standard
    period: str
    seed: int

    @cached_property
    def industry(self) -> Mapping[str, str]:
        """The industry of each scored indicator that lies in one."""
        nodes = self.standard.industries
        return {one.id: node.id for node in nodes for one in self.standard.asked_below[node.id]}

    def level(self, area: Area, indicator: Indicator) -> float:
        """0, the worst, to 1: where the place stands in the industry of an indicator, this year."""
        city = 0.15 + 0.7 * _draws(self.seed, area.id)[0]
        own = 0.6 * _bell(self.seed, area.id, self.industry.get(indicator.id, ""))
        year = 0.06 * _bell(self.seed, area.id, self.period)
        return _between(0.0, city + own + year, 1.0)

    def own_level(self, area: Area, indicator: Indicator) -> float:
        """The same for an indicator alone, near that of its industry."""
        own = 0.7 * _bell(self.seed, area.id, indicator.fact)
        year = 0.06 * _bell(self.seed, area.id, indicator.fact, self.period)
        return _between(0.0, self.level(area, indicator) + own + year, 1.0)

    def row(self, area: Area, indicator: Indicator) -> Row:
        """A value, or a gap."""
        if _draws(self.seed, area.id, indicator.fact, self.period, "gap")[0] < GAPS:
            return self.gap(area, indicator)
        return self._at(area, indicator, self.own_level(area, indicator))

    def plain_row(self, area: Area, indicator: Indicator) -> Row:
        """A value right at the level of the industry."""
        return self._at(area, indicator, self.level(area, indicator))

    def gap(self, area: Area, indicator: Indicator) -> Row:
        """No value, and why."""
        reason = REASONS[int(4 * _draws(self.seed, area.id, indicator.fact, self.period, "reason")[0])]
        return {**self._about(area, indicator.fact), "reason": reason}

    def people_row(self, area: Area) -> Row:
        """The population, as the table of places has it."""
        return {**self._about(area, POPULATION), "value": area.population}

    def _about(self, area: Area, fact: str) -> Row:
        source = f"{SOURCE}, seed {self.seed}"
        key: Row = {"area": area.id, "fact": fact, "period": self.period, "boundary": area.id}
        return {**key, "status": "declared", "source": source}

    def _at(self, area: Area, indicator: Indicator, level: float) -> Row:
        quality = str(1 + int(4 * _draws(self.seed, area.id, indicator.fact, "quality")[0]))
        about = {**self._about(area, indicator.fact), "quality": quality}
        kept = indicator.as_kept
        value = _rounded(kept, _value(indicator, level) * self._divided_by(area, indicator) / indicator.factor)
        if kept.kind != "share" or not (indicator.numerator and indicator.denominator):
            return {**about, "value": value}
        whole = self._whole(area, indicator)
        part = float(round(value / 100 * whole))
        return {**about, "value": round(100 * part / whole, 2), "numerator": part, "denominator": whole}

    def _whole(self, area: Area, indicator: Indicator) -> float:
        """How many of what the denominator counts there are: the same for all indicators that count the same."""
        people = area.population or PEOPLE
        if indicator.denominator == "residents":
            return people
        every = EVERY[int(4 * _draws(self.seed, indicator.denominator)[0])]
        near = 0.9 + 0.2 * _draws(self.seed, area.id, indicator.denominator)[0]
        return float(max(20, round(people / every * near)))

    def _divided_by(self, area: Area, indicator: Indicator) -> float:
        """What a value is divided by before it is scored."""
        found = 1.0
        for id_, factor in indicator.transform.per:
            other = self.standard.indicator[id_]
            people = area.population or PEOPLE
            known = people if other.fact == POPULATION else _value(other, self.own_level(area, other))
            found *= (known or 1.0) / factor
        return found


def _ends(indicator: Indicator) -> tuple[float, float]:
    """The least and the greatest value that a standard speaks of."""
    shares = {True: (indicator.target or 0.0) / 100, False: 1.0}
    steps = [one.threshold * shares[one.share] for one in indicator.steps]
    said = sorted({end for end in (indicator.low, indicator.high, indicator.target) if end is not None})
    said = said if len(said) > 1 else sorted({*said, *steps, *indicator.bands})
    if len(said) > 1:
        return said[0], said[-1]
    low, high = OPEN_ENDS.get(indicator.kind, (1, 100))
    return (low, high) if not said or low < said[0] < high else (0.0, 1.25 * said[0])


def _value(indicator: Indicator, level: float) -> float:
    """The value at a level from 0, the worst, to 1, the best, before rounding."""
    higher = 1 - level if indicator.direction == "lower" else level
    if indicator.kind == "level":
        return float(min(5, int(6 * higher)))
    if indicator.kind == "yes-no":
        return float(higher >= 0.5)
    low, high = _ends(indicator)
    best = indicator.target if indicator.direction == "target" and indicator.target is not None else high
    return low + higher * (best - low)


def _rounded(indicator: Indicator, value: float) -> float:
    """As published figures are: whole counts, shares to a hundredth, others to what their size lets tell."""
    if indicator.kind == "share":
        return _between(0.0, round(value, 2), 100.0)
    if indicator.kind == "count":
        return float(max(0, round(value)))
    size = abs(value)
    return round(value, 0 if size >= 1000 else 1 if size >= 100 else 2 if size >= 1 else 4)
