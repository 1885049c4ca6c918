"""The site as `qala serve` serves it: a process of its own, asked over HTTP and read in a browser."""

import gzip
import json
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser

from qala.engine import verify
from qala.texts import LANGUAGES, Language, text
from tests.served import COMMAND, ask, environment, free_port, read, serving, status_of


@pytest.fixture(scope="module")
def home(database: str, tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("served-postgresql" if database else "served-sqlite")


@pytest.fixture(scope="module")
def site(home: Path, database: str) -> Iterator[str]:
    """On SQLite and on PostgreSQL in turn."""
    with serving(home, database, "--no-worker") as address:
        yield address


def newest(site: str) -> str:
    return next(found[1] for found in re.finditer(r"sha256:([0-9a-f]{64})", read(f"{site}/en/")))


def test_starts_with_the_five_cities_published(site: str) -> None:
    digest = newest(site)
    with ask(f"{site}/data/{digest}/assessment.json") as answer:
        made = json.load(answer)
        assert "immutable" in answer.headers["Cache-Control"]
        assert "attachment" in answer.headers["Content-Disposition"]
    assert made["digest"] == f"sha256:{digest}"
    assert len(made["areas"]["rows"]) == 5
    assert made["robustness"]["replications"] == 1000
    assert verify(made).same


def test_the_first_page_is_kazakh_and_every_language_has_its_address(site: str, browser: Browser) -> None:
    page = browser.new_page(viewport={"width": 1280, "height": 900})
    faults: list[str] = []
    page.on("console", lambda message: faults.append(message.text) if message.type == "error" else None)
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(f"{site}/")
    assert page.url == f"{site}/kk/"
    for language, word in {"kk": "Қарағанды", "ru": "Караганда", "en": "Karaganda"}.items():
        page.goto(f"{site}/{language}/")
        assert page.get_by_role("rowheader", name=word, exact=False).first.is_visible()
    page.locator("a.cell").first.click()
    assert "/why/" in page.url
    assert not faults, "the content security policy lets the page be what it is"
    assert all(url.startswith(site) for url in asked)
    page.close()


@pytest.mark.parametrize(("language", "width"), [("kk", 360), ("ru", 1280)])
@pytest.mark.parametrize(
    "path",
    ["indicators/", "indicator/ev-pm25/", "compare/?area=710000000&from=2016&to=2019", "findings/?page=2", "data/"],
)
def test_pages_are_without_fault(site: str, browser: Browser, path: str, language: str, width: int) -> None:
    page = browser.new_page(viewport={"width": width, "height": 900})
    faults: list[str] = []
    page.on("console", lambda message: faults.append(message.text))
    page.goto(f"{site}/{language}/{path}")
    assert Axe().run(page).violations_count == 0
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    assert not faults
    page.close()


def test_a_comparison_is_chosen_in_a_form(site: str, browser: Browser) -> None:
    """Without any script."""
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{site}/en/compare/")
    for name in ("Aktobe", "Karaganda"):
        page.get_by_label(name).uncheck()
    page.get_by_label("Almaty").check()
    page.get_by_label("From").select_option("2016")
    page.get_by_role("button", name="Compare").click()
    assert page.get_by_role("heading", name="Almaty: 2016 → 2019").is_visible()
    assert "area=750000000&from=2016&to=2019" in page.url
    context.close()


def test_an_edition_stays_at_its_address(site: str) -> None:
    digest = newest(site)
    for language in LANGUAGES:
        for period in ("2018", "2019"):
            assert period in read(f"{site}/{language}/map/{digest}/?period={period}")
    with ask(f"{site}/en/map/{digest}/") as page:
        tag = page.headers["ETag"]
    assert status_of(f"{site}/en/map/{digest}/", **{"If-None-Match": tag}) == 304


def test_files_come_compressed_where_that_is_understood(site: str) -> None:
    address = f"{site}/data/{newest(site)}/assessment.json"
    with ask(address, **{"Accept-Encoding": "gzip"}) as answer:
        assert answer.headers["Content-Encoding"] == "gzip"
        zipped = answer.read()
    with ask(address) as answer:
        assert "Content-Encoding" not in answer.headers
        assert answer.read() == gzip.decompress(zipped)


def test_its_own_files_are_named_by_their_content(site: str) -> None:
    sheet = read(f"{site}/en/").partition('rel="stylesheet" href="/static/theme/site.')[2].partition('"')[0]
    with ask(f"{site}/static/theme/site.{sheet}") as answer:
        assert "immutable" in answer.headers["Cache-Control"]
        assert answer.headers["X-Content-Type-Options"] == "nosniff"


@pytest.mark.parametrize(
    "path",
    [
        *("/de/", "/en/map/" + "0" * 64 + "/", "/data/" + "f" * 64 + "/assessment.json"),
        *(
            "/en/?period=1900",
            "/en/?basis=x",
            "/en/?sort=x",
            "/en/?what=x",
            "/en/?page=2",
            "/en/?page=0",
            "/en/?page=x",
        ),
        *("/en/why/x/city/", "/en/why/750000000/x/"),
    ],
)
def test_what_is_not_there_is_not_found(site: str, path: str) -> None:
    assert status_of(site + path) == 404


@pytest.mark.parametrize(("path", "language"), [("/de/", "kk"), ("/kk/x/", "kk"), ("/ru/x/", "ru"), ("/en/x/", "en")])
def test_what_is_not_there_is_told_in_the_language_of_the_address(
    site: str, browser: Browser, path: str, language: Language
) -> None:
    page = browser.new_page()
    faults: list[str] = []
    page.on("console", lambda message: faults.append(message.text) if "Policy" in message.text else None)
    page.goto(site + path)
    assert page.locator("html").get_attribute("lang") == language
    assert page.get_by_role("heading").inner_text() == text("site.not_found", language)
    page.get_by_role("link", name=text("site.to_map", language)).click()
    assert page.url == f"{site}/{language}/"
    assert not faults
    page.close()


def test_nobody_else_is_served(site: str, home: Path) -> None:
    assert status_of(f"{site}/en/", Host="elsewhere.example") == 400
    assert "elsewhere.example" in (home / "said.txt").read_text(), "the operator reads of it in the log"
    assert status_of(f"{site}/en/", method="POST") in (403, 405)
    with ask(f"{site}/en/") as page:
        policy = page.headers["Content-Security-Policy"]
        assert "default-src 'none'" in policy
        assert "unsafe-eval" not in policy
        assert "unsafe-inline" not in policy
        assert page.headers["X-Frame-Options"] == "DENY"
        assert page.headers["X-Content-Type-Options"] == "nosniff"


def test_a_second_start_keeps_what_is_published_and_its_secret(site: str, home: Path, database: str) -> None:
    secret = home / "secret-key"
    assert secret.stat().st_mode & 0o077 == 0
    before = (secret.read_text(), newest(site))
    with serving(home, database) as second:
        assert newest(second) == before[1]
    assert secret.read_text() == before[0]


def test_a_port_that_is_taken_is_refused_in_a_sentence(site: str, home: Path, database: str) -> None:
    port = site.rpartition(":")[2]
    done = subprocess.run(
        [*COMMAND, "--port", port],
        env=environment(home, database),
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert done.returncode == 2
    assert f"127.0.0.1:{port}" in done.stderr
    assert "Traceback" not in done.stderr


def test_ready_for_deployment(tmp_path: Path) -> None:
    """Django's own check of a site over HTTPS has nothing to say, and no migration is missing."""
    told = {**environment(tmp_path), "DJANGO_SETTINGS_MODULE": "qala.web.settings", "QALA_HTTPS": "1"}
    for words in (("check", "--deploy", "--fail-level", "WARNING"), ("makemigrations", "--check", "--dry-run")):
        command = [sys.executable, "-m", "django", *words]
        done = subprocess.run(command, env=told, capture_output=True, text=True, timeout=60, check=False)
        assert done.returncode == 0, done.stdout + done.stderr


@pytest.mark.parametrize(
    ("address", "said"),
    [
        ("mysql://root:secret@localhost/qala", "mysql://"),
        ("postgresql://qala:secret@localhost:port/qala", "DATABASE_URL"),
        ("postgresql://qala:secret@localhost", "postgresql://"),
        ("postgresql://qala:secret@127.0.0.1:1/qala", "cannot be reached"),
    ],
)
def test_a_bad_database_is_refused_in_a_sentence(tmp_path: Path, address: str, said: str) -> None:
    command = [*COMMAND, "--port", str(free_port())]
    told = environment(tmp_path, address)
    done = subprocess.run(command, env=told, capture_output=True, text=True, timeout=60, check=False)
    assert done.returncode == 2
    assert said in done.stderr
    assert "secret" not in done.stderr
    assert "Traceback" not in done.stderr
