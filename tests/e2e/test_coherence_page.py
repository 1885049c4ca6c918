"""The coherence report as a page, in a browser."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from qala.engine import Settings, assess
from qala.insight import coherence
from qala.publish import render_coherence_page
from qala.texts import LANGUAGES, Language
from tests.kz_demo import demo_inputs


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("coherence")
    kz, values, places = demo_inputs()
    made = assess(kz, values, Settings(("2018", "2019"), kind="region"), places)
    for language in LANGUAGES:
        page = render_coherence_page(coherence(made), made, language)
        (path / f"{language}.html").write_text(page, encoding="utf-8")
    return path


@pytest.fixture(params=["light", "dark"])
def page(request: pytest.FixtureRequest, browser: Browser) -> Iterator[Page]:
    context = browser.new_context(color_scheme=request.param, java_script_enabled=True)
    yield context.new_page()
    context.close()


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("width", [320, 768, 1280])
def test_fits_its_width(page: Page, folder: Path, width: int, language: Language) -> None:
    page.set_viewport_size({"width": width, "height": 800})
    page.goto((folder / f"{language}.html").as_uri())
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    expect(page.locator("html")).to_have_attribute("lang", language)
    expect(page.locator("svg").first).to_be_visible()


def test_numbers_on_colour_can_be_read(page: Page, folder: Path) -> None:
    """Every cell keeps 4.5 to 1 between its text and what lies behind it."""
    page.goto((folder / "en.html").as_uri())
    least = page.evaluate(
        """() => {
          const canvas = document.createElement("canvas").getContext("2d", {willReadFrequently: true});
          const paint = (...layers) => {
            for (const layer of layers) { canvas.fillStyle = layer; canvas.fillRect(0, 0, 1, 1); }
            return [...canvas.getImageData(0, 0, 1, 1).data].slice(0, 3);
          };
          const light = (rgb) => rgb.map((c) => c / 255)
            .map((c) => c <= 0.03928 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4)
            .reduce((sum, c, i) => sum + c * [0.2126, 0.7152, 0.0722][i], 0);
          const paper = getComputedStyle(document.querySelector(".page")).backgroundColor;
          return Math.min(...[...document.querySelectorAll("td span, td, th, p, li, h1, h2, h3")].map((one) => {
            const style = getComputedStyle(one);
            const [text, back] = [light(paint(paper, style.color)), light(paint(paper, style.backgroundColor))];
            return (Math.max(text, back) + 0.05) / (Math.min(text, back) + 0.05);
          }));
        }"""
    )
    assert least >= 4.5


def test_the_theme_can_be_turned(page: Page, folder: Path) -> None:
    page.goto((folder / "ru.html").as_uri())
    colour = "getComputedStyle(document.querySelector('.page')).backgroundColor"
    before = page.evaluate(colour)
    page.locator("label[for=theme]").click()
    assert page.evaluate(colour) != before
