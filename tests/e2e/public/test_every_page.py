"""Every page that can be reached by links: it is there, it can be used by everybody, it breaks no rule of the site."""

import tempfile
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page

from tests.e2e.public.crawl import pages

MATRIX = ("/{}/", "/{}/why/750000000/education/", "/{}/city/750000000/", "/{}/indicator/ev-pm25/", "/{}/method/")
SHOTS = Path(tempfile.gettempdir()) / "qala-pages"


def shown(site: str) -> list[str]:
    return [one for kind, one in pages(site).items() if kind.startswith("/en/") and kind.endswith("/")]


def test_every_link_leads_somewhere(public_site: str) -> None:
    assert len(pages(public_site)) > 15


def test_everybody_can_use_every_page(public_site: str, page: Page) -> None:
    """WCAG 2.2 A and AA, as far as axe-core can tell."""
    wrong = []
    for address in shown(public_site):
        page.goto(address)
        found = Axe().run(page, options={"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]})
        wrong += [f"{address}: {found.generate_report()}" for _ in range(bool(found.violations_count))]
    assert not wrong, "\n".join(wrong)


def test_every_page_fits_a_phone(public_site: str, page: Page) -> None:
    page.set_viewport_size({"width": 360, "height": 740})
    wide = []
    for address in shown(public_site):
        page.goto(address)
        if page.evaluate("document.documentElement.scrollWidth") > 360:
            wide.append(address)
    assert not wide, wide


def test_every_page_has_one_title_and_says_its_language(public_site: str, page: Page) -> None:
    for address in shown(public_site):
        for language in ("kk", "ru", "en"):
            page.goto(address.replace("/en/", f"/{language}/", 1))
            assert page.locator("html").get_attribute("lang") == language, address
            assert page.locator("h1").count() == 1, address
            assert page.locator("main").count() == 1, address


@pytest.mark.long
@pytest.mark.parametrize("language", ["kk", "ru", "en"])
@pytest.mark.parametrize("look", ["light", "dark"])
@pytest.mark.parametrize("width", [360, 768, 1280])
def test_five_pages_in_every_look(public_site: str, browser: Browser, language: str, look: str, width: int) -> None:
    """Their pictures are kept to be looked at; nothing sticks out, and axe-core finds nothing in any of them."""
    SHOTS.mkdir(exist_ok=True)
    shot = browser.new_page(viewport={"width": width, "height": 900}, color_scheme=look)  # type: ignore[arg-type]
    faults: list[str] = []
    shot.on("console", lambda message: faults.append(message.text) if message.type in ("error", "warning") else None)
    for path in MATRIX:
        shot.goto(public_site + path.format(language))
        name = path.strip("/").replace("{}/", "").replace("/", "-").replace("{}", "map")
        shot.screenshot(path=SHOTS / f"{name}-{language}-{look}-{width}.png", full_page=True)
        assert shot.evaluate("document.documentElement.scrollWidth") <= width, path
        found = Axe().run(shot, options={"runOnly": ["wcag2a", "wcag2aa", "wcag21aa", "wcag22aa"]})
        assert found.violations_count == 0, f"{path}: {found.generate_report()}"
    shot.close()
    assert not faults
