"""A round in an officer's browser: prepared, assigned, opened."""

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

from tests.copies import Copies
from tests.served import environment, serving

pytestmark = pytest.mark.timeout(900)
PATIENCE = 60_000
"""Milliseconds that a page may take on a machine that does much else."""
PASSWORD = "a long walk in the steppe"  # noqa: S105 - of an account that lives as long as the test
ORGANISATION = ("organisation", "add", "940140000385", "--kind", "akimat", "--area", "351010000")
NAMES = ("--kk", "Әкімдік", "--ru", "Акимат", "--en", "Akimat")


@pytest.fixture(scope="module")
def site(copies: Copies, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    home = tmp_path_factory.mktemp("rounds")
    copies.idle_five_cities(home)
    run(home, "person", "add", "officer", "--name", "Officer", "--role", "programme_officer", "--password-stdin")
    run(home, *ORGANISATION, *NAMES)
    with serving(home) as address:
        yield address


def run(home: Path, *words: str) -> None:
    command = [sys.executable, "-m", "qala", *words]
    subprocess.run(
        command, input=PASSWORD, text=True, env=environment(home), check=True, capture_output=True, timeout=240
    )


def accessible(page: Page) -> None:
    found = Axe().run(page)
    assert found.violations_count == 0, found.generate_report()


def test_an_officer_prepares_assigns_and_opens_a_round(site: str, page: Page) -> None:
    page.set_default_timeout(PATIENCE)
    page.goto(f"{site}/en/work/sign-in/")
    page.locator("#username").fill("officer")
    page.locator("#password").fill(PASSWORD)
    page.locator("#sign-in").click()
    page.locator("#rounds").click()
    page.locator("#new").click()
    accessible(page)
    for language in ("kk", "ru", "en"):
        page.locator(f"#title-{language}").fill("Trial")
    page.locator("#name").fill("kz-2019")
    page.locator("#period").fill("2019")
    page.get_by_label("Karaganda", exact=True).check()
    page.locator("#prepare").click()
    assert page.url == f"{site}/en/work/rounds/kz-2019/"
    accessible(page)
    page.get_by_role("link", name="Karaganda").click()
    accessible(page)
    page.locator("#group").select_option("free")
    page.locator("#for-group").select_option("940140000385")
    page.locator("#assign-group").click()
    page.locator("#akimat").select_option("940140000385")
    page.locator("#name-akimat").click()
    assert page.get_by_text("Nobody answers these").count() == 0
    page.get_by_label("Minutes: Street lighting with remote control and fault detection").fill("25")
    page.locator("#minutes").click()
    page.get_by_role("link", name="Trial").click()
    page.locator("#open").click()
    assert page.get_by_text("collecting").first.is_visible()
    page.get_by_role("link", name="Progress").click()
    page.get_by_text("Coverage now").first.wait_for(timeout=4 * PATIENCE)
    accessible(page)
    page.goto(f"{site}/en/work/rounds/kz-2019/map/")
    page.get_by_text("silence hides", exact=True).first.wait_for(timeout=4 * PATIENCE)
    accessible(page)
