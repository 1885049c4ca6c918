"""Peers: by size and context, whatever the unit, with the distance shown."""

import math
from collections.abc import Mapping

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from qala.areas.model import Area, Text
from qala.insight.benchmark.context import Column, column_of
from qala.insight.benchmark.peers import peer_group


def place(id_: str, population: float | None = None, km2: float | None = None, **groups: str) -> Area:
    return Area(id_, Text(id_, id_, id_), "", "city", population=population, area_km2=km2, groups=groups)


PLACES = {
    one.id: one
    for one in (
        place("a", 100, 10, climate="dry", cars="300"),
        place("b", 110, 11, climate="dry", cars="310"),
        place("c", 400, 10, climate="wet", cars="305"),
        place("d", 1600, 10, climate="wet", cars="500"),
        place("e", None, None, climate="wet"),
    )
}


def column(name: str) -> Column:
    return column_of(name, PLACES, ())


def numbers(name: str, known: Mapping[str, float]) -> Column:
    return Column(name, known, {})


def test_the_nearest_come_first_and_the_unknown_are_named() -> None:
    found = peer_group("a", PLACES, [column("population")], 2)
    assert [peer.area for peer in found.peers] == ["b", "c"]
    assert found.unknown == ("e",)
    assert found.columns == ("population",)


def test_distances_are_as_published_for_the_median_absolute_deviation() -> None:
    # Logarithms to the base 2 of 1, 2, 4, 8, 16: median 2, deviations 2 1 0 1 2, so a standard deviation of 1.4826.
    sizes = {f"p{step}": place(f"p{step}", 2.0**step) for step in range(5)}
    found = peer_group("p0", sizes, [column_of("population", sizes, ())], 9)
    assert [peer.area for peer in found.peers] == ["p1", "p2", "p3", "p4"]
    assert [peer.distance for peer in found.peers] == pytest.approx([step / 1.4826 for step in (1, 2, 3, 4)])


def test_a_distance_is_the_root_of_the_mean_square_over_the_columns() -> None:
    found = peer_group("a", PLACES, [column("population"), column("cars")], 9)
    for peer in found.peers:
        assert peer.distance == pytest.approx(math.sqrt(sum(part**2 for part in peer.parts.values()) / 2))


def test_density_is_people_by_area_and_words_differ_or_do_not() -> None:
    assert column("density").numbers["c"] == pytest.approx(math.log(40))
    found = peer_group("a", PLACES, [column("climate")], 9)
    assert [(peer.area, peer.distance) for peer in found.peers] == [("b", 0), ("c", 1), ("d", 1), ("e", 1)]


def test_a_fact_of_the_figures_is_a_column_too_and_stands_in_for_the_population() -> None:
    rows = [{"area": "e", "fact": "population", "indicator": "pop", "value": 90.0}]
    assert column_of("population", PLACES, rows).numbers["e"] == pytest.approx(math.log(90))
    assert column_of("pop", PLACES, rows).numbers == {"e": 90.0}
    none = [{"area": "e", "fact": "deaths", "indicator": "d", "value": 0.0}]
    assert column_of("deaths", PLACES, none).numbers == {"e": 0.0}


def test_where_all_are_alike_a_column_tells_nothing() -> None:
    found = peer_group("a", "abc", [numbers("same", dict.fromkeys("abc", 3.0))], 9)
    assert [peer.distance for peer in found.peers] == [0, 0]


def test_without_columns_there_are_no_peers() -> None:
    assert peer_group("a", "abc", [], 3).peers == ()


@settings(max_examples=30, deadline=None)
@given(st.lists(st.floats(1, 1e6), min_size=3, max_size=12, unique=True), st.floats(0.01, 100), st.floats(-1e3, 1e3))
def test_the_unit_of_a_column_does_not_matter(sizes: list[float], factor: float, shift: float) -> None:
    ids = [f"p{step:02d}" for step in range(len(sizes))]
    one = numbers("x", dict(zip(ids, sizes, strict=True)))
    other = numbers("x", {id_: shift + factor * size for id_, size in one.numbers.items()})
    first, second = (peer_group(ids[0], ids, [made], 99) for made in (one, other))
    distances = {peer.area: peer.distance for peer in second.peers}
    for peer in first.peers:
        assert distances[peer.area] == pytest.approx(peer.distance, rel=1e-3, abs=1e-3)
