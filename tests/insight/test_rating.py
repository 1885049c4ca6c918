"""How ready a city is for a rating: held against assessing anew with what was missing."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from qala.cli import inputs
from qala.engine import Settings, assess
from qala.errors import BadUse
from qala.insight import Beside, Rating, rating
from qala.standard import Standard
from qala.standard.model import Indicator
from tests.insight.test_gap import INDICATORS, METHOD
from tests.packs_by_hand import areas, long, standard, values

WCCD, U4SSC, LOSI, ISO = (inputs.standard(one) for one in ("wccd-levels", "u4ssc", "losi", "iso-37123-2019"))
BOTH = ("verified", "declared")
BEST = {"a": 50.0, "b": 1.0, "c": 100.0, "d": 5.0, "e": 4.0, "f": 20.0}
RANGES = {"a": (0, 50), "b": (1, 1000), "c": (0, 100), "d": (0, 5), "e": (0, 20), "f": (10, 40)}


def row(one: Indicator, value: float, **cells: Any) -> dict[str, Any]:
    return {"area": "x", "fact": one.fact, "period": "2020", "value": value, **cells}


def ready(method: Standard, rows: list[dict[str, Any]], bases: tuple[str, ...] = ("verified",)) -> Rating:
    return rating(assess(method, values(rows), Settings(("2020",), bases), areas("x")), "x")


def of_role(role: str) -> list[Indicator]:
    return [one for one in WCCD.indicators if one.core == role]


def test_five_of_104_that_are_verified_lack_so_many_to_each_level() -> None:
    found = ready(WCCD, [row(one, 1.0) for one in of_role("core")[:5]])
    assert (found.kind, found.asked, found.reported, len(found.lacks)) == ("counted", 104, 5, 99)
    assert (found.now.degree, found.now.band) == (5, "none")
    told = {one.band: (one.more, [(need.node, need.now) for need in one.needs], one.within) for one in found.levels}
    core = [("core", 5.0)]
    assert told == {
        "aspirational": (25, core, True),
        "bronze": (41, core, True),
        "silver": (55, core, True),
        "gold": (71, core, True),
        "platinum": (86, [], True),
    }
    assert found.lowest == found.highest
    assert (found.highest.degree, found.highest.band) == (104, "platinum")


def test_what_the_next_level_needs_comes_first() -> None:
    found = ready(WCCD, [row(one, 1.0) for one in of_role("supporting")[:40]])
    assert found.levels[0].more == 0
    assert {one.role for one in found.lacks[:45]} == {"core"}
    assert {one.role for one in found.lacks[45:]} == {"supporting"}
    assert found.lacks[0].earning.whole.degree == 41
    assert found.lacks[0].earning.column.degree == 1


def test_verified_and_only_declared_stand_apart() -> None:
    core = of_role("core")[:5]
    rows = [row(one, 1.0, status="verified") for one in core[:3]] + [
        row(one, 1.0, status="declared") for one in core[3:]
    ]
    found = ready(WCCD, rows, BOTH)
    assert (found.reported, found.verified, found.declared, found.now.degree) == (5, 3, 2, 3)
    assert (ready(WCCD, rows).verified, ready(WCCD, rows).reported) == (None, 3)


@pytest.mark.parametrize("missing", sorted(BEST))
def test_what_a_figure_would_earn_is_what_assessing_anew_says(missing: str) -> None:
    figures = {"a": 25.0, "b": 100.0, "c": 10.0, "d": 2.0, "e": 9.0, "f": 24.0, "people": 500.0}
    known = {name: one for name, one in figures.items() if name != missing}
    found = rating(assess(METHOD, long(x=known), Settings(("2020",))), "x")
    best = 200.0 * 500 / 1000 if missing == "c" else BEST[missing]
    again = assess(METHOD, long(x={**known, missing: best}), Settings(("2020",)))
    (lack,) = [one for one in found.lacks if one.indicator == missing]
    degrees = {each["node"]: each["degree"] for each in again["nodes"]}
    assert lack.earning.whole.degree == pytest.approx(degrees["whole"])
    assert lack.earning.column.degree == pytest.approx(degrees[lack.column])
    assert found.highest == lack.earning.whole


TREES = [
    f"id,parent,weight,aggregate,missing,min_coverage\nwhole,,,{mean},{rule},{gate}\nwater,whole,1,,,\nair,whole,3,{low},,\n"
    for mean, low, rule, gate in (
        ("arithmetic", "", "", ""),
        ("arithmetic", "minimum", "zero", ""),
        ("power:2", "median", "withhold", ""),
        ("minimum", "", "exclude", "1"),
    )
]


@settings(max_examples=40)
@given(
    tree=st.sampled_from(TREES),
    known=st.sets(st.sampled_from(sorted(RANGES))),
    figures=st.fixed_dictionaries({name: st.floats(*ends) for name, ends in RANGES.items()}),
)
def test_whatever_the_missing_come_to_lies_within_the_bounds(
    tree: str, known: set[str], figures: Mapping[str, float]
) -> None:
    method = standard(tree, INDICATORS)
    whole = {**figures, "d": float(round(figures["d"])), "people": 500.0}
    part = {name: one for name, one in whole.items() if name in known or name == "people"}
    found = rating(assess(method, long(x=part), Settings(("2020",))), "x")
    again = next(one for one in assess(method, long(x=whole), Settings(("2020",)))["nodes"] if one["node"] == "whole")
    assert {one.indicator for one in found.lacks} == RANGES.keys() - known
    assert found.lowest.degree is not None
    assert found.highest.degree is not None
    assert found.lowest.degree - 1e-9 <= again["degree"] <= found.highest.degree + 1e-9


def test_the_published_examples_with_the_last_figure_missing() -> None:
    """Points 1, 3, 4 of 1, 3, 4, 1 and 3, 4 of 3, 4, 2: one more with 4 points would make 12/16, and 11/12."""
    reached = {1: 0.2, 3: 0.8, 4: 1.0}
    for given_points, node, degree in (((1, 3, 4), "ec", 75.0), ((3, 4), "sc", 100 * 11 / 12)):
        mine = [one for one in U4SSC.indicators if one.id.startswith(node) and one.target and one.direction == "higher"]
        rows = [row(one, (one.target or 0) * reached[points]) for one, points in zip(mine, given_points, strict=False)]
        found = ready(U4SSC, rows)
        lacks = {one.indicator: one for one in found.lacks}
        assert lacks[mine[len(given_points)].id].earning.column.degree == pytest.approx(degree)


def test_what_has_no_target_is_asked_and_promises_nothing() -> None:
    found = ready(U4SSC, [])
    assert (found.asked, len(found.lacks), found.now.degree) == (91, 91, None)
    bare = {one.indicator for one in found.lacks if not one.earning.counts}
    assert len(bare) == 91 - 23
    assert [one.earning.counts for one in found.lacks] == [True] * 23 + [False] * 68
    assert (found.lowest.degree, found.highest.degree) == (25.0, 100.0)


def test_where_too_little_is_known_to_be_assessed_it_says_how_many_more() -> None:
    found = ready(LOSI, [row(one, 1.0) for one in LOSI.indicators[:40]])
    assert (found.now.degree, found.answers, found.reported) == (None, 3, 40)
    assert found.lowest.degree == pytest.approx(100 * 40 / 86)
    assert found.highest.degree == 100
    assert {one.earning.whole.degree for one in found.lacks} == {None}
    nearly = ready(LOSI, [row(one, 1.0) for one in LOSI.indicators[:42]])
    assert nearly.answers == 1
    assert nearly.lacks[0].earning.whole.degree == pytest.approx(100 * 43 / 86)


def test_where_nothing_is_scored_it_is_a_list_by_owner() -> None:
    found = ready(ISO, [row(ISO.indicators[0], 1.0)])
    assert (found.kind, found.reported, len(found.lacks), found.levels) == ("reported", 1, 67, ())
    owners = [one.owner or one.influence for one in found.lacks]
    assert owners == sorted(owners)


def test_figures_of_another_boundary_are_counted_apart() -> None:
    one = U4SSC.indicator["ec-ict-ict-1c"]
    made = assess(U4SSC, values([row(one, 90.0, boundary="o")]), Settings(("2020",)), areas("x", o="region"))
    found = rating(made, "x")
    assert (found.reported, found.elsewhere) == (1, 1)


def test_where_areas_are_ranked_against_each_other_nothing_is_told() -> None:
    method = standard(
        "id,parent,aggregate\nwhole,,copeland\n", INDICATORS.replace("water", "whole").replace("air", "whole")
    )
    found = rating(assess(method, long(x={"a": 5.0, "people": 9.0}, y={"a": 9.0, "f": 20.0}), Settings(("2020",))), "x")
    assert found.highest.degree is None
    assert {one.earning.whole.degree for one in found.lacks} == {None}


def test_it_says_what_is_near_and_who_else_asks() -> None:
    method = standard(
        "id,parent\nwhole,\n",
        "id,fact,fact_unit,parent,unit,low,high\na,one,GJ,whole,MJ,0,9\nb,two,,whole,%,0,9\nc,,,whole,%,0,9\n",
        crosswalk_csv="indicator,fact,relation,factor,note_kk,note_ru,note_en\nc,three,broader,,k,r,All day.\n",
    )
    other = replace(
        standard("id,parent\nwhole,\n", "id,parent,unit,title_en\none,whole,GJ,One\nthree,whole,km,Three\n"), id="other"
    )
    known = values(
        [
            {"area": "x", "fact": "one", "period": "2019", "value": 1.0},
            {"area": "x", "fact": "one", "period": "2021", "value": 9.0},
            {"area": "x", "fact": "two", "period": "2020", "value": 2.0, "status": "declared"},
            {"area": "x", "fact": "three", "period": "2018", "value": 3.0},
            {"area": "y", "fact": "three", "period": "2020", "value": 4.0},
        ]
    )
    found = rating(assess(method, known, Settings(("2020",))), "x", Beside(known, (other, method)))
    lacks = {one.indicator: one for one in found.lacks}
    (period,), (declared,), (broader,) = (lacks[name].hints for name in "abc")
    assert (period.kind, period.period, period.value, period.unit) == ("period", "2019", 1.0, "GJ")
    assert (declared.kind, declared.value) == ("declared", 2.0)
    assert (broader.kind, broader.value, broader.title.en, broader.note.en) == ("broader", 3.0, "Three", "All day.")
    assert (lacks["a"].also, lacks["a"].kept_unit, lacks["b"].also) == (("other",), "GJ", ())


def test_a_questioned_figure_is_missing_and_would_count_again() -> None:
    found = ready(WCCD, [row(WCCD.indicators[0], 1.0, status="questioned")])
    (lack,) = [one for one in found.lacks if one.state == "questioned"]
    assert (found.reported, lack.earning.whole.degree) == (0, 1)


@pytest.mark.parametrize(
    ("area", "period", "basis"), [("nowhere", None, None), ("x", "1999", None), ("x", None, "guessed")]
)
def test_what_the_assessment_does_not_have_is_refused(area: str, period: str | None, basis: str | None) -> None:
    made = assess(METHOD, long(x={"a": 5.0}), Settings(("2020",)))
    with pytest.raises(BadUse):
        rating(made, area, period=period, basis=basis)
