"""The country with its cities as a browser draws it."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from jinja2 import Environment, PackageLoader, StrictUndefined
from playwright.sync_api import Browser, Page

import qala
from qala import packs
from qala.areas.model import Areas
from qala.areas.read import read_areas
from qala.publish import map_view
from qala.publish.country import CountryView, Outline, cities_of, country_view, match, outline_of, read_boundaries
from qala.texts import Language, text
from tests.publish.country.geojson import box, collection, feature

REGIONS = Path(__file__).parents[3] / "shared/data/kazakhstan/regions_2024.geojson"
LOOK = Path(qala.__file__).parent / "web/theme/static/theme"
HALVES = collection(feature("West", box(46, 40, 66, 56)), feature("East", box(66, 40, 88, 56)))
PAGE = """<!doctype html><html lang="{{ language }}"><head><meta charset="utf-8"><title>x</title>
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'self' 'nonce-here'">
<meta name="viewport" content="width=device-width, initial-scale=1"><style nonce="here">{{ style | safe }}</style>
</head><body><main class="sheet"><h1>x</h1>{% from "theme/country.html" import country %}{{ country(view, t) }}</main>
</body></html>"""
Open = Callable[..., Page]


def written(view: CountryView) -> str:
    loader = PackageLoader("qala.web.theme", "jinja2")
    templates = Environment(loader=loader, autoescape=True, undefined=StrictUndefined, trim_blocks=True)
    style = (LOOK / "site.css").read_text("utf-8") + (LOOK / "country.css").read_text("utf-8")
    words = {"language": view.language, "style": style, "view": view}
    return templates.from_string(PAGE).render(**words, t=lambda key, **fields: text(key, view.language, **fields))


@cache
def country() -> tuple[Areas, Outline]:
    """The places and their outline, which takes seconds."""
    places = read_areas(packs.places("kz") / "areas.csv")
    regions = REGIONS.is_file()
    content, name = (REGIONS.read_bytes(), "KATO") if regions else (HALVES, "name")
    boundaries = read_boundaries(content, name, "regions")
    matched = match([one.name for one in boundaries], places)
    return places, outline_of(boundaries, matched, "geokz <b>", "CC BY 4.0")


def view_of(assessment: dict[str, Any], language: Language, node: str | None = "environment") -> CountryView:
    places, outline = country()
    cities = cities_of(map_view(assessment, language), places, lambda cell: f"#{cell.area}", node)
    return country_view(outline, cities, language)


@pytest.fixture
def opened(browser: Browser, assessment: dict[str, Any]) -> Iterator[Open]:
    contexts = []

    def open_(width: int, language: Language = "kk", node: str | None = "environment", **how: Any) -> Page:
        context = browser.new_context(viewport={"width": width, "height": 800}, **how)
        contexts.append(context)
        page = context.new_page()
        page.on("console", lambda said: pytest.fail(said.text) if said.type == "error" else None)
        page.set_content(written(view_of(assessment, language, node)))
        return page

    yield open_
    for context in contexts:
        context.close()


@pytest.mark.parametrize("width", [320, 360, 700, 1280])
@pytest.mark.parametrize("language", ["kk", "ru", "en"])
def test_every_city_is_a_link_large_enough_to_be_touched(opened: Open, width: int, language: Language) -> None:
    page = opened(width, language)
    links = page.locator(".country-cities:visible a")
    assert links.count() == 5
    for mark in page.locator(".country-cities:visible .country-mark").all():
        found = mark.bounding_box()
        assert found
        assert min(found["width"], found["height"]) >= 24
        assert found["x"] >= 0
        assert found["x"] + found["width"] <= width
    assert page.evaluate("document.documentElement.scrollWidth") <= width


@pytest.mark.parametrize("width", [320, 360, 700, 1280])
def test_letters_are_large_enough_and_within_the_page(opened: Open, width: int) -> None:
    page = opened(width)
    for said in page.locator(".country-cities:visible text").all():
        found = said.bounding_box()
        assert found
        assert said.evaluate("one => parseFloat(getComputedStyle(one).fontSize) * one.getScreenCTM().a") >= 11
        assert found["x"] >= 0
        assert found["x"] + found["width"] <= width


@pytest.mark.parametrize("width", [320, 360, 700, 1280])
@pytest.mark.parametrize("language", ["kk", "ru", "en"])
def test_names_cover_neither_marks_nor_one_another(opened: Open, width: int, language: Language) -> None:
    page = opened(width, language)
    parts = page.locator(".country-cities:visible .country-mark, .country-cities:visible .country-name").all()
    boxes = [found for part in parts if (found := part.bounding_box())]
    for at, one in enumerate(boxes):
        for other in boxes[at + 1 :]:
            across = min(one["x"] + one["width"], other["x"] + other["width"]) - max(one["x"], other["x"])
            down = min(one["y"] + one["height"], other["y"] + other["height"]) - max(one["y"], other["y"])
            assert across <= 1 or down <= 3, "letters stand within the line's height"


def test_the_list_is_there_where_a_name_is_not_on_the_picture(opened: Open) -> None:
    for width in (320, 360, 700, 1280):
        page = opened(width)
        names = page.locator(".country-cities:visible .country-name").count()
        assert page.locator(".country-list").is_visible() == (names < 5 or width < 330)
        if names < 5:
            assert page.locator(".country-list a").count() == 5


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [360, 1280])
@pytest.mark.parametrize("node", ["environment", None])
def test_nobody_is_kept_out(opened: Open, scheme: str, width: int, node: str | None) -> None:
    page = opened(width, node=node, color_scheme=scheme)
    result = Axe().run(page)
    assert result.violations_count == 0, result.generate_report()


def test_a_mark_is_reached_by_keyboard_and_says_all(opened: Open) -> None:
    page = opened(1280, "en")
    page.keyboard.press("Tab")
    label = page.evaluate("document.activeElement.getAttribute('aria-label')")
    assert label.startswith("Aktobe: ")
    assert any(letter.isdigit() for letter in label)
    assert page.get_by_role("link", name=label).count() == 1
    page.keyboard.press("Enter")
    page.wait_for_url("**#151010000")
    assert page.url.endswith("#151010000")


def test_nothing_is_written_by_style_and_all_is_escaped(assessment: dict[str, Any]) -> None:
    made = written(view_of(assessment, "en")).partition("<main")[2]
    assert "style=" not in made
    assert "<script" not in made
    assert "geokz &lt;b&gt;" in made


def test_a_crowd_is_dots_and_a_list(browser: Browser, assessment: dict[str, Any]) -> None:
    view = view_of(assessment, "en")
    crowd = [replace(one, lon=50 + at, lat=44 + at % 3) for at in range(30) for one in view.cities[:1]]
    page = browser.new_page(viewport={"width": 360, "height": 800})
    page.set_content(written(country_view(None, crowd, "en")))
    assert page.locator(".country-cities:visible circle").count() == 30
    assert page.locator(".country-cities:visible a").count() == 0
    assert page.locator(".country-list a:visible").count() == 30
    assert Axe().run(page).violations_count == 0
    page.close()


def test_on_paper_the_country_has_its_cities(opened: Open) -> None:
    page = opened(1000, "en")
    page.emulate_media(media="print")
    assert page.locator(".country-cities:visible a").count() == 5
    assert page.locator(".country-land path").first.is_visible()
