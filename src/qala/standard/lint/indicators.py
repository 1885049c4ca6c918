"""Faults of indicators.csv: what is asked, who answers, on what the goalposts rest."""

from collections.abc import Iterator
from pathlib import PurePosixPath

from qala.standard.lint.fault import INDICATORS, Fault, fault, title_faults
from qala.standard.lint.numbers import numbers
from qala.standard.model import INFLUENCES, Indicator, Standard


def indicators(standard: Standard) -> Iterator[Fault]:
    """Each indicator."""
    with_passport = {PurePosixPath(name).stem for name in standard.files if name.startswith("passports/")}
    asked: dict[tuple[str, str], str] = {}
    for row, indicator in enumerate(standard.indicators, 2):
        name = indicator.id
        yield from title_faults(indicator.title, name, INDICATORS, row)
        if not indicator.unit and indicator.kind in ("quantity", "rate"):
            yield fault("unit", INDICATORS, row, "unit", indicator=name)
        if indicator.influence and indicator.influence not in INFLUENCES:
            yield fault("influence", INDICATORS, row, "influence", indicator=name, value=indicator.influence)
        if with_passport and name not in with_passport:
            yield fault("passport", INDICATORS, row, "id", indicator=name)
        if indicator.asked:
            other = asked.setdefault((indicator.parent, indicator.fact), name)
            if other != name:
                yield fault("fact_twice", INDICATORS, row, "fact", indicator=name, other=other)
        yield from numbers(standard, indicator, row)
        if indicator.asked and indicator.weight > 0:
            yield from _asked(indicator, row, name in with_passport)
            if standard.scores:
                yield from _scored(standard, indicator, row)


def _asked(indicator: Indicator, row: int, passport: bool) -> Iterator[Fault]:
    name = indicator.id
    if indicator.kind == "quantity" and not indicator.numerator and not passport:
        yield fault("unmeasured", INDICATORS, row, "numerator", indicator=name)
    if indicator.min_events and not indicator.numerator:
        yield fault("min_events", INDICATORS, row, "min_events", indicator=name)
    if indicator.window > 1 and indicator.kind in ("level", "yes-no"):
        yield fault("window", INDICATORS, row, "window", indicator=name, kind=indicator.kind)


def _scored(standard: Standard, indicator: Indicator, row: int) -> Iterator[Fault]:
    name = indicator.id
    if not indicator.owner and not indicator.influence:
        yield fault("owner", INDICATORS, row, "owner", indicator=name)
    if not indicator.characteristics and any(other.characteristics for other in standard.indicators):
        yield fault("characteristics", INDICATORS, row, "characteristics", indicator=name)
    if not indicator.class_ and any(other.class_ for other in standard.indicators):
        yield fault("class", INDICATORS, row, "class", indicator=name)
