"""Charts of pages: drawn by the worker that the site starts, there without a script, live on demand."""

import gzip
import re
import time
import urllib.request

import pytest
from playwright.sync_api import Browser, Page, expect

from qala.texts import text
from tests.served import ask, read

PAGE = "/en/why/750000000/education/"


@pytest.fixture(scope="module")
def drawn(public_site: str) -> str:
    """The site, as soon as its worker has drawn the chart of the page."""
    until = time.monotonic() + 240
    while "<figure" not in read(public_site + PAGE):
        assert time.monotonic() < until, "the worker draws nothing"
        time.sleep(0.5)
    return public_site


def test_the_picture_is_there_without_a_script(drawn: str, browser: Browser) -> None:
    page = browser.new_page(java_script_enabled=False)
    page.goto(drawn + PAGE)
    picture = page.locator("figure img")
    picture.scroll_into_view_if_needed()
    assert "Education" in str(picture.get_attribute("alt"))
    with ask(drawn + str(picture.get_attribute("src"))) as answer:
        assert answer.headers["Content-Type"] == "image/svg+xml"
        assert "immutable" in answer.headers["Cache-Control"]
    assert page.get_by_role("button", name=text("charts.open", "en")).count() == 0
    page.close()


def test_it_is_live_on_demand(drawn: str, page: Page) -> None:
    loaded: list[str] = []
    page.on("request", lambda one: loaded.append(one.url))
    page.goto(drawn + PAGE)
    button = page.get_by_role("button", name=text("charts.open", "en"))
    expect(button).to_be_visible()
    assert not [one for one in loaded if "/vega-" in one], "nothing is loaded before"
    button.click()
    expect(page.locator("figure svg").first).to_be_visible(timeout=20_000)
    assert [one for one in loaded if "/vega-" in one]


def test_a_first_view_is_small_and_what_makes_it_live_too(drawn: str) -> None:
    """Under 60 KB with all that it loads, its chart among it; under 320 KB more when it is made live."""
    page = read(drawn + PAGE)
    links = re.findall(r'<(?:link rel="(?:stylesheet|icon)"|script|img)[^>]*? (?:href|src)="([^"]+)"', page)
    assert len(links) >= 6
    whole = len(gzip.compress(page.encode())) + sum(packed(drawn + one) for one in set(links))
    assert whole < 60_000
    live = re.findall(r'data-(?:bundle|spec)="([^"]+)"', page)
    assert sum(packed(drawn + one) for one in live) < 320_000


def packed(address: str) -> int:
    """The bytes that an address sends, compressed where it is."""
    request = urllib.request.Request(address, headers={"Accept-Encoding": "gzip"})  # noqa: S310 - our own host
    with urllib.request.urlopen(request, timeout=30) as answer:  # noqa: S310 - our own host
        return len(answer.read())


def test_the_map_is_had_in_every_format(drawn: str, page: Page) -> None:
    until = time.monotonic() + 240
    while "map-2019-verified.kk.html" not in read(f"{drawn}/kk/"):
        assert time.monotonic() < until, "the worker makes no files"
        time.sleep(0.5)
    page.goto(f"{drawn}/kk/")
    for kind in ("SVG", "PNG", "XLSX", "CSV", "HTML", "JSON"):
        assert page.locator(".share-of a", has_text=kind).count() == 1, kind
    with page.expect_download() as saved:
        page.locator(".share-of a", has_text="XLSX").click()
    assert saved.value.suggested_filename == "map-2019-verified.kk.xlsx"
