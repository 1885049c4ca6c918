import json
import time
from typing import Any

import pytest
import shapely
from hypothesis import given, settings
from hypothesis import strategies as st

from qala.errors import QalaError
from qala.publish.country import read_boundaries
from qala.publish.country.boundaries import LIMIT
from tests.publish.country.geojson import TWO, box, collection, feature

BOX = box(0, 0, 1, 1)


def one(geometry: object) -> bytes:
    return collection({"type": "Feature", "properties": {"name": "A"}, "geometry": geometry})


def polygon(*coordinates: object) -> bytes:
    return one({"type": "Polygon", "coordinates": list(coordinates)})


def test_reads_names_and_areas() -> None:
    west, east = read_boundaries(TWO, "name", "two.geojson")
    assert (west.name, east.name) == ("West", "East")
    assert west.shape.bounds == (50, 45, 60, 50)
    assert east.shape.area == 50


def test_a_code_may_be_a_number() -> None:
    assert read_boundaries(collection(feature(710000000, BOX)), "name", "x")[0].name == "710000000"


def test_holes_stay_open() -> None:
    (found,) = read_boundaries(collection(feature("A", box(0, 0, 4, 4), box(1, 1, 2, 2))), "name", "x")
    assert found.shape.area == 15


def test_a_ring_that_crosses_itself_is_mended() -> None:
    bow = [[0.0, 0.0], [2.0, 2.0], [2.0, 0.0], [0.0, 2.0], [0.0, 0.0]]
    (found,) = read_boundaries(collection(feature("A", bow)), "name", "x")
    assert found.shape.is_valid
    assert found.shape.area == pytest.approx(2)


def test_a_ring_over_the_180th_meridian_goes_on() -> None:
    over = [[179.0, -18.0], [-179.0, -18.0], [-179.0, -17.0], [179.0, -17.0], [179.0, -18.0]]
    (found,) = read_boundaries(collection(feature("Fiji", over)), "name", "x")
    assert found.shape.bounds == (179, -18, 181, -17)


@pytest.mark.parametrize("crs", ["urn:ogc:def:crs:OGC:1.3:CRS84", "urn:ogc:def:crs:EPSG::4326", "EPSG:4326"])
def test_wgs84_may_be_named(crs: str) -> None:
    named = collection(feature("A", BOX), crs={"type": "name", "properties": {"name": crs}})
    assert len(read_boundaries(named, "name", "x")) == 1


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"{", "not JSON"),
        (b"[" * 100_000, "not JSON"),
        (b'{"type": "FeatureCollection", "features": [' + b"[" * 100_000, "not JSON"),
        (b"PK\x03\x04", "XLSX or ZIP"),
        (b"\xff\xfe{}", "UTF-16"),
        (b"[]", "not a GeoJSON FeatureCollection"),
        (b'{"type": "Topology"}', "not a GeoJSON FeatureCollection"),
        (collection(), "no features"),
        (collection("A"), "feature 1 is not a GeoJSON Feature"),
        (collection(*[feature(number, BOX) for number in range(5001)]), "5001 features"),
        (collection(feature("A", BOX), crs={"properties": {"name": "EPSG:32642"}}), "system EPSG:32642"),
        (collection(feature("A", BOX), crs={"properties": {"name": "EPSG:14326"}}), "system EPSG:14326"),
        (collection(feature("A", BOX), crs="EPSG:4326"), "coordinate system"),
        (collection(feature("A", BOX), feature("B", BOX), feature("A", BOX)), "feature 3 is named A, as is feature 1"),
        (collection(feature(None, BOX)), "property name is null"),
        (collection(feature(True, BOX)), "property name is true"),
        (collection(feature("a\u0000b", BOX)), "property name is a?b"),
        (collection(feature("x" * 201, BOX)), "which is no name"),
        (collection({"type": "Feature", "properties": {"code": 1}, "geometry": None}), "no property name; it has code"),
        (one(None), "feature 1 is a null, not a Polygon"),
        (one({"type": "Point", "coordinates": [1, 2]}), "feature 1 is a Point, not a Polygon"),
        (one({"type": "GeometryCollection", "geometries": []}), "is a GeometryCollection"),
        (one({"type": "Polygon"}), "no list of at least three points"),
        (one({"type": "MultiPolygon", "coordinates": [[]]}), "no list of at least three points"),
        (polygon([[0, 0], [1, 1]]), "no list of at least three points"),
        (polygon([[0, 0], [1, "1"], [1, 0]]), "not two numbers"),
        (polygon([[0, 0], [1, True], [1, 0]]), "not two numbers"),
        (polygon([[0, 0], [1], [1, 0]]), "not two numbers"),
        (polygon([[0, 0], [1, 91], [1, 0]]), "point at 1, 91, outside"),
        (polygon([[0, 0], [500000, 1], [1, 0]]), "outside longitude"),
        (polygon([[0, 0], [10**400, 1], [1, 0]]), "outside longitude"),
        (polygon([[0, 0], [float("nan"), 1], [1, 0]]), "NaN, which is no number"),
        (polygon([[0, 0], [float("inf"), 1], [1, 0]]), "Infinity, which is no number"),
        (polygon([[0, 0], [1e-9, 1e-9], [1e-9, 0]]), "no list of at least three points"),
        (polygon([[0, 0], [1, 1], [2, 2], [0, 0]]), "feature 1 has no area"),
        (polygon([[0, 0], [0, 0], [0, 0]]), "no list of at least three points"),
    ],
)
def test_what_cannot_be_drawn_is_refused_in_a_sentence(content: bytes, said: str) -> None:
    with pytest.raises(QalaError) as refused:
        read_boundaries(content, "name", "bad.geojson")
    assert str(refused.value).startswith("bad.geojson")
    assert said in str(refused.value)
    assert "\n" not in str(refused.value)


def test_1e999_is_outside_the_world() -> None:
    with pytest.raises(QalaError, match="outside longitude"):
        read_boundaries(polygon([[0, 0], [1, 1], [1, 0]]).replace(b"[1, 0]", b"[1e999, 0]"), "name", "x")


def test_a_file_too_large_is_refused_unread() -> None:
    with pytest.raises(QalaError, match="32"):
        read_boundaries(b" " * (LIMIT + 1), "name", "x")


@pytest.mark.parametrize("stacked", [False, True])
def test_what_crosses_too_often_is_refused_in_time(stacked: bool) -> None:
    """Ten thousand lines across as many, in one ring or in many: mending them would take the square."""
    count = 5000
    down = [[index / count, float(index % 2)] for index in range(count)]
    across = [[float(index % 2), index / count] for index in range(count)]
    shapes = [feature(str(at), box(at / 1e4, at / 1e4, 1 + at / 1e4, 1 + at / 1e4)) for at in range(2000)]
    hostile = collection(*shapes) if stacked else collection(feature("A", down + across))
    began = time.monotonic()
    with pytest.raises(QalaError, match="cross one another too often"):
        read_boundaries(hostile, "name", "x")
    assert time.monotonic() - began < 20


number = st.one_of(st.floats(), st.floats(-180, 180), st.integers(-90, 90), st.integers(), st.booleans(), st.text())
position = st.one_of(st.lists(number, max_size=4), st.tuples(st.floats(-180, 180), st.floats(-90, 90)).map(list))
ring = st.lists(position, max_size=8)
coordinates = st.one_of(
    st.lists(ring, max_size=3),
    st.lists(
        st.lists(st.tuples(st.integers(-9, 9), st.integers(-9, 9)), min_size=3, max_size=9), min_size=1, max_size=3
    ),
    st.lists(st.lists(ring, max_size=2), max_size=3),
    st.recursive(number, lambda inner: st.lists(inner, max_size=3), max_leaves=9),
)
geometry = st.fixed_dictionaries(
    {"type": st.sampled_from(["Polygon", "MultiPolygon", "Point", None, 3]), "coordinates": coordinates}
)
anything = st.fixed_dictionaries(
    {
        "type": st.just("Feature"),
        "properties": st.one_of(
            st.none(), st.dictionaries(st.sampled_from(["name", "x"]), st.one_of(number, st.none()))
        ),
        "geometry": st.one_of(st.none(), geometry),
    }
)
trusted = geometry.map(lambda found: {"type": "Feature", "properties": {"name": "A"}, "geometry": found})


@settings(max_examples=400)
@given(st.lists(st.one_of(anything, trusted), max_size=2))
def test_any_file_is_read_whole_or_refused_in_a_sentence(features: list[Any]) -> None:
    try:
        found = read_boundaries(json.dumps({"type": "FeatureCollection", "features": features}).encode(), "name", "x")
    except QalaError:
        return
    assert len(found) == len(features)
    for boundary in found:
        assert boundary.shape.is_valid
        assert boundary.shape.area > 0
        assert shapely.get_type_id(boundary.shape) in (3, 6)


@settings(max_examples=200)
@given(st.one_of(st.binary(), st.recursive(number, lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner))))
def test_what_is_no_geojson_is_refused(given_: object) -> None:
    content = given_ if isinstance(given_, bytes) else json.dumps(given_).encode()
    with pytest.raises(QalaError):
        read_boundaries(content, "name", "x")
