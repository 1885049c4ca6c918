"""Series within one boundary: sums and parts by stated rules, everything else refused with its reason."""

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qala.areas.model import Area, AreaEvent, Areas, Text
from qala.values.joined import Figure, Joined, joined
from tests.kz_demo import demo_inputs


def places(*events: AreaEvent, **parents: str) -> Areas:
    ids = sorted({id_ for one in events for id_ in (one.from_, one.to)} | parents.keys())
    return Areas(tuple(Area(id_, Text(id_, id_, id_), parents.get(id_, "")) for id_ in ids), events)


def split(from_: str, to: str, share: float | None = None, date: str = "2018-06-19", kind: str = "split") -> AreaEvent:
    return AreaEvent(date, kind, from_, to, share, "an act")


def figures(**found: dict[str, float]) -> dict[tuple[str, str], Figure]:
    return {(area, year): Figure(value) for area, years in found.items() for year, value in years.items()}


def values(found: tuple[Joined, ...]) -> dict[str, tuple[float | None, str]]:
    return {one.period: (one.value, one.rule or one.why) for one in found}


TWO = places(split("whole", "east", 0.25), split("whole", "west", 0.75))


def test_ontustik_goes_on_as_the_sum_that_was_published() -> None:
    """Population: 2 878 636 for the region in 2017; the two parts, published for that year too, make the same."""
    _, table, areas = demo_inputs()
    rows = table.frame.filter(table.frame["fact"] == "population").to_dicts()
    found = {(row["boundary"], row["period"]): Figure(row["value"]) for row in rows}
    parts = found["610000000", "2017"].value + found["790000000", "2017"].value
    assert parts == found["510000000", "2017"].value == 2878636
    series = {one.period: one for one in joined("510000000", "2017", found, areas, "count")}
    assert (series["2017"].value, series["2017"].rule) == (2878636, "own")
    assert (series["2018"].value, series["2018"].rule) == (1977028 + 952169, "summed")
    assert series["2018"].of == ("610000000", "790000000")
    assert "Decree 702" in series["2018"].basis[0]
    today = {one.period: one for one in joined("790000000", "2021", found, areas, "count")}
    assert today["2016"].rule == "divided"
    assert today["2016"].value == pytest.approx(2840871 * 0.3251)
    assert (today["2017"].rule, today["2017"].value) == ("own", 912300)
    assert today["2018"].rule == "own"


def test_abai_and_east_kazakhstan_are_summed_back_and_not_divided() -> None:
    areas = demo_inputs()[2]
    found = {
        ("630000000", "2021"): Figure(1000.0),
        ("630000000", "2022"): Figure(700.0),
        ("100000000", "2022"): Figure(310.0),
    }
    assert values(joined("630000000", "2021", found, areas, "count")) == {
        "2021": (1000.0, "own"), "2022": (1010.0, "summed"),
    }  # fmt: skip
    assert values(joined("630000000", "2022", found, areas, "count"))["2021"] == (None, "no_share")
    assert values(joined("100000000", "2022", found, areas, "count"))["2021"] == (None, "no_share")


def test_rates_are_made_anew_of_numerators_and_denominators() -> None:
    found = {
        ("whole", "2017"): Figure(11.0, 110.0, 1000.0),
        ("east", "2018"): Figure(20.0, 50.0, 250.0),
        ("west", "2018"): Figure(10.0, 75.0, 750.0),
    }
    for kind in ("rate", "share"):
        made = joined("whole", "2017", found, TWO, kind)[1]
        assert made.rule == "summed"
        assert made.value == pytest.approx(100 * 125 / 1000)


def test_what_cannot_be_had_is_refused_with_its_reason() -> None:
    found = figures(whole={"2017": 8}, east={"2018": 2}, west={"2018": 6})
    assert values(joined("whole", "2017", found, TWO, "rate"))["2018"] == (None, "no_ratio")
    assert values(joined("whole", "2017", found, TWO, "level"))["2018"] == (None, "not_summed")
    assert values(joined("east", "2018", found, TWO, "rate"))["2017"] == (None, "not_divided")
    del found["west", "2018"]
    (_, gone) = joined("whole", "2017", found, TWO, "count")
    assert (gone.value, gone.why, gone.place) == (None, "unknown", "west")
    other = {("east", "2018"): Figure(20.0, 50.0, 250.0), ("west", "2018"): Figure(100.0, 75.0, 750.0)}
    assert values(joined("whole", "2017", other, TWO, "rate"))["2018"] == (None, "other_units")


def test_a_boundary_that_changed_without_parts_is_never_joined() -> None:
    alone = places(split("a", "a", kind="boundary"))
    found = figures(a={"2017": 8, "2018": 9})
    assert values(joined("a", "2017", found, alone, "count")) == {"2017": (8, "own"), "2018": (None, "no_parts")}
    assert values(joined("a", "2018", found, alone, "count")) == {"2017": (None, "no_share"), "2018": (9, "own")}


def test_a_part_that_took_in_others_too_is_no_part_to_sum() -> None:
    mixed = places(split("a", "c", 0.5), split("a", "d", 0.5), split("b", "c", 0.1))
    found = figures(a={"2017": 8}, c={"2018": 9}, d={"2018": 1})
    assert values(joined("a", "2017", found, mixed, "count"))["2018"] == (None, "part_of_others")


def test_a_merger_is_the_sum_of_those_who_merged() -> None:
    one = places(split("a", "c", kind="merger"), split("b", "c", 1, kind="merger"))
    found = figures(a={"2017": 8}, b={"2017": 2}, c={"2018": 11})
    assert values(joined("c", "2018", found, one, "count")) == {"2017": (10, "summed"), "2018": (11, "own")}


def test_a_renaming_breaks_nothing() -> None:
    found = figures(a={"2017": 8, "2018": 9})
    assert values(joined("a", "2018", found, places(split("a", "a", 1, kind="renaming")), "level")) == {
        "2017": (8, "own"), "2018": (9, "own"),
    }  # fmt: skip


@given(st.lists(st.floats(0, 1e6), min_size=2, max_size=6), st.integers(1, 3))
def test_sums_are_of_all_parts_however_often_they_were_divided(parts: list[float], twice: int) -> None:
    first = [split("whole", f"p{i}") for i in range(len(parts))]
    second = [split("p0", f"q{i}", date="2019-05-05") for i in range(twice)]
    found = {(f"p{i}", "2018"): Figure(value) for i, value in enumerate(parts)}
    found |= {(f"p{i}", "2020"): Figure(value) for i, value in enumerate(parts) if i}
    found |= {(f"q{i}", "2020"): Figure(parts[0] / twice) for i in range(twice)}
    series = values(joined("whole", "2017", found, places(*first, *second), "count"))
    assert series["2018"][0] == pytest.approx(math.fsum(parts))
    assert series["2020"][0] == pytest.approx(math.fsum(parts))
