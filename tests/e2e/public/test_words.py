"""Pages in words, read in a browser: in either look, at any width, without JavaScript, and leaving nothing behind."""

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page

from qala.texts import LANGUAGES

PAGES = ("method/", "news/", "about/", "accessibility/", "privacy/", "design/", "search/", "search/?q=transport+көлік")
WIDE, NARROW = 1280, 360
LOOKS = [*((language, WIDE, "light") for language in LANGUAGES), ("kk", NARROW, "dark"), ("en", WIDE, "dark")]


def faults_of(page: Page) -> list[str]:
    found = Axe().run(page).response["violations"]
    return [f"{one['id']}: {one['nodes'][0]['html'][:120]}" for one in found]


@pytest.mark.parametrize(("language", "width", "look"), LOOKS)
def test_anybody_can_read_the_pages(public_site: str, page: Page, language: str, width: int, look: str) -> None:
    page.set_viewport_size({"width": width, "height": 800})
    page.emulate_media(color_scheme="dark" if look == "dark" else "light")
    for address in PAGES:
        page.goto(f"{public_site}/{language}/{address}")
        page.evaluate("document.querySelectorAll('details').forEach(one => { one.open = true })")
        assert faults_of(page) == [], address
        assert page.evaluate("document.documentElement.scrollWidth") <= width, address


def test_a_hit_leads_to_what_was_found_without_a_script(public_site: str, browser: Browser) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{public_site}/ru/")
    page.get_by_role("searchbox").fill("скачком")
    page.get_by_role("searchbox").press("Enter")
    assert page.locator("mark").count() >= 1
    page.locator(".results a").first.click()
    assert page.locator(":target").is_visible()
    assert "Скачок" in page.locator(":target").inner_text()
    context.close()


def test_an_anchor_opens_the_industry_that_holds_it(public_site: str, page: Page) -> None:
    page.goto(f"{public_site}/ru/method/#i-tr-roads")
    assert page.locator("#i-tr-roads").is_visible()
    assert not page.locator("#i-ed-seats").is_visible()


def test_reading_leaves_nothing_behind(public_site: str, browser: Browser) -> None:
    """As the page on privacy says."""
    context = browser.new_context()
    page = context.new_page()
    for address in ("", *PAGES):
        page.goto(f"{public_site}/en/{address}")
    assert context.cookies() == []
    assert page.evaluate("Object.keys(localStorage)") == []
    assert set(page.evaluate("Object.keys(sessionStorage)")) <= {"htmx-current-path-for-history"}
    page.locator("button.look").click()
    assert page.evaluate("Object.keys(localStorage)") == ["look"]
    context.close()
