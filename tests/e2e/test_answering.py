"""An answer typed in a browser on a bad line: nothing is lost, and it is saved once."""

import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, BrowserContext, Page, Route, expect

from qala.texts import LANGUAGES, text
from tests.served import environment, serving

pytestmark = pytest.mark.timeout(900)
PATIENCE = 60_000
"""Milliseconds that a page may take on a machine that does much else."""
PASSWORD = "a long walk in the steppe"  # noqa: S105 - of accounts that live as long as the test


def run(home: Path, *words: str) -> str:
    command = [sys.executable, "-m", "tests.e2e.answering", *words]
    return subprocess.run(
        command, text=True, env=environment(home), check=True, capture_output=True, timeout=600
    ).stdout  # fmt: skip


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Any]:
    home = tmp_path_factory.mktemp("answering")
    report, level, share = run(home, "make", PASSWORD).split()[-3:]
    with serving(home, "", "--no-worker") as address:
        yield SimpleNamespace(address=address, home=home, report=report, level=level, share=share)


@pytest.fixture
def enter(site: Any, browser: Browser) -> Iterator[Callable[..., Page]]:
    """Opens a page as somebody, in a browser of their own."""
    contexts: list[BrowserContext] = []
    faults: list[str] = []

    def entered(username: str, width: int = 1280) -> Page:
        context = browser.new_context(viewport={"width": width, "height": 900}, reduced_motion="reduce")
        context.set_default_timeout(PATIENCE)
        contexts.append(context)
        page = context.new_page()
        page.on("pageerror", lambda error: faults.append(str(error)))
        page.on("console", lambda one: faults.append(one.text) if "Content Security Policy" in one.text else None)
        sign_in(page, site, username)
        return page

    yield entered
    for one in contexts:
        one.close()
    assert not faults


def sign_in(page: Page, site: Any, username: str) -> None:
    page.goto(f"{site.address}/en/work/sign-in/")
    page.locator("#username").fill(username)
    page.locator("#password").fill(PASSWORD)
    page.locator("#sign-in").click()


def question(page: Page, site: Any, name: str = "share", language: str = "en") -> None:
    page.goto(f"{site.address}/{language}/work/questions/{getattr(site, name)}/")


def saved(page: Page) -> None:
    expect(page.locator("form#answer")).to_have_attribute("data-state", "saved", timeout=PATIENCE)


def versions(page: Page) -> int:
    page.reload()
    return int(page.locator("input[name=seen]").input_value())


def test_typed_and_saved_without_a_button(site: Any, enter: Callable[..., Page]) -> None:
    page = enter("aigul")
    question(page, site)
    before = int(page.locator("input[name=seen]").input_value())
    page.get_by_label(text("entry.way_disputed", "en")).check()
    page.locator("#note").fill("Counted by the operator.")
    page.locator("#value").fill("91,5")
    saved(page)
    assert page.locator("#stands").inner_text() == "91.5"
    assert versions(page) > before
    assert page.locator("#value").input_value() == "91,5"
    assert page.evaluate("Object.keys(localStorage).filter(one => one.startsWith('qala-answer')).length") == 0


def test_the_line_breaks_in_mid_save_and_it_is_saved_once(site: Any, enter: Callable[..., Page]) -> None:
    page = enter("aigul")
    question(page, site)
    before = int(page.locator("input[name=seen]").input_value())
    lost: list[int] = []

    def answered_and_lost(route: Route) -> None:
        """The server has it; the response never arrives."""
        lost.append(route.fetch().status)
        route.abort()

    page.route("**/answer/", answered_and_lost, times=1)
    page.get_by_label(text("entry.way_disputed", "en")).check()
    page.locator("#value").fill("88")
    expect(page.locator("form#answer")).to_have_attribute("data-state", "lost", timeout=PATIENCE)
    assert lost == [200]
    saved(page)
    assert versions(page) == before + 1, "sent twice, one version"


def test_offline_then_closed_then_online(site: Any, enter: Callable[..., Page]) -> None:
    page = enter("aigul")
    question(page, site)
    before = int(page.locator("input[name=seen]").input_value())
    page.context.set_offline(True)
    page.get_by_label(text("entry.way_disputed", "en")).check()
    page.locator("#value").fill("77")
    page.locator("#note").fill("Written on a train")
    expect(page.locator("form#answer")).to_have_attribute("data-state", "lost", timeout=PATIENCE)
    page.locator("#note").fill("Written on a train, to the end")
    page.context.set_offline(False)
    question(page, site)
    expect(page.locator("#note")).to_have_value("Written on a train, to the end", timeout=PATIENCE)
    saved(page)
    expect(page.locator("#stands")).to_have_text("77", timeout=PATIENCE)
    expect(page.locator("form#answer")).to_have_attribute("data-state", "saved", timeout=PATIENCE)
    page.wait_for_timeout(2000)
    assert before < versions(page) <= before + 2
    assert page.locator("#note").input_value() == "Written on a train, to the end"


def test_a_session_that_ends_while_typing(site: Any, enter: Callable[..., Page]) -> None:
    page = enter("aigul")
    question(page, site)
    page.context.clear_cookies()
    page.get_by_label(text("entry.way_disputed", "en")).check()
    page.locator("#note").fill("Typed after the session")
    expect(page.locator("form#answer")).to_have_attribute("data-state", "ended", timeout=PATIENCE)
    page.locator("#saving a").click()
    page.locator("#username").fill("aigul")
    page.locator("#password").fill(PASSWORD)
    page.locator("#sign-in").click()
    assert page.url.endswith(f"/work/questions/{site.share}/"), "back on the same page"
    expect(page.locator("#note")).to_have_value("Typed after the session", timeout=PATIENCE)
    saved(page)


def test_two_people_on_the_same_answer(site: Any, enter: Callable[..., Page]) -> None:
    mine, theirs = enter("aigul"), enter("bolat")
    question(mine, site)
    question(theirs, site)
    theirs.get_by_label(text("entry.way_disputed", "en")).check()
    theirs.locator("#value").fill("66")
    saved(theirs)
    mine.locator("#value").fill("55")
    expect(mine.locator("#conflict")).to_be_visible(timeout=PATIENCE)
    assert "66" in mine.locator("#conflict-other").inner_text()
    assert mine.locator("#value").input_value() == "55"
    mine.locator("#keep-mine").click()
    saved(mine)
    assert mine.locator("#stands").inner_text() == "55"
    theirs.locator("#value").fill("44")
    expect(theirs.locator("#conflict")).to_be_visible(timeout=PATIENCE)
    theirs.locator("#take-theirs").click()
    assert theirs.locator("#value").input_value() == "55"


def test_a_right_withdrawn_in_mid_edit(site: Any, enter: Callable[..., Page]) -> None:
    page = enter("bolat")
    question(page, site, "level")
    run(site.home, "withdraw", "bolat")
    page.locator("#note").fill("Half a page of words")
    page.locator("input[name=value][value='3']").check()
    expect(page.locator("form#answer")).to_have_attribute("data-state", "refused", timeout=PATIENCE)
    assert text("collection.not_yours_to_answer", "en") in page.locator("#saving").inner_text()
    assert page.locator("#note").input_value() == "Half a page of words"


LOOKS = [
    (language, width)
    if (language, width) in (("kk", 360), ("ru", 1280))
    else pytest.param(language, width, marks=pytest.mark.long)
    for language in LANGUAGES
    for width in (360, 1280)
]


@pytest.mark.parametrize(("language", "width"), LOOKS)
def test_everybody_can_use_the_pages_and_nothing_hangs_out(
    site: Any, enter: Callable[..., Page], language: str, width: int, tmp_path: Path
) -> None:
    page = enter("aigul", width)
    paths = [
        f"reports/{site.report}/",
        f"questions/{site.level}/",
        f"questions/{site.share}/",
        f"reports/{site.report}/workbook/",
    ]
    for number, path in enumerate(paths):
        page.goto(f"{site.address}/{language}/work/{path}")
        found = Axe().run(page)
        assert found.violations_count == 0, found.generate_report()
        assert page.evaluate("document.documentElement.scrollWidth") <= width
        page.screenshot(path=tmp_path / f"{number}.png", full_page=True)
