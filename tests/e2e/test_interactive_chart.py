"""A chart of a page, made live in a browser under the policy of the site: no inline script or style, no eval."""

import base64
import gzip
import re
from collections.abc import Iterator
from functools import cache, partial
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from typing import Literal

import pytest
from playwright.sync_api import Browser, Page, expect

from qala.publish.charts import ChartFile, chart_files
from qala.publish.interactive import bundle, bundle_name, script, style
from tests.publish.charts.sample import robust_cities

POLICY = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; base-uri 'none'"
POINTS = """() => {
  const points = [...document.querySelectorAll(".chart-live path")].filter((one) => one.__data__?.tooltip);
  const { x, y, width, height } = points[0].getBoundingClientRect();
  return [points.map((one) => one.__data__.datum.tip), [x + width / 2, y + height / 2]];
}"""
SHOWN = ("series-ev-pm25", "area-750000000", "node-it")
FIGURE = """<figure data-spec="/{stem}.json" data-narrow="/{stem}.narrow.json" data-bundle="/{bundle}"
 data-open="Interactive" data-close="Picture" data-failed="The chart did not come.">
<picture><source media="(max-width: 700px)" srcset="/{stem}.narrow.svg"><img src="/{stem}.svg" alt="{alt}"></picture>
</figure>"""


@cache
def kept() -> dict[str, ChartFile]:
    return {one.stem: one for one in chart_files(robust_cities(), languages=("ru",)) if one.name in SHOWN}


@cache
def served(name: str) -> dict[str, tuple[str, bytes]]:
    """A page with a chart, and what it loads."""
    wide = kept()[f"{name}.ru"]
    figure = FIGURE.format(stem=wide.stem, bundle=bundle_name(), alt=wide.alt.replace('"', "&quot;"))
    page = f"""<!doctype html><html lang="ru"><meta charset="utf-8"><title>x</title>
<meta name="viewport" content="width=device-width"><link rel="icon" href="/{wide.stem}.svg">
<link rel="stylesheet" href="/chart.css"><script defer src="/chart.js"></script>{figure}"""
    found = {
        "/": ("text/html; charset=utf-8", page.encode()),
        "/chart.css": ("text/css", style()),
        "/chart.js": ("text/javascript", script()),
        f"/{bundle_name()}": ("text/javascript", bundle()),
    }
    for one in kept().values():
        if one.name == name:
            found[f"/{one.stem}.svg"] = ("image/svg+xml", one.svg)
            found[f"/{one.stem}.json"] = ("application/json", one.json)
    return found


class Served(BaseHTTPRequestHandler):
    """Gives what a page is made of, under the policy."""

    def __init__(self, files: dict[str, tuple[str, bytes]], *given: object) -> None:
        self.files = files
        super().__init__(*given)  # type: ignore[arg-type]

    def do_GET(self) -> None:
        kind, body = self.files.get(self.path, ("", b""))
        self.send_response(200 if kind else 404)
        for name, value in (("Content-Type", kind), ("Content-Length", str(len(body)))):
            self.send_header(name, value)
        self.send_header("Content-Security-Policy", POLICY)
        self.send_header("X-Content-Type-Options", "nosniff")
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_said: object) -> None:
        pass


@pytest.fixture(params=SHOWN)
def name(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture
def files(name: str) -> dict[str, tuple[str, bytes]]:
    return dict(served(name))


@pytest.fixture
def site(files: dict[str, tuple[str, bytes]]) -> Iterator[str]:
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(Served, files))
    thread = Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()
    thread.join(timeout=10)


@pytest.fixture
def said() -> list[str]:
    """What the browser complains of."""
    return []


@pytest.fixture(params=[(1000, "light"), (360, "dark")], ids=["wide-light", "narrow-dark"])
def page(request: pytest.FixtureRequest, browser: Browser, said: list[str]) -> Iterator[Page]:
    wide, scheme = request.param
    context = browser.new_context(viewport={"width": wide, "height": 900}, color_scheme=scheme)
    found = context.new_page()
    found.on("console", lambda message: said.append(message.text) if message.type in ("error", "warning") else None)
    found.on("pageerror", lambda fault: said.append(str(fault)))
    yield found
    context.close()


def test_becomes_live_and_a_picture_again(site: str, page: Page, said: list[str], name: str) -> None:
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(site)
    assert not any(address.endswith((".json", bundle_name())) for address in asked), "nothing more is loaded unasked"
    page.get_by_role("button", name="Interactive").click()
    live = page.locator(".chart-live svg")
    expect(live).to_be_visible()
    expect(page.locator("figure img")).to_be_hidden()
    variant = ".narrow" if page.viewport_size and page.viewport_size["width"] < 700 else ""
    spec = kept()[f"{name}.ru{variant}"]
    words = re.sub(r"\s", "", "".join(live.locator("text").all_text_contents()))
    assert re.sub(r"\s", "", spec.title) in words
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    page.get_by_role("button", name="Picture").click()
    expect(page.locator(".chart-live")).to_have_count(0)
    expect(page.locator("figure img")).to_be_visible()
    assert not said, "the content security policy lets the chart be what it is"
    assert all(address.startswith(site) for address in asked)


def test_a_point_tells_its_value(site: str, page: Page, said: list[str], name: str) -> None:
    page.goto(site)
    page.get_by_role("button", name="Interactive").click()
    expect(page.locator(".chart-live svg")).to_be_visible()
    tips, (x, y) = page.evaluate(POINTS)
    page.mouse.move(x, y)
    shown = page.locator("#vg-tooltip-element.visible")
    expect(shown).to_be_visible()
    assert any(tip in shown.inner_text() for tip in tips)
    assert not said


def test_works_from_the_keyboard(site: str, page: Page, said: list[str], name: str) -> None:
    page.goto(site)
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    live = page.locator(".chart-live")
    expect(live.locator("svg")).to_be_visible()
    live.focus()
    page.keyboard.press("ArrowRight")
    expect(page.locator("#vg-tooltip-element.visible")).to_be_visible()
    first = page.locator(".chart-told").inner_text()
    page.keyboard.press("ArrowRight")
    assert first
    assert page.locator(".chart-told").inner_text() != first
    page.keyboard.press("Escape")
    expect(live).to_have_count(0)
    expect(page.get_by_role("button", name="Interactive")).to_be_focused()
    assert not said


def test_without_its_specification_the_picture_stays(
    site: str, files: dict[str, tuple[str, bytes]], page: Page, said: list[str], name: str
) -> None:
    for path in [path for path in files if path.endswith(".json")]:
        del files[path]
    page.goto(site)
    page.get_by_role("button", name="Interactive").click()
    expect(page.get_by_text("The chart did not come.")).to_be_visible()
    expect(page.locator("figure img")).to_be_visible()


def test_without_javascript_the_picture_stays(site: str, browser: Browser, name: str) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(site)
    assert page.get_by_role("img").get_attribute("alt")
    assert page.get_by_role("img").bounding_box()["width"] == kept()[f"{name}.ru"].size[0]  # type: ignore[index]
    expect(page.get_by_role("button")).to_have_count(0)
    context.close()


@pytest.mark.parametrize("setting", ["light", "dark"])
def test_the_picture_follows_the_scheme_of_its_page(browser: Browser, setting: Literal["light", "dark"]) -> None:
    context = browser.new_context(color_scheme=setting)
    page, taken = context.new_page(), {}
    picture = base64.b64encode(kept()["node-it.ru"].svg).decode()
    for scheme in ("light", "dark"):
        page.set_content(f"""<html style="color-scheme:{scheme};background:#777">
<img src="data:image/svg+xml;base64,{picture}">""")
        taken[scheme] = page.get_by_role("img").screenshot()
    assert taken["light"] != taken["dark"], "the page's own scheme, not the system's"
    context.close()


def test_what_is_loaded_is_small_and_kept_for_ever() -> None:
    assert len(gzip.compress(bundle() + script() + style(), 6)) < 320_000
    assert re.fullmatch(r"vega-[\d.a-z]+-[0-9a-f]{12}\.js", bundle_name())
