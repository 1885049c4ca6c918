"""The Map as the public reads it, in a browser and without one."""

import re
from urllib.parse import parse_qs, urlsplit

import pytest
from playwright.sync_api import Browser, Page, expect

from qala.texts import LANGUAGES, Language, text

ROWS = "table.grid tbody tr"


def names(page: Page) -> list[str]:
    return [row.locator("th").inner_text() for row in page.locator(ROWS).all()]


def degrees(page: Page, column: int) -> list[float | None]:
    cells = [row.locator("td").nth(column).locator(".deg").inner_text() for row in page.locator(ROWS).all()]
    found = [re.match(r"[\d.]+", cell) for cell in cells]
    return [float(one.group()) if one else None for one in found]


def test_choices_work_without_a_script(public_site: str, browser: Browser) -> None:
    page = browser.new_page(java_script_enabled=False)
    page.goto(f"{public_site}/en/")
    first = names(page)
    page.get_by_label("Period", exact=True).select_option("2018")
    page.get_by_label("Order", exact=True).select_option("education")
    page.get_by_role("button", name="Show", exact=True).click()
    asked = parse_qs(urlsplit(page.url).query)
    assert (asked["period"], asked["sort"]) == (["2018"], ["education"])
    assert sorted(names(page)) == sorted(first)
    column = 4
    known = [one for one in degrees(page, column) if one is not None]
    assert known == sorted(known, reverse=True)
    assert len(set(known)) > 1
    page.close()


def test_choices_work_with_one_too(public_site: str, page: Page) -> None:
    page.goto(f"{public_site}/en/")
    before = degrees(page, 4)
    page.get_by_label("Period", exact=True).select_option("2018")
    expect(page.locator("h1")).to_contain_text("Outcomes 2018")
    assert "period=2018" in page.url
    assert degrees(page, 4) != before
    page.go_back()
    expect(page.locator("h1")).to_contain_text("Outcomes 2019")


def test_a_characteristic_reads_the_same_figures_anew(public_site: str, page: Page) -> None:
    page.goto(f"{public_site}/en/?what=safety")
    assert page.locator("table.grid caption").inner_text().startswith("Safety: degree from 0 to 100")
    safe = degrees(page, 2)
    page.goto(f"{public_site}/en/")
    assert degrees(page, 2) != safe
    page.goto(f"{public_site}/en/?what=safety")
    shown = page.locator(f"{ROWS} td").nth(2)
    known = shown.locator(".foot > span").first.inner_text()
    shown.locator("a").click()
    trait = page.locator(".traits li", has_text=text("map.safety", "en"))
    assert known in trait.inner_text()


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_cell_opens_its_explanation_and_leads_back(public_site: str, page: Page, language: Language) -> None:
    page.goto(f"{public_site}/{language}/")
    cell = page.locator(f"{ROWS} td a.cell:not(.none)").first
    degree = cell.locator(".deg").evaluate("one => one.firstChild.textContent.trim()")
    place = cell.get_attribute("id")
    cell.click()
    assert degree in page.locator(".chip b").first.inner_text()
    total = page.locator("table.points tfoot b").first.inner_text()
    assert total.startswith(degree.replace(" ", "")[:2])
    page.get_by_role("link", name=text("map.back", language)).click()
    assert page.url.endswith(f"/{language}/#{place}")


def test_the_change_and_what_is_not_firm_can_be_hidden(public_site: str, page: Page) -> None:
    page.goto(f"{public_site}/en/")
    assert page.locator(".arrow:visible").count() > 5
    page.goto(f"{public_site}/en/?change=no")
    assert page.locator(".arrow:visible").count() == 0


def test_the_link_to_this_view_shows_it_whatever_is_published_later(public_site: str, page: Page) -> None:
    page.goto(f"{public_site}/ru/?period=2017&sort=name")
    shown = page.locator("table.grid").inner_text()
    page.get_by_role("link", name=text("site.this_view", "ru")).click()
    assert re.search(r"/ru/map/[0-9a-f]{64}/\?", page.url)
    assert page.locator("table.grid").inner_text() == shown
    page.locator("nav.langs a", has_text="English").click()
    assert re.search(r"/en/map/[0-9a-f]{64}/\?period=2017&sort=name", page.url)


def test_the_look_is_chosen_and_stays(public_site: str, page: Page) -> None:
    page.goto(f"{public_site}/en/")
    paper = "getComputedStyle(document.body).backgroundColor"
    light = page.evaluate(paper)
    page.get_by_role("button", name=text("site.theme", "en")).click()
    dark = page.evaluate(paper)
    assert dark != light
    page.reload()
    assert page.evaluate(paper) == dark


def test_the_keyboard_reaches_everything(public_site: str, page: Page) -> None:
    page.goto(f"{public_site}/en/")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "skip"
    page.keyboard.press("Enter")
    reached = set()
    for _ in range(80):
        page.keyboard.press("Tab")
        reached.add(page.evaluate("document.activeElement.id || document.activeElement.getAttribute('class')"))
    cells = page.locator("a.cell")
    assert {cells.nth(place).get_attribute("id") for place in range(cells.count())} <= reached


def test_what_everybody_reads_alike_sets_no_cookie(public_site: str, page: Page) -> None:
    for path in ("/kk/", "/en/?period=2018", "/en/why/750000000/education/"):
        page.goto(public_site + path)
    assert page.context.cookies() == []
