import json
import re
from pathlib import Path

import pytest
import shapely

from qala import packs
from qala.areas.read import read_areas
from qala.publish.country import match, outline_from, outline_of, read_boundaries
from qala.publish.country.outline import LETTERS, Outline
from qala.publish.country.simplify import path_of, simplified
from tests.publish.country.geojson import TWO, box, collection, feature

REGIONS = Path(__file__).parents[4] / "shared/data/kazakhstan/regions_2024.geojson"


def drawn(path: str) -> shapely.Geometry:
    """The area of a path, read back: M, relative l, z."""
    whole = shapely.Polygon()
    for ring in re.findall("M([^z]*)z", path):
        numbers = [float(one) for one in re.findall(r"-?\d*\.?\d+", ring)]
        at, points = [0.0, 0.0], []
        for x, y in zip(numbers[::2], numbers[1::2], strict=True):
            at = [at[0] + x, at[1] + y]
            points.append((round(at[0], 1), round(at[1], 1)))
        whole = whole.symmetric_difference(shapely.make_valid(shapely.Polygon(points)))
    return whole


@pytest.fixture(scope="module")
def kazakhstan() -> Outline:
    if not REGIONS.is_file():
        pytest.skip("the boundaries of Kazakhstan (../shared/data/kazakhstan beside the repository) are not here")
    boundaries = read_boundaries(REGIONS.read_bytes(), "KATO", REGIONS.name)
    places = read_areas(packs.places("kz") / "areas.csv")
    return outline_of(boundaries, match([one.name for one in boundaries], places), "geokz", "CC BY 4.0")


def test_two_neighbours_fill_the_frame() -> None:
    made = outline_of(read_boundaries(TWO, "name", "two"), {})
    west, east = (drawn(piece.path) for piece in made.pieces)
    assert shapely.union(west, east).bounds[0] == pytest.approx(16, abs=0.2)
    assert shapely.union(west, east).bounds[2] == pytest.approx(784, abs=0.2)
    assert west.intersection(east).area == 0
    assert west.area == pytest.approx(east.area, rel=0.01)
    assert made.pieces[0].title.kk == "West"


def test_the_outline_comes_back_from_json() -> None:
    made = outline_of(read_boundaries(TWO, "name", "two"), {}, "A source", "CC0")
    assert outline_from(json.loads(json.dumps(made.as_json()))) == made


def test_a_border_that_two_files_drew_apart_becomes_one() -> None:
    west = shapely.Polygon([(0, 0), (100, 0), (100.3, 50), (100, 100), (0, 100)])
    east = shapely.Polygon([(100, 0), (200, 0), (200, 100), (100, 100), (99.8, 30)])
    new = simplified([west, east], 0.5)
    assert shapely.coverage_is_valid(new)
    assert shapely.union_all(new).area == pytest.approx(20_000, rel=0.001)


def test_a_path_keeps_holes_and_a_tenth_of_a_pixel() -> None:
    shape = shapely.Polygon([(0, 0), (10.04, 0), (10, 9.96), (0, 10)], [[(2, 2), (4, 2), (4, 4)]])
    assert path_of(shape) == "M0 0l10 0 0 10-10 0zM2 2l2 0 0 2z"


def test_a_long_border_is_made_simpler_until_it_is_short_enough() -> None:
    import math

    jagged = [[60 + math.cos(at / 2000) * (5 + at % 7 / 9), 45 + math.sin(at / 2000) * 4] for at in range(12_560)]
    made = outline_of(read_boundaries(collection(feature("A", jagged)), "name", "x"), {})
    assert 100 < len(made.pieces[0].path) <= LETTERS


def test_fiji_is_drawn_whole_over_the_180th_meridian() -> None:
    islands = [[box(177, -19, 180, -16)], [box(-180, -19, -178, -16)]]
    shape = {"type": "MultiPolygon", "coordinates": islands}
    whole = {"type": "Feature", "properties": {"name": "Fiji"}, "geometry": shape}
    made = outline_of(read_boundaries(collection(whole), "name", "fiji"), {})
    assert made.border.count("M") == 1, "what the meridian cuts is one again"
    assert drawn(made.pieces[0].path).bounds[2] == pytest.approx(784, abs=0.2)


def test_kazakhstan_is_light_and_without_gaps(kazakhstan: Outline) -> None:
    assert sum(len(piece.path) for piece in kazakhstan.pieces) < 25_000
    shapes = [drawn(piece.path) for piece in kazakhstan.pieces]
    whole = shapely.union_all(shapes)
    assert sum(shape.area for shape in shapes) - whole.area < 3, "square pixels of overlap, by rounding"
    gaps = [shapely.Polygon(ring).area for part in shapely.get_parts(whole) for ring in part.interiors]
    assert sum(gaps) < 3, "square pixels between regions, by rounding"


def test_kazakhstan_keeps_the_areas_of_its_regions(kazakhstan: Outline) -> None:
    known = {
        one["properties"]["KATO"]: one["properties"]["area_km2"]
        for one in json.loads(REGIONS.read_text(encoding="utf-8"))["features"]
    }
    for piece in kazakhstan.pieces:
        km2 = drawn(piece.path).area / kazakhstan.frame.scale**2 / 1e6
        assert km2 == pytest.approx(known[piece.name], rel=0.02, abs=150)


def test_every_region_of_kazakhstan_is_known_by_its_code(kazakhstan: Outline) -> None:
    assert all(piece.area == piece.name for piece in kazakhstan.pieces)
    assert kazakhstan.pieces[0].title.ru == "область Абай"
