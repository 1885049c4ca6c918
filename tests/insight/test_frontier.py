"""The distance to the frontier: by hand, and its bounds on shares."""

from typing import Any

import pytest

from qala.engine import Settings, assess
from qala.insight.benchmark.frontier import Frontier, frontier
from qala.insight.benchmark.panel import panel_of
from tests.kz_demo import demo_assessment
from tests.packs_by_hand import areas, long, standard

Figures = dict[str, dict[str, float]]
TREE = "id,parent\nwhole,\none,whole\ntwo,whole\n"
INDICATORS = "id,parent,low,high\na,one,0,100\nb,two,0,100\n"


def made(figures: Figures, doubt: float = 0.99, **kinds: str) -> dict[str, Any]:
    method = standard(TREE, INDICATORS, f'[areas]\nkind = "city"\n[aggregate]\ndoubt = {doubt}\n')
    ids = [id_ for id_ in figures if id_ not in kinds]
    return assess(method, long(**figures), Settings(("2020",)), areas(*ids, events=(), **kinds))


def of(document: dict[str, Any], area: str, node: str = "whole") -> Frontier:
    panel = panel_of(document)
    return frontier(panel, area, panel.standard.node[node])


def test_who_is_best_at_anything_is_on_the_frontier_where_shares_are_free() -> None:
    document = made({"x": {"a": 90, "b": 10}, "y": {"a": 20, "b": 80}, "z": {"a": 45, "b": 5}})
    assert of(document, "x").distance == pytest.approx(0)
    assert of(document, "y").distance == pytest.approx(0)
    third = of(document, "z")
    assert third.reached == pytest.approx(50)
    assert third.distance == pytest.approx(50)
    assert third.set_by == ("x",)
    assert third.compared == 3


def test_without_any_doubt_each_child_makes_its_given_share() -> None:
    found = of(made({"x": {"a": 80, "b": 40}, "y": {"a": 40, "b": 20}}, doubt=0), "y")
    assert found.shares == pytest.approx({"one": 0.5, "two": 0.5})
    assert found.reached == pytest.approx(50)


def test_shares_stay_within_their_bounds() -> None:
    found = of(made({"x": {"a": 90, "b": 60}, "y": {"a": 30, "b": 50}, "z": {"a": 70, "b": 90}}, doubt=0.5), "y")
    assert all(0.25 - 1e-9 <= share <= 0.75 + 1e-9 for share in found.shares.values())
    assert sum(found.shares.values()) == pytest.approx(1)


def test_regions_set_the_frontier_of_cities_and_those_that_know_less_are_not_compared() -> None:
    figures: Figures = {
        "x": {"a": 50, "b": 50},
        "y": {"a": 60},
        "r": {"a": 100, "b": 100},
        "u": {"a": 100, "b": 100},
    }
    found = of(made(figures, r="region", u="urban-part"), "x")
    assert found.reached == pytest.approx(50)
    assert (found.set_by, found.compared) == (("r",), 2)
    assert of(made(figures, r="region", u="urban-part"), "y").compared == 3


def test_a_node_without_a_degree_has_no_frontier() -> None:
    assert of(made({"x": {"b": 50}, "y": {"a": 60, "b": 1}}), "x", "one").reached is None


def test_degrees_below_nothing_have_no_frontier() -> None:
    method = standard("id,parent\nwhole,\n", "id,parent,low,high,normalise\na,whole,0,100,zscore\nb,whole,0,1,\n")
    figures: Figures = {
        "x": {"a": 1.0, "b": 0.2},
        "y": {"a": 9.0, "b": 0.3},
        "z": {"a": 4.0, "b": 0.9},
    }
    document = assess(method, long(**figures), Settings(("2020",)), areas("x", "y", "z"))
    assert of(document, "x").reached is None
    assert of(document, "y").compared == 1


def test_nobody_of_the_five_is_beyond_the_frontier_of_all_regions() -> None:
    panel = panel_of(demo_assessment())
    for area in panel.assessed[:3]:
        found = frontier(panel, area, panel.standard.node["health"])
        assert found.compared > 15
        assert found.reached is not None
        assert 0 < found.reached <= 100 + 1e-6
    assert "351010000" in frontier(panel, "351010000", panel.standard.node["health"]).borrowed
