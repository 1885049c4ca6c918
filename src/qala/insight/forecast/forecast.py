"""Where the indicators of an area will be in a year, and how likely they reach a target or a band."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from qala.areas.model import Areas, Text
from qala.engine.arrays import Bools, Floats
from qala.engine.bands import band_by_edges, band_of
from qala.engine.verify import areas_in, settings_in, values_in
from qala.errors import BadUse
from qala.insight.degrees import degree_of, degrees_of
from qala.insight.explain import standard_of
from qala.insight.forecast.history import history_of
from qala.insight.forecast.interval import LEVEL
from qala.insight.forecast.outlook import Foresight, Refusal
from qala.standard import Indicator, Standard
from qala.values.model import Values

YEARS = (1900, 2200)


@dataclass(frozen=True, slots=True)
class Aim:
    """What is to be reached: a value of an indicator, or the id of a band; None: nothing is asked."""

    target: float | None = None
    band: str | None = None


@dataclass(frozen=True, slots=True)
class Foreseen:
    """One indicator in the year: its value and the interval that holds it with probability `level`, None where refused.

    boundary: the place that the figures describe; since, last_year, last_value: the history that it rests on, of so
    many `figures`; degree: that of the value, None where it hangs on others; tested: whether so long a horizon could be
    tried in the past; chance: of reaching the aim, None where none was asked or it cannot be told.
    """

    indicator: str
    title: Text
    unit: str
    boundary: str = ""
    since: int | None = None
    last_year: int | None = None
    last_value: float | None = None
    figures: int = 0
    value: float | None = None
    low: float | None = None
    high: float | None = None
    degree: float | None = None
    method: str = ""
    tested: bool = False
    chance: float | None = None
    refusal: Refusal | None = None


@dataclass(frozen=True, slots=True)
class Forecast:
    """The indicators of an area in a year, in the order of the standard."""

    area: str
    year: int
    level: float
    aim: Aim
    indicators: tuple[Foreseen, ...]


def foresight_of(
    standard: Standard, values: Values, areas: Areas, basis: str = "verified", as_known: str | None = None
) -> Foresight:
    """What the past of some values tells, for all areas. basis, as_known: which figures count, as in an assessment."""
    of = {kind: frozenset(one.fact for one in standard.indicators if one.kind == kind) for kind in ("share", "level")}
    yes_no = frozenset(one.fact for one in standard.indicators if one.kind == "yes-no")
    return Foresight(history_of(standard, values, areas, basis, as_known), of["share"], of["level"] | yes_no)


def foresight_in(assessment: Mapping[str, Any], basis: str | None = None) -> Foresight:
    """The same from the values that an assessment holds; its first basis where none is named."""
    asked = settings_in(assessment)
    values, areas = values_in(assessment), areas_in(assessment)
    return foresight_of(standard_of(assessment), values, areas, basis or asked.bases[0], asked.as_known)


def forecast(
    standard: Standard, foresight: Foresight, area: str, year: int, indicator: str | None = None, aim: Aim | None = None
) -> Forecast:
    """What is foreseen of one indicator of an area, or of all; aim: what is to be reached by then.

    Raises BadUse for an unknown area, indicator or band, a target without an indicator or beyond what it can be, and
    a year that is none.
    """
    aim = aim or Aim()
    _check(standard, foresight, area, year)
    if indicator is not None and indicator not in standard.indicator:
        raise BadUse("forecast.no_indicator", value=indicator)
    if aim.target is not None:
        _check_target(standard, indicator, aim.target)
    bands = sorted({band.id for scale in standard.scales.values() for band in scale.bands})
    if aim.band is not None and aim.band not in bands:
        raise BadUse("forecast.no_band", value=aim.band, known=", ".join(bands))
    asked = [standard.indicator[indicator]] if indicator else list(standard.indicators)
    found = tuple(_foreseen(standard, foresight, area, year, one, aim) for one in asked)
    return Forecast(area, year, LEVEL, aim, found)


def _check(standard: Standard, foresight: Foresight, area: str, year: int) -> None:
    if area not in foresight.history.areas.ids:
        raise BadUse("forecast.no_area", value=area)
    if not YEARS[0] <= year <= YEARS[1]:
        raise BadUse("forecast.no_year", value=year)


def _check_target(standard: Standard, indicator: str | None, target: float) -> None:
    if indicator is None:
        raise BadUse("forecast.target_alone")
    if standard.indicator[indicator].kind == "share" and not 0 <= target <= 100:
        raise BadUse("forecast.target_share", value=f"{target:g}")


def _foreseen(standard: Standard, foresight: Foresight, area: str, year: int, one: Indicator, aim: Aim) -> Foreseen:
    found = foresight.outlook(area, one.fact, year)
    if isinstance(found, Refusal):
        return Foreseen(one.id, one.title, one.unit, refusal=found)
    run = found.run
    reached = _reached(standard, one, found.outcomes, aim)
    return Foreseen(
        indicator=one.id,
        title=one.title,
        unit=one.unit,
        boundary=run.boundary,
        since=run.years[0],
        last_year=run.years[-1],
        last_value=run.values[-1],
        figures=len(run.years),
        value=found.value,
        low=found.low,
        high=found.high,
        degree=degree_of(one, found.value),
        method=found.rule.method,
        tested=found.tested,
        chance=None if reached is None else found.rule.chance(reached),
    )


def _reached(standard: Standard, one: Indicator, outcomes: Floats, aim: Aim) -> Bools | None:
    """Which of the values that may come about reach what is asked; None where that cannot be told."""
    if aim.target is not None:
        slack = 1e-9 * max(1.0, abs(aim.target))
        lower = one.direction == "lower"
        return outcomes <= aim.target + slack if lower else outcomes >= aim.target - slack
    scale = standard.scale_of(one)
    ids = [band.id for band in scale.bands]
    if aim.band not in ids or not one.scored:
        return None
    if one.bands:
        return band_by_edges(outcomes, one) >= ids.index(aim.band)
    degrees = degrees_of(one, outcomes)
    return None if degrees is None else band_of(degrees, scale) >= ids.index(aim.band)
