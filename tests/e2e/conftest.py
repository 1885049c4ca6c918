import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, sync_playwright

from qala import packs
from qala.cli import inputs
from qala.engine import Settings, assess
from qala.publish import render_page

ARGUMENTS = [
    "--no-sandbox",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    program = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    if program is None:
        pytest.skip("Chromium is not installed: apt-get install chromium")
    with sync_playwright() as driver:
        started = driver.chromium.launch(executable_path=program, args=ARGUMENTS)
        yield started
        started.close()


@pytest.fixture(scope="session")
def assessment() -> dict[str, Any]:
    """The assessment of 2019 from the shipped figures."""
    standard = inputs.standard("kz-2017")
    places = inputs.areas(standard, None)
    table = inputs.values(standard, [packs.figures(standard.area_table)], places)
    return assess(standard, table, Settings(("2019",)), places)


@pytest.fixture(scope="session")
def page_file(tmp_path_factory: pytest.TempPathFactory, assessment: dict[str, Any]) -> Path:
    """Its Map."""
    path = tmp_path_factory.mktemp("map") / "map.html"
    path.write_text(render_page(assessment, "kk"), encoding="utf-8")
    return path


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    """A page of the browser in which nothing may go wrong: no error, no refusal by policy, no request elsewhere."""
    made = browser.new_page(viewport={"width": 1280, "height": 900}, reduced_motion="reduce")
    faults: list[str] = []
    made.on("console", lambda message: faults.append(message.text) if message.type in ("error", "warning") else None)
    made.on("pageerror", lambda error: faults.append(str(error)))
    made.on("request", lambda one: None if "//127.0.0.1:" in one.url else faults.append(one.url))
    yield made
    made.close()
    assert not faults
