"""Units are converted by exact factors that others published, there and back; what is another measure is not."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qala.standard.units import KNOWN, conversion, parse_unit

FAMILIES = (
    ("%", "‰", "share", "per 1 000", "per 10 000 residents", "per 100 000", "per 1 000 000 inhabitants"),
    ("kWh", "MJ", "GJ", "toe", "tce", "Gcal", "MWh a year"),
    ("kWh/m² a year", "GJ/m2/yr", "MJ per m²", "toe per ha a year"),
    ("l per resident a day", "m³/inh./day", "m3 per 1 000 residents a day"),
    ("t per resident a year", "kg/inh./yr", "kg per resident a month"),
    ("km per 100 000", "m per resident", "km/100 000 inh."),
    ("ha per 100 000", "m² per resident", "km² per 1 000 000 residents"),
    ("h per household a year", "min per household a year", "h/household/yr"),
    ("persons", "thousand persons", "million residents"),
)
"""Units of one measure each."""
PAIRS = st.sampled_from(FAMILIES).flatmap(lambda family: st.tuples(*(st.sampled_from(family) for _ in range(3))))


def factor(given_: str, wanted: str) -> Fraction:
    found = conversion(given_, wanted)
    assert found is not None, (given_, wanted)
    return found


@given(PAIRS)
def test_there_and_back_is_nothing_and_a_detour_makes_no_difference(units: tuple[str, str, str]) -> None:
    one, two, three = units
    assert factor(one, two) * factor(two, one) == 1
    assert factor(one, two) * factor(two, three) == factor(one, three)


@pytest.mark.parametrize(
    ("given_", "wanted", "published"),
    [
        ("toe", "GJ", "41.868"),  # International Energy Agency, as all of energy here
        ("GJ", "kWh", "277.78"),
        ("toe", "MWh", "11.63"),
        ("Gcal", "GJ", "4.1868"),
        ("tce", "toe", "0.7"),
        ("%", "per 100 000", "1000"),
        ("%", "‰", "10"),
        ("ha", "m²", "10000"),
        ("m³", "l", "1000"),
        ("GJ/m2/yr", "kWh/m² a year", "277.78"),
        ("per 100 000 inh.", "per 1 000 residents", "0.01"),
        ("l per resident a day", "m³ per resident a day", "0.001"),
        ("USD a month", "USD/yr", "12"),
    ],
)
def test_published_conversions(given_: str, wanted: str, published: str) -> None:
    decimals = len(published.partition(".")[2])
    assert round(float(factor(given_, wanted)), decimals) == float(published)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("% of households", "%"), ("per 100 000 inh.", "per 100 000"), ("ug/m3", "µg/m³"), ("m2/inh.", "m²"),
        ("L/inh./day", "l per resident a day"), ("t CO2e/inh./yr", "t CO₂e per resident a year"),
        ("kWh per km a year", "kWh/km a year"), ("hours", "h"), ("level 0-5", "level 0-5"), ("", ""),
        ("ratio (GJ/GJ)", "share"), ("USD of 2010", "USD of 2010"), ("mood of the day", "mood of the day"),
    ],
)  # fmt: skip
def test_spellings_of_one_unit(one: str, other: str) -> None:
    assert conversion(one, other) == conversion(other, one) == 1


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("%", "level 0-5"), ("%", "count"), ("%", ""), ("%", "years"), ("persons", "%"), ("yes-no", "%"),
        ("per 1 000 live births", "per 1 000 residents"), ("h per household", "h per resident"), ("GJ", "GJ/m²"),
        ("kWh", "kW"), ("l per resident a day", "l per resident a year"), ("USD", "USD of 2010"), ("USD", "EUR"),
        ("m²", "m³"), ("°C", "%"), ("trips per resident", "%"), ("pupils per teacher", "ratio"), ("t", "mood"),
    ],
)  # fmt: skip
def test_what_is_another_measure_is_not_converted(one: str, other: str) -> None:
    assert conversion(one, other) is None
    assert conversion(other, one) is None


@given(st.text(max_size=30))
def test_whatever_is_written_is_a_unit_of_its_own(written: str) -> None:
    assert parse_unit(written).size > 0
    assert conversion(written, written) == 1


def test_no_unit_is_named_twice() -> None:
    assert all(size > 0 for _, size in KNOWN.values())
    assert len({(tuple(dimensions.items()), size) for dimensions, size in KNOWN.values()}) == len(KNOWN)
