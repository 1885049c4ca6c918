"""Every transform, imputation, normalisation and aggregation of formats.md, by hand."""

import math
from collections.abc import Mapping
from typing import Any

import pytest

from qala.areas.model import Area, AreaEvent, Areas, Text
from qala.errors import CannotAssess
from tests.packs_by_hand import Answer, areas, assessed, long, standard, values

ONE = "id,parent\nwhole,\n"


def row(area: str, fact: str, period: str, value: float | None, **more: Any) -> dict[str, Any]:
    return {"area": area, "fact": fact, "period": period, "value": value, **more}


def grouped(**groups: str) -> Areas:
    """Places by id with their group in a column g."""
    return Areas(tuple(Area(id_, Text(id_, id_, id_), groups={"g": group}) for id_, group in groups.items()))


def degrees(indicators: str, settings: str = "", **figures: float) -> list[float | None]:
    """The degrees of one indicator `a` over areas by name."""
    method = standard(ONE, indicators, settings)
    answer = assessed(method, long(**{area: {"a": value} for area, value in figures.items()}))
    return [answer.indicator(area, "a")["degree"] for area in figures]


def test_per_divides_by_another_indicator_and_log_follows() -> None:
    table = (
        "id,parent,direction,transform,low,high\na,whole,higher,per:people:1000;log,1,100\npeople,whole,context,,,\n"
    )
    answer = assessed(standard(ONE, table), long(x={"a": 5, "people": 500}, y={"a": 5, "people": 0}, z={"a": 5}))
    cell = answer.indicator("x", "a")
    assert cell["transformed"] == pytest.approx(math.log(10))
    assert cell["degree"] == pytest.approx(50)
    assert [answer.indicator(area, "a")["state"] for area in "yz"] == ["missing", "missing"]
    assert answer.indicator("x", "people")["degree"] is None


def test_the_logarithm_of_nothing_is_refused() -> None:
    with pytest.raises(CannotAssess, match="logarithm"):
        degrees("id,parent,transform,low,high\na,whole,log,1,10\n", x=0)
    with pytest.raises(CannotAssess, match="above 0"):
        degrees("id,parent,transform,low,high\na,whole,log,0,10\n", x=1)
    with pytest.raises(CannotAssess, match="divided by people"):
        degrees("id,parent,transform,low,high\na,whole,per:people,0,10\n", x=1)


@pytest.mark.parametrize(
    ("method", "direction", "wanted"),
    [
        ("minmax", "higher", [0, 50, 100]),
        ("distance-to-max", "lower", [100, 50, 0]),
        ("distance-to-target", "higher", [0, 25, 50]),
        ("distance-to-target", "lower", [-100, -50, 0]),
        ("fraction-of-target", "higher", [20, 40, 60]),
        ("fraction-of-target", "lower", [500, 250, 500 / 3]),
        ("fraction-of-max", "higher", [100 / 3, 200 / 3, 100]),
        ("percentile", "higher", [0, 50, 100]),
        ("rank", "higher", [1, 2, 3]),
        ("rank", "lower", [3, 2, 1]),
        ("borda", "higher", [0, 1, 2]),
        ("none", "lower", [-2, -4, -6]),
        ("zscore", "higher", [-1, 0, 1]),
        ("zscore:50:10", "lower", [60, 50, 40]),
    ],
)
def test_normalisations(method: str, direction: str, wanted: list[float]) -> None:
    table = f"id,parent,direction,target,normalise\na,whole,{direction},10,{method}:open\n"
    if ":" in method or method in ("rank", "borda", "none", "zscore"):
        table = table.replace(":open", "")
    assert degrees(table, x=2, y=4, z=6) == pytest.approx(wanted)


def test_clip_cuts_and_a_range_stretches() -> None:
    table = "id,parent,target,normalise\na,whole,4,fraction-of-target:1:5:clip\n"
    assert degrees(table, x=2, y=4, z=6) == [3, 5, 5]


def test_a_target_is_best_and_both_goalposts_are_worst() -> None:
    table = "id,parent,direction,low,target,high\na,whole,target,10,20,40\n"
    assert degrees(table, p=10, q=15, r=20, s=30, t=40, u=99) == [0, 50, 100, 50, 0, 0]


def test_measured_from_a_named_area() -> None:
    method = standard(
        ONE, "id,parent,normalise\na,whole,distance-to-reference:open\n", '[normalise]\nreference = "y"\n'
    )
    answer = assessed(method, long(x={"a": 2}, y={"a": 4}, z={"a": 8}))
    assert [answer.indicator(area, "a")["degree"] for area in "xyz"] == [0, 100, 300]
    bad = standard(ONE, "id,parent,normalise\na,whole,distance-to-reference\n", '[normalise]\nreference = "q"\n')
    with pytest.raises(CannotAssess, match='the area "q"'):
        assessed(bad, long(x={"a": 2}))


def test_division_by_zero_is_undefined_and_known() -> None:
    method = standard(
        ONE, "id,parent,normalise,target\na,whole,minmax,\nb,whole,fraction-of-target,0\nc,whole,fraction-of-target,\n"
    )
    answer = assessed(method, long(x={"a": 2, "b": 1, "c": 1}, y={"a": 2, "b": 1, "c": 1}))
    assert [answer.indicator("x", name)["state"] for name in "abc"] == ["undefined", "undefined", "unscored"]
    assert (answer.node("x", "whole")["degree"], answer.node("x", "whole")["known"]) == (None, 3)


@pytest.mark.parametrize(("over", "wanted"), [("period", [0, 100]), ("panel", [50, 100]), ("2019", [100, 200])])
def test_minima_over_a_period_the_panel_or_a_named_period(over: str, wanted: list[float]) -> None:
    method = standard(ONE, "id,parent\na,whole\n", f'[normalise]\nmethod = "minmax"\nclip = false\nover = "{over}"\n')
    table = values(
        [row("x", "a", "2019", 0), row("y", "a", "2019", 10), row("x", "a", "2020", 10), row("y", "a", "2020", 20)]
    )
    answer = assessed(method, table, periods=("2019", "2020") if over == "panel" else ("2020",))
    assert [answer.indicator(area, "a")["degree"] for area in "xy"] == wanted


def test_reference_areas_set_the_measure_for_all() -> None:
    places = Areas(
        tuple(Area(id_, Text(id_, id_, id_), groups={"size": size}) for id_, size in zip("xyz", "ssl", strict=True))
    )
    method = standard(ONE, "id,parent,normalise\na,whole,minmax:open\n", '[areas]\nreference = "size=s"\n')
    answer = assessed(method, long(x={"a": 0}, y={"a": 10}, z={"a": 30}), places)
    assert [answer.indicator(area, "a")["degree"] for area in "xyz"] == [0, 100, 300]


def test_screening_leaves_out_who_knows_too_little() -> None:
    method = standard(ONE, "id,parent,normalise\na,whole,minmax\nb,whole,minmax\n", "[areas]\nscreen = 0.6\n")
    answer = assessed(method, long(x={"a": 0, "b": 0}, y={"a": 10, "b": 10}, z={"a": 99}))
    assert answer.node("z", "whole")["state"] == "screened"
    assert (answer.node("z", "whole")["degree"], answer.node("z", "whole")["rank"]) == (None, None)
    assert [answer.indicator(area, "a")["degree"] for area in "xyz"] == [0, 100, None]


def imputed(method: str, figures: Mapping[str, Mapping[str, float]], more: str = "") -> Answer:
    places = grouped(w="1", x="1", y="2", z="2")
    table = "id,parent,low,high\na,whole,0,100\nb,whole,0,100\n"
    pack = standard(ONE, table, f'[impute]\nmethod = {method}\ngroup = "g"\n{more}\n')
    return assessed(pack, long(**figures), places)


FIGURES: dict[str, dict[str, float]] = {
    "w": {"a": 10.0, "b": 70},
    "x": {"b": 50},
    "y": {"a": 40, "b": 1},
    "z": {"a": 100, "b": 2},
}


@pytest.mark.parametrize(
    ("method", "wanted"),
    [
        ('"mean"', 50),
        ('"median"', 40),
        ('"group-mean"', 10),
        ('"group-median"', 10),
        ('"node-mean"', 50),
        ('"none"', None),
    ],
)
def test_gaps_are_filled_and_marked(method: str, wanted: float | None) -> None:
    answer = imputed(method, FIGURES)
    cell, node = answer.indicator("x", "a"), answer.node("x", "whole")
    assert cell["degree"] == wanted
    assert cell["state"] == ("missing" if wanted is None else "imputed")
    assert (node["known"], node["filled"], node["asked"]) == (1, 0 if wanted is None else 1, 2)


def test_methods_take_turns() -> None:
    figures: dict[str, dict[str, float]] = {"w": {"b": 70}, "x": {"b": 50}, "y": {"a": 40}, "z": {"a": 100}}
    answer = imputed('["group-mean", "mean"]', figures)
    assert [answer.indicator(area, "a")["degree"] for area in "wx"] == [70, 70]
    assert answer.indicator("y", "b")["degree"] == 60
    assert imputed('["group-mean", "node-mean"]', figures).indicator("w", "a")["degree"] == 70


def test_a_questioned_figure_is_not_filled() -> None:
    rows = [row("x", "a", "2020", 10), row("y", "a", "2020", 30, status="questioned"), row("z", "a", "2020", 20)]
    pack = standard(ONE, "id,parent,low,high\na,whole,0,100\n", '[impute]\nmethod = "mean"\n')
    answer = assessed(pack, values(rows))
    assert (answer.indicator("y", "a")["state"], answer.indicator("y", "a")["degree"]) == ("questioned", None)


def series(method: str, age: int, events: tuple[AreaEvent, ...] = (), year: str = "2020") -> dict[str, Any]:
    pack = standard(ONE, "id,parent,low,high\na,whole,0,100\n", f'[impute]\nmethod = "{method}"\nmax_age = {age}\n')
    table = values([row("x", "a", "2018", 10), row("x", "a", "2021", 40)])
    return assessed(pack, table, areas("x", events=events), periods=(year,)).indicator("x", "a", year)


def test_carried_forward_and_interpolated_within_max_age() -> None:
    assert series("carry-forward", 1)["degree"] is None
    assert (series("carry-forward", 2)["degree"], series("carry-forward", 2)["state"]) == (10, "imputed")
    assert series("linear", 1)["degree"] is None
    assert series("linear", 2)["degree"] == pytest.approx(30)
    assert series("linear", 2, year="2019")["degree"] == pytest.approx(20)
    assert series("linear", 5, year="2022")["degree"] is None


def test_never_over_a_change_of_boundary() -> None:
    split = (AreaEvent("2019-06-01", "boundary", "x", "x", None, "a decree"),)
    assert series("carry-forward", 2, split)["degree"] is None
    assert series("linear", 2, split)["degree"] is None
    assert series("carry-forward", 2, split, "2022")["degree"] == 40


def test_a_node_takes_the_mean_of_its_group_and_says_so() -> None:
    tree = "id,parent,impute,min_coverage\nwhole,,,1\ngoal,whole,group-mean,\nother,whole,,\n"
    places = grouped(w="1", x="1", y="2", z="2")
    pack = standard(tree, "id,parent,low,high\na,goal,0,100\nb,other,0,100\n", '[impute]\ngroup = "g"\n')
    answer = assessed(pack, long(w={"a": 80, "b": 20}, x={"b": 40}, y={"a": 10, "b": 1}, z={"b": 3}), places)
    cell = answer.node("x", "goal")
    assert (cell["degree"], cell["state"], cell["known"]) == (80, "imputed", 0)
    assert answer.node("x", "whole")["degree"] == 60
    assert answer.node("z", "goal")["degree"] == 10


@pytest.mark.parametrize(
    ("mean", "wanted"),
    [
        ("arithmetic", (20 + 2 * 50 + 80) / 4),
        ("geometric", (20 * 50**2 * 80) ** 0.25),
        ("harmonic", 4 / (1 / 20 + 2 / 50 + 1 / 80)),
        ("power:2", math.sqrt((20**2 + 2 * 50**2 + 80**2) / 4)),
        ("power:-2", ((20**-2 + 2 * 50**-2 + 80**-2) / 4) ** -0.5),
        ("minimum", 20),
        ("median", 50),
        ("sum", 5 + 20 + 2 * 50 + 80),
        ("count", 4),
    ],
)
def test_aggregations(mean: str, wanted: float) -> None:
    tree = f"id,parent,aggregate,add\nwhole,,{mean},{5 if mean == 'sum' else ''}\n"
    rows = "".join(f"{name},whole,{weight},,0,100\n" for name, weight in (("a", 1), ("b", 2), ("c", 1), ("d", 1)))
    table = f"id,parent,weight,direction,low,high\n{rows}e,whole,,context,,\n"
    answer = assessed(standard(tree, table), long(x={"a": 20, "b": 50, "c": 80, "e": 3}))
    assert answer.node("x", "whole")["degree"] == pytest.approx(wanted)


def test_a_floor_holds_a_sum_up_and_gaps_are_not_made_good() -> None:
    tree = "id,parent,aggregate,add,floor\nwhole,,sum,-100,-30\n"
    table = "id,parent,weight,low,high\na,whole,0.5,0,100\nb,whole,2,0,100\n"
    answer = assessed(standard(tree, table), long(x={"a": 40}, y={"a": 40, "b": 80}, z={"q": 1}))
    assert [answer.node(area, "whole")["degree"] for area in "xyz"] == [-30, 80, None]


def test_medians_split_where_half_the_weight_is_reached_exactly() -> None:
    table = "id,parent,weight,low,high\na,whole,1,0,100\nb,whole,1,0,100\nc,whole,2,0,100\n"
    pack = standard("id,parent,aggregate\nwhole,,median\n", table)
    answer = assessed(pack, long(x={"a": 10, "b": 20, "c": 60}, y={"a": 10, "b": 20}))
    assert [answer.node(area, "whole")["degree"] for area in "xy"] == [40, 15]


@pytest.mark.parametrize("mean", ["geometric", "harmonic", "power:-1"])
def test_zeros_are_refused_or_kept_and_negatives_always_refused(mean: str) -> None:
    tree, table = f"id,parent,aggregate\nwhole,,{mean}\n", "id,parent,low,high\na,whole,0,100\nb,whole,0,100\n"
    with pytest.raises(CannotAssess, match="0 or below"):
        assessed(standard(tree, table), long(x={"a": 0, "b": 50}))
    kept = standard(tree, table, '[aggregate]\nzeros = "keep"\n')
    assert assessed(kept, long(x={"a": 0, "b": 50})).node("x", "whole")["degree"] == 0
    below = standard(tree, table, '[aggregate]\nzeros = "keep"\n[normalise]\nclip = false\n')
    with pytest.raises(CannotAssess, match="0 or below"):
        assessed(below, long(x={"a": -5, "b": 50}))


def test_over_indicators_skips_the_nodes_between() -> None:
    tree = "id,parent,weight,over\nwhole,,,indicators\nleft,whole,5,\nright,whole,1,\n"
    table = "id,parent,weight,low,high\na,left,1,0,100\nb,right,3,0,100\n"
    answer = assessed(standard(tree, table), long(x={"a": 0, "b": 80}))
    assert answer.node("x", "whole")["degree"] == 60


def test_a_set_that_weighs_an_indicator_with_nothing_leaves_it_out() -> None:
    tree = "id,parent,over,weights\nwhole,,,\nleft,whole,indicators,set:own\ndeep,left,,\n"
    table = "id,parent,low,high\na,deep,0,100\nb,left,0,100\n"
    weights = "set,id,weight\nown,a,0\nown,b,2\n"
    answer = assessed(standard(tree, table, weights_csv=weights), long(x={"a": 10, "b": 60}, y={"a": 10}))
    assert [answer.node(area, "left")["degree"] for area in "xy"] == [60, None]
    assert answer.node("x", "deep")["degree"] == 10


NEEDS = """[scale]
bands = [
  { id = "low", from = 0, points = 1, title = "low" },
  { id = "mid", from = 40, points = 2, title = "mid" },
  { id = "top", from = 80, points = 3, title = "top", needs = { core = 2 } },
]
"""


def test_a_band_that_asks_more_falls_to_the_next_lower() -> None:
    tree = "id,parent,weight,aggregate\nwhole,,,\ncore,whole,0,count\nrest,whole,1,\n"
    table = "id,parent,low,high\na,core,0,100\nb,core,0,100\nc,rest,0,100\n"
    answer = assessed(standard(tree, table, NEEDS), long(x={"a": 1, "b": 1, "c": 90}, y={"a": 1, "c": 90}))
    assert [answer.node(area, "core")["degree"] for area in "xy"] == [2, 1]
    assert [answer.node(area, "whole")["degree"] for area in "xy"] == [90, 90]
    assert [answer.node(area, "whole")["band"] for area in "xy"] == ["top", "mid"]
    assert [answer.node(area, "whole")["points"] for area in "xy"] == [3, 2]


def test_needs_hold_where_points_pass_and_a_circle_is_refused() -> None:
    tree = "id,parent,weight,aggregate,points\nwhole,,,,\ncore,whole,0,count,\nrest,whole,1,,yes\n"
    table = "id,parent,low,high\na,core,0,100\nb,core,0,100\nc,rest,0,100\n"
    answer = assessed(standard(tree, table, NEEDS), long(x={"a": 1, "b": 1, "c": 90}, y={"a": 1, "c": 90}))
    assert [answer.node(area, "whole")["degree"] for area in "xy"] == [3, 2]
    circle = standard(tree.replace("rest,whole,1,,yes", "rest,core,1,,yes"), table, NEEDS)
    with pytest.raises(CannotAssess, match="wait for each other"):
        assessed(circle, long(x={"a": 1, "c": 90}))


def test_own_band_edges_from_worst_to_best() -> None:
    table = "id,parent,direction,bands,points,normalise\na,whole,lower,12;8,yes,minmax\n"
    pack = standard(ONE, table, NEEDS.replace(", needs = { core = 2 }", ""))
    answer = assessed(pack, long(p={"a": 13}, q={"a": 12}, r={"a": 9}, s={"a": 8}, t={"a": 1}))
    assert [answer.indicator(area, "a")["band"] for area in "pqrst"] == ["low", "mid", "mid", "top", "top"]
    assert [answer.node(area, "whole")["degree"] for area in "pqrst"] == [1, 2, 2, 3, 3]


def test_named_scales_and_closed_edges() -> None:
    settings = NEEDS.replace(", needs = { core = 2 }", "") + (
        '[scales.strict]\nclosed = "upper"\noutside = "none"\nround = 0\n'
        'bands = [ { id = "a", from = 40, title = "a" }, { id = "b", from = 60, title = "b" } ]\n'
    )
    tree = "id,parent,scale\nwhole,,\nsub,whole,strict\n"
    pack = standard(tree, "id,parent,low,high\na,sub,0,100\n", settings)
    figures = {"p": 40, "q": 40.6, "r": 60.4, "s": 60.6, "t": 12}
    answer = assessed(pack, long(**{area: {"a": value} for area, value in figures.items()}))
    assert [answer.node(area, "sub")["band"] for area in figures] == [None, "a", "a", "b", None]
    assert [answer.node(area, "whole")["band"] for area in figures] == ["mid", "mid", "mid", "mid", "low"]


def test_box_cox_makes_a_lognormal_sample_straight() -> None:
    figures = {f"x{number:02d}": {"a": math.exp(number / 4)} for number in range(24)}
    treat = '[treat]\nmethod = "box-cox"\nskew = 0.1\nkurtosis = -9\n'
    pack = standard(ONE, "id,parent\na,whole\n", '[normalise]\nmethod = "minmax"\n' + treat)
    answer = assessed(pack, long(**figures))
    found = answer.document["parameters"]["treatments"][0]
    assert found["method"] == "box-cox"
    assert abs(found["skewness_after"]) < 0.05
    assert [answer.indicator(area, "a")["degree"] for area in ("x00", "x23")] == [0, 100]
    assert answer.indicator("x12", "a")["degree"] == pytest.approx(100 * 12 / 23, abs=1.0)


def test_a_logarithm_would_leave_fixed_goalposts_behind() -> None:
    figures = {f"x{number:02d}": {"a": 1000.0 if number == 23 else number + 1.0} for number in range(24)}
    pack = standard(ONE, "id,parent,low,high\na,whole,0,100\n", '[treat]\nmethod = "log-ct"\n')
    with pytest.raises(CannotAssess, match="goalposts are fixed"):
        assessed(pack, long(**figures))
    pack = standard(ONE, "id,parent,low,high\na,whole,0,100\n", '[treat]\nmethod = "winsorise"\n')
    assert assessed(pack, long(**figures)).indicator("x23", "a")["treated"] == 23
