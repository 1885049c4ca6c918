"""Benchmarks: who does best, by how much, and no mix of boundaries without a mark."""

from dataclasses import replace
from functools import cache
from typing import Any

import pytest

from qala.areas.model import Text
from qala.engine import Settings, assess
from qala.errors import BadUse
from qala.insight.benchmark import Among, Benchmark, Compared, World, WorldMeasure, WorldPlace, benchmark
from qala.insight.benchmark.abroad import abroad
from qala.packs.world import world
from tests.kz_demo import demo_assessment
from tests.packs_by_hand import areas, long, standard, values

METHOD = standard(
    "id,parent\nwhole,\n",
    "id,parent,direction,kind,low,high,target,normalise,unit\na,whole,higher,share,0,50,,,%\n"
    "b,whole,lower,rate,0,20,,,per 100 000\nc,whole,target,quantity,10,40,20,,\nd,whole,higher,quantity,,,,minmax,km\n",
    '[areas]\nkind = "city"\n',
)
FIGURES = {
    "x": {"a": 20.0, "b": 10.0, "c": 24.0, "d": 5.0},
    "y": {"a": 30.0, "b": 4.0, "c": 38.0, "d": 7.0},
    "r": {"a": 45.0, "b": 12.0, "c": 21.0, "d": 6.0},
}


@cache
def document() -> dict[str, Any]:
    return assess(METHOD, long(**FIGURES), Settings(("2020",)), areas("x", "y", r="region"))


@cache
def plain() -> Benchmark:
    return benchmark(document(), "x")


def made(among: Among | None = None) -> Benchmark:
    return benchmark(document(), "x", among=among) if among else plain()


def by(found: Benchmark) -> dict[str, Compared]:
    return {one.indicator: one for one in found.indicators}


@cache
def karaganda() -> dict[str, Compared]:
    return by(benchmark(demo_assessment(), "351010000"))


def test_the_best_is_told_in_the_unit_and_in_degrees() -> None:
    one = by(made())["a"]
    assert one.best is not None
    assert (one.best.place, one.best.ahead) == ("r", 25)
    assert one.best.points == pytest.approx(50)
    assert (one.position, one.known) == (3, 3)


def test_less_is_better_where_the_standard_says_so_and_a_target_is_aimed_at() -> None:
    found = by(made())
    assert found["b"].best is not None
    assert (found["b"].best.place, found["b"].best.ahead) == ("y", -6)
    assert found["c"].best is not None
    assert (found["c"].best.place, found["c"].position) == ("r", 2)


def test_another_kind_of_place_is_marked_and_the_best_alike_named() -> None:
    one = by(made())["a"]
    assert one.best is not None
    assert one.alike is not None
    assert not one.best.alike
    assert (one.alike.place, one.alike.alike) == ("y", True)


def test_degrees_that_hang_on_who_is_measured_are_not_compared() -> None:
    one = by(made())["d"]
    assert one.best is not None
    assert (one.best.place, one.best.ahead, one.best.points) == ("y", 2, None)


def test_the_largest_lack_comes_first() -> None:
    lacks = [one.best.points for one in made().indicators if one.best and one.best.points is not None]
    assert lacks == sorted(lacks, reverse=True)


def test_solutions_are_told_only_where_they_are_known() -> None:
    used = {("r", "a"): (Text("k", "r", "Smart meters"),)}
    found = by(made(Among(solutions=used)))
    assert found["a"].best is not None
    assert [title.en for title in found["a"].best.solutions] == ["Smart meters"]
    assert found["b"].best is not None
    assert found["b"].best.solutions == ()


def test_further_figures_join_and_replace_none() -> None:
    more = values(
        [
            {"area": "r2", "fact": "a", "period": "2020", "value": 49.0},
            {"area": "x", "fact": "a", "period": "2020", "value": 1.0},
        ]
    )
    with_another = assess(METHOD, long(**FIGURES), Settings(("2020",)), areas("x", "y", r="region", r2="region"))
    one = by(benchmark(with_another, "x", among=Among(values=more)))["a"]
    assert one.best is not None
    assert (one.best.place, one.value) == ("r2", 20)


@pytest.mark.parametrize(
    ("area", "node", "among", "said"),
    [
        ("nowhere", None, Among(), 'no area "nowhere"'),
        ("x", "nowhere", Among(), 'no node "nowhere"'),
        ("x", None, Among(peers=0), "Write 1 or more"),
        ("x", None, Among(context=("population",)), 'the column "population"'),
        ("x", None, Among(context=("colour",)), 'the column "colour"'),
    ],
)
def test_wrong_questions_are_refused(area: str, node: str | None, among: Among, said: str) -> None:
    with pytest.raises(BadUse, match=said):
        benchmark(document(), area, node, among)


def test_without_any_context_there_are_no_peers_but_the_rest_is_told() -> None:
    found = made()
    assert (found.group.columns, found.group.peers) == ((), ())
    assert found.indicators


def test_a_context_fact_makes_peers() -> None:
    found = made(Among(context=("a",)))
    assert [peer.area for peer in found.group.peers] == ["y"]
    one = by(found)["b"]
    assert one.peer is not None
    assert one.peer.place == "y"


def test_questioned_figures_are_nobodys_best_practice() -> None:
    assert all(one.best.value != 1.6 for one in karaganda().values() if one.best)
    air = karaganda()["ev-pm25"]
    assert (air.boundary, air.kind, air.position) == ("351010000", "city", air.known)


def test_an_oblast_shown_for_a_city_is_compared_as_an_oblast() -> None:
    waste = karaganda()["ev-recycled"]
    assert (waste.boundary, waste.kind) == ("350000000", "region")
    assert waste.best is not None
    assert (waste.best.kind, waste.best.alike) == ("region", True)
    sewage = karaganda()["hc-sewage"]
    assert sewage.best is not None
    assert sewage.alike is not None
    assert (sewage.best.place, sewage.best.alike, sewage.alike.kind) == ("710000000", False, "region")


def test_every_place_counts_once_and_the_country_never() -> None:
    places = [one.best.place for one in karaganda().values() if one.best]
    assert "KZ" not in places
    assert karaganda()["hc-sewage"].known == 17


def test_the_five_are_placed_among_the_cities_of_their_size_abroad() -> None:
    found = benchmark(demo_assessment(), "750000000", "health", Among(world=world())).abroad
    walks = [one for one in found if one.own.kind == "city"]
    assert [one.value for one in walks] == [857, 1021]
    for one in walks:
        sizes = [world().places[id_].population or 0 for id_ in one.measure.values if id_ != one.own.id]
        assert one.compared <= sum(865_000 <= size <= 3_462_000 for size in sizes)
        assert one.best.country != "KZ"
        assert one.best_value <= one.tenth <= one.middle
    country = next(one for one in found if one.own.kind == "country")
    assert (country.own.id, country.best.id, country.compared) == ("KZ", "KR", 46)


def test_a_place_that_the_world_does_not_know_is_nowhere_abroad() -> None:
    measure = WorldMeasure("m", "2020", "higher", *(Text("k", "r", "e"),) * 3, "s", {"w": 1.0, "v": 2.0})
    here = WorldPlace("w", "city", "W", "AA", 100, "x")
    places = {"w": here, "v": replace(here, id="v", country="BB", home="", population=150)}
    found = abroad(World(places, (measure,)), areas("x", "y"), "x")
    assert [(one.position, one.best_value) for one in found] == [(2, 2.0)]
    assert abroad(World(places, (measure,)), areas("x", "y"), "y") == ()
    far = {**places, "v": replace(places["v"], population=201)}
    assert abroad(World(far, (measure,)), areas("x", "y"), "x") == ()
