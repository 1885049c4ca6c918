from itertools import combinations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from qala.publish import map_view
from qala.publish.colour import contrast, text_on
from qala.publish.country import City, cities_of, country_view, outline_of, read_boundaries
from qala.publish.country.labels import Box, apart, names_beside
from qala.publish.country.view import HIGH, SIZES, Layout
from qala.publish.lettering import width
from qala.publish.map_model import BandLook
from qala.texts import LANGUAGES, Language
from tests.kz_demo import demo_assessment, demo_inputs
from tests.publish.country.geojson import TWO

ROOM = (640.0, 400.0)


def city(id_: str, lon: float | None, lat: float | None) -> City:
    return City(id_, f"City {id_}", lon, lat, "50.0", None, f"City {id_}: 50.0", f"#{id_}")


def boxes_of(layout: Layout, size: str, high: float) -> list[Box]:
    """Marks and names as they lie on a picture of the layout's least width, in pixels."""
    found = []
    for mark in layout.marks:
        x, y = mark.x / 100 * SIZES[size], mark.y / 100 * high * SIZES[size] / 800
        found.append(Box(x + mark.box.x, y + mark.box.y, mark.box.width, mark.box.height))
    return found


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_five_cities_are_told_as_the_map_tells_them(language: Language) -> None:
    _, _, places = demo_inputs()
    view = map_view(demo_assessment(), language)
    found = cities_of(view, places, lambda cell: f"/{language}/cities/{cell.area}/", "environment")
    assert [one.id for one in found] == [row.id for row in view.rows]
    at = [column.id for column in view.columns].index("environment")
    for one, row in zip(found, view.rows, strict=True):
        cell = row.cells[at]
        assert (one.degree, one.band, one.name) == (cell.degree_text, cell.band, row.name)
        assert one.address == f"/{language}/cities/{one.id}/"
        assert one.label.startswith(f"{row.name}: ")
        assert cell.withheld or (cell.band and cell.degree_text in one.label and cell.band.title in one.label)
        assert one.lon is not None


def test_the_whole_is_shown_where_no_node_is_named() -> None:
    _, _, places = demo_inputs()
    view = map_view(demo_assessment(), "en")
    for one, row in zip(cities_of(view, places, lambda cell: cell.node), view.rows, strict=True):
        assert one.degree == row.cells[0].degree_text
        assert one.address == row.cells[0].node


def test_a_degree_can_be_read_on_its_band() -> None:
    view = map_view(demo_assessment(), "en")
    assert all(contrast(band.colour, band.text_colour) >= 4.5 for band in view.scale)


def test_cities_lie_where_the_outline_has_them() -> None:
    outline = outline_of(read_boundaries(TWO, "name", "two"), {})
    view = country_view(outline, [city("w", 52, 47), city("e", 68, 47), city("n", 60, 49)], "en")
    for layout in view.layouts:
        west, east, north = layout.marks
        assert west.x < north.x < east.x
        assert north.y < west.y
        assert west.x == pytest.approx(100 - east.x, abs=0.2)
        assert layout.whole
    assert [ground.title for ground in view.grounds] == ["West", "East"]


def test_without_boundaries_the_cities_make_their_own_extent() -> None:
    view = country_view(None, [city("w", 57.2, 50.3), city("e", 76.9, 43.2)], "en")
    assert view.grounds == ()
    assert view.border == ""
    west, east = view.layouts[-1].marks
    assert 0 < west.x < 20
    assert 80 < east.x < 100


@pytest.mark.parametrize(
    "places", [[], [(71.4, 51.2)], [(None, None)], [(5.0, 5.0), (5.0, 5.0)], [(179.9, -17), (-179.9, -17)]]
)
def test_any_cities_make_a_view(places: list[tuple[float | None, float | None]]) -> None:
    view = country_view(None, [city(str(at), *place) for at, place in enumerate(places)], "en")
    known = sum(lon is not None for lon, _ in places)
    assert all(len(layout.marks) == known for layout in view.layouts)
    assert all(layout.whole == (known == len(places)) for layout in view.layouts)


def test_a_city_that_is_not_on_the_picture_is_in_the_list() -> None:
    outline = outline_of(read_boundaries(TWO, "name", "two"), {})
    view = country_view(outline, [city("far", 0, 0), city("here", 60, 47), city("nowhere", None, None)], "en")
    assert [one.id for one in view.cities] == ["far", "here", "nowhere"]
    for layout in view.layouts:
        assert [mark.city.id for mark in layout.marks] == ["here"]
        assert not layout.whole


def test_marks_of_neighbours_do_not_cover_one_another() -> None:
    outline = outline_of(read_boundaries(TWO, "name", "two"), {})
    near = [city(str(at), 60 + at * 0.2, 47 + at % 2 * 0.1) for at in range(5)]
    view = country_view(outline, near, "en")
    for layout in view.layouts:
        boxes = boxes_of(layout, layout.size, view.height)
        assert all(box.height >= 24 and box.width >= 24 for box in boxes)
        assert not any(one.meets(other) for one, other in combinations(boxes, 2))
        assert any(mark.moved for mark in layout.marks), "a line leads to the place"


def test_too_many_cities_for_a_small_picture_are_dots_over_their_list() -> None:
    outline = outline_of(read_boundaries(TWO, "name", "two"), {})
    many = [city(str(at), 51 + at % 7 * 3, 46 + at // 7) for at in range(28)]
    small, *_, huge = country_view(outline, many, "en").layouts
    assert small.dots
    assert not small.whole
    assert not huge.dots


box = st.builds(Box, st.floats(0, 640), st.floats(0, 400), st.just(44.0), st.just(HIGH))


@settings(max_examples=60)
@given(st.lists(box, max_size=12))
def test_marks_are_apart_and_names_cover_nothing(boxes: list[Box]) -> None:
    moved = apart(boxes, ROOM)
    assert all(one.within(*ROOM, 0.001) for one in moved)
    assert not any(one.meets(other) for one, other in combinations(moved, 2))
    names = [Box(0, 0, width("Karaganda", 13, True), 17) for _ in boxes]
    placed = [spot.box for spot in names_beside(moved, names, ROOM) if spot]
    assert not any(one.meets(other) for one, other in combinations(placed, 2))
    assert not any(name.meets(mark) for name in placed for mark in moved)


def test_a_name_that_fits_nowhere_is_left_out() -> None:
    marks = [Box(100, 20, 44, 26)]
    assert names_beside(marks, [Box(0, 0, 600, 17)], (200, 40)) == [None]


def test_bands_of_any_colour_carry_a_degree() -> None:
    look = BandLook("1", "low", "#777777", text_on("#777777"), "0–20")
    assert contrast(look.colour, look.text_colour) >= 4.5
