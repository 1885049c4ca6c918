import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

from qala.publish import render_page

TITLES = {
    "kk": "Нәтижелер 2019; енгізу әлі жиналмаған",
    "ru": "Результаты 2019; внедрение ещё не собрано",
    "en": "Outcomes 2019; implementation not yet collected",
}
Open = Callable[..., Page]


@pytest.fixture
def opened(browser: Browser, page_file: Path) -> Iterator[Open]:
    contexts = []

    def open_(width: int = 1280, fragment: str = "", **how: Any) -> Page:
        context = browser.new_context(viewport={"width": width, "height": 800}, **how)
        contexts.append(context)
        page = context.new_page()
        page.goto(page_file.as_uri() + fragment)
        return page

    yield open_
    for context in contexts:
        context.close()


def choose(page: Page, language: str) -> None:
    page.locator(f"label[for=lang-{language}]").click()


@pytest.mark.parametrize("script", [True, False])
def test_speaks_three_languages(opened: Open, script: bool) -> None:
    page = opened(java_script_enabled=script)
    for language, title in TITLES.items():
        choose(page, language)
        expect(page.locator("h1:visible")).to_have_text(title)
        expect(page.locator("main:visible")).to_have_attribute("lang", language)


def test_says_its_language_and_title_to_the_browser(opened: Open) -> None:
    page = opened()
    assert page.title() == TITLES["kk"]
    choose(page, "en")
    assert page.title() == TITLES["en"]
    expect(page.locator("html")).to_have_attribute("lang", "en")


@pytest.mark.parametrize("width", [320, 360, 768, 1024, 1280])
@pytest.mark.parametrize("language", list(TITLES))
def test_fits_its_width(opened: Open, width: int, language: str) -> None:
    page = opened(width, f"#{language}-710000000-environment")
    choose(page, language)
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    cut = page.evaluate(
        "[...document.querySelectorAll('.cell')].filter(one => one.offsetParent"
        " && [...one.children].some(part => part.scrollWidth > one.clientWidth)).map(one => one.id)"
    )
    assert cut == []


@pytest.mark.parametrize("script", [True, False])
def test_a_cell_opens_its_explanation_by_keyboard(opened: Open, script: bool) -> None:
    page = opened(java_script_enabled=script)
    choose(page, "en")
    page.locator("#en-c-710000000-health").focus()
    page.keyboard.press("Enter")
    why = page.locator("#en-710000000-health")
    expect(why).to_be_visible()
    expect(why).to_contain_text("Under-five mortality")
    expect(why).to_contain_text("Bureau of National Statistics")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(why).to_be_hidden()


def test_an_explanation_changes_its_language(opened: Open) -> None:
    page = opened(fragment="#kk-710000000-health")
    choose(page, "ru")
    expect(page.locator("#ru-710000000-health")).to_be_visible()


def test_the_language_can_be_chosen_by_keyboard(opened: Open) -> None:
    page = opened()
    page.keyboard.press("Tab")
    page.keyboard.press("ArrowRight")
    expect(page.locator("h1:visible")).to_have_text(TITLES["ru"])


def test_the_shown_points_add_up(opened: Open) -> None:
    page = opened(fragment="#en-750000000-it")
    tables = page.locator("#en-750000000-it table.points")
    assert tables.count() > 1
    for table in tables.all():
        total = table.locator("tfoot td")
        if total.count():
            points = [text for text in table.locator("tbody td:last-child b").all_inner_texts() if text != "–"]
            assert round(sum(map(float, points)), 2) == float(total.inner_text())


def test_says_what_is_missing_and_who_should_publish_it(opened: Open) -> None:
    energy = opened(fragment="#en-750000000-energy").locator("#en-750000000-energy")
    expect(energy).to_contain_text("Nothing is known")
    expect(energy).to_contain_text("natural monopolist")


def test_says_which_figures_are_of_the_oblast(opened: Open) -> None:
    page = opened(fragment="#en-151010000-health")
    expect(page.locator("#en-151010000-health")).to_contain_text("Aktobe oblast")


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_has_both_themes_and_a_switch(opened: Open, scheme: str) -> None:
    page = opened(color_scheme=scheme)
    paper = "getComputedStyle(document.querySelector('.page')).backgroundColor"
    before = page.evaluate(paper)
    assert (before == "rgb(255, 255, 255)") == (scheme == "light")
    page.locator("label.theme").click()
    assert (page.evaluate(paper) == "rgb(255, 255, 255)") == (scheme == "dark")


def test_asks_the_network_for_nothing(browser: Browser, page_file: Path) -> None:
    page = browser.new_page()
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(page_file.as_uri())
    page.locator("a.cell:visible").first.click()
    page.close()
    assert {url.split("#")[0] for url in asked if not url.startswith("data:")} == {page_file.as_uri()}
    assert page_file.stat().st_size < 900_000


@pytest.mark.parametrize("fragment", ["", "#ru-710000000-health"])
def test_prints_on_one_landscape_page(opened: Open, fragment: str) -> None:
    page = opened(fragment=fragment)
    printed = page.pdf(prefer_css_page_size=True, print_background=True)
    assert re.findall(rb"/Count (\d+)", printed) == [b"1"]
    width, height = map(float, re.findall(rb"/MediaBox \[0 0 ([\d.]+) ([\d.]+)\]", printed)[0])
    assert (round(width), round(height)) == (842, 595)


def test_prints_25_cities_on_one_page(browser: Browser, assessment: dict[str, Any], tmp_path: Path) -> None:
    """The five cities five times over."""
    many = dict(assessment)
    rows = assessment["areas"]["rows"]
    many["areas"] = {
        **assessment["areas"],
        "rows": [{**row, "id": f"{row['id']}{n}"} for n in range(5) for row in rows],
    }
    for table in ("nodes", "indicators", "characteristics"):
        many[table] = [{**row, "area": f"{row['area']}{n}"} for n in range(5) for row in assessment[table]]
    path = tmp_path / "many.html"
    path.write_text(render_page(many, "kk"), encoding="utf-8")
    page = browser.new_page()
    page.goto(path.as_uri())
    printed = page.pdf(prefer_css_page_size=True, print_background=True)
    page.close()
    assert re.findall(rb"/Count (\d+)", printed) == [b"1"]


def test_the_table_is_one_for_a_screen_reader(opened: Open) -> None:
    for width in (1280, 360):
        page = opened(width)
        choose(page, "en")
        grid = page.get_by_role("table").first
        expect(grid.get_by_role("columnheader")).to_have_count(9)
        expect(grid.get_by_role("rowheader")).to_have_count(5)
        expect(grid.get_by_role("cell")).to_have_count(40)
