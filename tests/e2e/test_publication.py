"""The whole way of a publication in a browser: proposed by one person, approved by another."""

import json
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

import qala
from qala.publish.signature import judge, read_keys, read_signature
from qala.texts import LANGUAGES, Language, text
from tests.copies import Copies
from tests.served import environment, read, serving

PASSWORD = "a long walk in the steppe"  # noqa: S105 - of accounts that live as long as the test
PEOPLE = {"aigerim": ("Айгерім Серік", "method_team"), "daniyar": ("Данияр Омаров", "publisher")}


@pytest.fixture(scope="module")
def home(database: str, copies: Copies, tmp_path_factory: pytest.TempPathFactory) -> Path:
    made = tmp_path_factory.mktemp("work-postgresql" if database else "work-sqlite")
    copies.five_cities(made, database)
    for username, (name, role) in PEOPLE.items():
        words = ("person", "add", username, "--name", name, "--role", role, "--password-stdin")
        command = [sys.executable, "-m", "qala", *words]
        told = environment(made, database)
        subprocess.run(command, input=PASSWORD, text=True, env=told, check=True, capture_output=True, timeout=60)
    return made


@pytest.fixture(scope="module")
def site(home: Path, database: str) -> Iterator[str]:
    with serving(home, database, "--no-worker") as address:
        yield address


@pytest.fixture(scope="module")
def file(home: Path) -> Path:
    """The shipped figures with other weights."""
    standard = qala.read_standard("kz-2017")
    values = qala.read_values(qala.figures(), standard)
    document = qala.assess(standard, values, "2018,2019", weights="equal").document
    made = home / "assessment.json"
    made.write_text(json.dumps(document), encoding="utf-8")
    return made


def sign_in(page: Page, site: str, username: str, language: Language) -> None:
    page.goto(f"{site}/{language}/work/")
    page.get_by_label(text("people.username_or_email", language), exact=True).fill(username)
    page.get_by_label(text("people.password", language), exact=True).fill(PASSWORD)
    page.locator("#sign-in").click()
    assert page.url == f"{site}/{language}/work/"


def accessible(page: Page) -> None:
    found = Axe().run(page)
    assert found.violations_count == 0, found.generate_report()


def test_proposed_by_one_and_approved_by_another(page: Page, site: str, file: Path) -> None:
    page.goto(f"{site}/ru/work/sign-in/")
    accessible(page)
    sign_in(page, site, "aigerim", "ru")
    accessible(page)
    page.get_by_role("link", name=text("proposals.new", "ru")).click()
    page.locator("#file").set_input_files(file)
    page.locator("#note").fill("Равные веса.")
    accessible(page)
    page.locator("#propose").click()
    address = page.url
    page.get_by_text(text("proposals.waits_for_other", "ru")).wait_for()
    page.locator("#sign-out").click()
    assert page.url.endswith("/ru/work/sign-in/")
    page.goto(address)
    assert "sign-in" in page.url, "nothing is shown to who is signed out"

    sign_in(page, site, "daniyar", "kk")
    page.locator("a.card").first.click()
    assert page.url == address.replace("/ru/", "/kk/")
    page.locator("details").first.locator("summary").click()
    accessible(page)
    assert page.locator("table.data").first.get_by_role("row").count() == 8
    page.locator("#approve").click()
    page.get_by_text(text("proposals.record_approved", "kk", name="Данияр Омаров")).wait_for()
    digest = json.loads(file.read_text())["digest"]
    page.get_by_role("link", name=text("proposals.to_publication", "kk")).click()
    assert page.url == f"{site}/kk/map/{digest[7:]}/"
    signed = read_signature(read(f"{site}/data/{digest[7:]}/assessment.sig").encode(), "assessment.sig")
    assert judge(signed, digest, read_keys(read(f"{site}/data/keys.json").encode(), "keys.json")) == "valid"


def test_what_is_published_verifies_elsewhere(page: Page, site: str, tmp_path: Path, file: Path) -> None:
    """A reader takes three files and asks `qala verify`."""
    digest: str = json.loads(file.read_text())["digest"][7:]
    page.close()
    for name, path in (
        ("assessment.json", f"{digest}/assessment.json"),
        ("assessment.sig", f"{digest}/assessment.sig"),
        ("keys.json", "keys.json"),
    ):
        (tmp_path / name).write_bytes(_raw(f"{site}/data/{path}"))
    command = [sys.executable, "-m", "qala", "verify", ".", "--keys", "keys.json"]
    told = environment(tmp_path / "home")
    done: Any = subprocess.run(
        command, cwd=tmp_path, env=told, capture_output=True, text=True, timeout=120, check=False
    )
    assert done.returncode == 0, done.stderr
    assert ": valid." in done.stdout


def _raw(address: str) -> bytes:
    import gzip

    from tests.served import ask

    with ask(address) as answer:
        content = answer.read()
        return gzip.decompress(content) if answer.headers.get("Content-Encoding") == "gzip" else content


def test_withdrawn_by_two(page: Page, site: str) -> None:
    sign_in(page, site, "daniyar", "en")
    page.get_by_role("link", name=text("proposals.ask_withdrawal", "en")).first.click()
    for language in LANGUAGES:
        page.locator(f"#reason-{language}").fill(f"A wrong weight ({language}).")
    accessible(page)
    page.locator("#ask").click()
    page.get_by_text(text("proposals.waits_for_other", "en")).wait_for()
    accessible(page)
    address = page.url
    page.locator("#sign-out").click()
    sign_in(page, site, "aigerim", "en")
    page.goto(address)
    page.locator("#confirm").click()
    page.get_by_text(text("proposals.record_withdrawn", "en", name="Айгерім Серік")).wait_for()
    page.locator("dl.about a").first.click()
    page.get_by_text("A wrong weight (en).").wait_for()
    assert page.get_by_text("A wrong weight (en).").count() == 1


@pytest.mark.parametrize("width", [360, 1280])
@pytest.mark.parametrize("language", LANGUAGES)
def test_no_page_is_wider_than_the_screen(page: Page, site: str, language: Language, width: int) -> None:
    page.set_viewport_size({"width": width, "height": 800})
    sign_in(page, site, "daniyar", language)
    for path in ("", "me/", "proposals/1/", "jobs/"):
        page.goto(f"{site}/{language}/work/{path}")
        assert page.evaluate("document.documentElement.scrollWidth") <= width
