"""`qala collect` against a site that runs: fetched, filled, looked at, taken; every mishap one sentence."""

import io
import json
import os
import re
import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from qala.texts import text
from qala.values.form_layout import column_of
from tests.copies import Copies
from tests.served import environment, serving

ROOT = Path(__file__).parents[2]
ROUND, KARAGANDA, LIGHT, ESCO = "kz-2026", "351010000", "en-i-light", "en-i-esco"
ROUND_AND_KEY = f"""
import django
django.setup()
from datetime import date, timedelta
from django.utils import timezone
from qala.web.api.keys import SCOPES, make
from qala.web.collection.actions.make_round import MakeRound, Plan
from qala.web.collection.actions.run_round import MoveRound
from qala.web.people import services as people
now = timezone.now()
officer = people.add("officer", "Officer", ["programme_officer"], "a long walk in the steppe")
answering = people.add("akimat", "Akimat", [], "a long walk in the steppe")
people.grant(None, answering, people.Asked("contributor", "{KARAGANDA}"), now)
days = {{name: now.date() + timedelta(days=9) for name in ("answer", "sign", "verify", "appeal")}}
title = dict.fromkeys(("kk", "ru", "en"), "Trial")
about = dict(standards=("kz-2017",), table="kz", areas=("{KARAGANDA}",), period="2019", until=days)
made = MakeRound(officer, Plan(name="{ROUND}", title=title, **about), now).do()
MoveRound(officer, made.name, "open", now).do()
print(make(answering, "collect", SCOPES, now.date() + timedelta(days=2), now)[1])
"""


@dataclass(frozen=True)
class Site:
    """A site with a round, and the key of who answers about Karaganda."""

    address: str
    key: str

    def collect(self, *words: object, key: str | None = None) -> "subprocess.CompletedProcess[str]":
        own = {**os.environ, "QALA_LANGUAGE": "en", "QALA_KEY": self.key if key is None else key}
        command = [sys.executable, "-m", "qala", "collect", *map(str, words)]
        return subprocess.run(command, env=own, capture_output=True, text=True, check=False, timeout=120)

    def done(self, *words: object) -> str:
        made = self.collect(*words)
        assert made.returncode == 0, made.stderr
        return made.stdout

    def refused(self, *words: object, key: str | None = None) -> str:
        made = self.collect(*words, key=key)
        assert made.returncode == 2, made.stdout
        assert "Traceback" not in made.stderr
        return made.stderr


@pytest.fixture(scope="module")
def site(copies: Copies, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    home = tmp_path_factory.mktemp("collecting")
    copies.five_cities(home)
    own = environment(home) | {"DJANGO_SETTINGS_MODULE": "qala.web.settings"}
    made = subprocess.run([sys.executable, "-c", ROUND_AND_KEY], env=own, check=True, capture_output=True, text=True)
    with serving(home, "", "--no-worker") as address:
        yield Site(address, made.stdout.strip())


def filled(path: Path, cells: dict[str, dict[str, object]]) -> Path:
    from openpyxl import load_workbook

    book = load_workbook(io.BytesIO(path.read_bytes()))
    sheet = book[text("form.sheet_answers", "en")]
    rows = {sheet.cell(row, column_of("fact") + 1).value: row for row in range(2, sheet.max_row + 1)}
    for fact, values in cells.items():
        for column, value in values.items():
            sheet.cell(rows[fact], column_of(column) + 1).value = value
    made = path.with_name("filled.xlsx")
    book.save(made)
    return made


def test_a_workbook_is_fetched_filled_looked_at_and_taken(site: Site, tmp_path: Path) -> None:
    where, out = (site.address, ROUND, KARAGANDA), tmp_path / "form.xlsx"
    rounds = site.done("rounds", site.address)
    assert ROUND in rounds
    assert KARAGANDA in rounds
    site.done("form", *where, "-o", out)
    bad = filled(out, {LIGHT: {"value": "many"}, ESCO: {"value": 9}})
    lines = site.refused("send", *where, bad).splitlines()
    assert len([line for line in lines if re.match(r".*filled\.xlsx: Answers, row \d+, column I: .+\.$", line)]) == 2
    assert "400" in lines[-1]
    good = filled(out, {LIGHT: {"value": 3}, ESCO: {"reason": "it comes later"}})
    looked = site.done("send", *where, good, "--dry-run")
    assert "Would change: 2" in looked
    assert "the proof of use of this level is missing" in looked
    assert "Taken: 2" in site.done("send", *where, good)
    assert "Taken: 0; as they stand: 2" in site.done("send", *where, good)


def test_json_goes_there_and_back(site: Site, tmp_path: Path) -> None:
    where, out = (site.address, ROUND, KARAGANDA), tmp_path / "form.json"
    site.done("form", *where, "--out", out)
    asked = {one["fact"]: one for one in json.loads(out.read_text(encoding="utf-8"))["rows"]}
    rows: list[dict[str, Any]] = [{"fact": "hc-i-dispatch", "seen": asked["hc-i-dispatch"]["seen"], "value": 2}]
    sent = tmp_path / "answers.json"
    sent.write_text(json.dumps(rows), encoding="utf-8")
    made = json.loads(site.done("send", *where, sent, "--json"))
    assert [(row["fact"], row["after"]) for row in made["rows"]] == [("hc-i-dispatch", "2")]
    rows[0]["value"] = 3
    sent.write_text(json.dumps(rows), encoding="utf-8")
    said = site.refused("send", *where, sent)
    assert f"{sent}: row 1: answer" in said
    assert "409" in said


def test_every_mishap_is_one_sentence(site: Site, tmp_path: Path) -> None:
    where = (site.address, ROUND, KARAGANDA)
    note = tmp_path / "note.txt"
    note.write_text("x")
    broken = tmp_path / "broken.json"
    cases: list[tuple[Callable[[], str], str]] = [
        (lambda: site.refused("rounds", site.address, key=""), "QALA_KEY"),
        (lambda: site.refused("rounds", site.address, key="qala_" + "x" * 43), "401"),
        (lambda: site.refused("rounds", site.address, key="a\tb"), "not a key"),
        (lambda: site.refused("rounds", "http://qala.example"), "in the clear"),
        (lambda: site.refused("form", site.address, ROUND, "nowhere", "-o", tmp_path / "a.xlsx"), "404"),
        (lambda: site.refused("form", *where, "-o", tmp_path / "a.csv"), ".xlsx or .json"),
        (lambda: site.refused("send", *where, note), ".xlsx or .json"),
        (lambda: site.refused("send", *where, tmp_path / "none.xlsx"), "none.xlsx"),
        (lambda: site.refused("send", *where, broken), "no list of answers"),
    ]
    for content in ("{", "{}", "[" * 100_000):
        broken.write_text(content)
        for act, said in cases[-1:] if content != "{" else cases:
            told = act()
            assert said in told
            assert len(told.splitlines()) == 1, told
    assert not (tmp_path / "a.xlsx").exists()


def test_the_examples_of_the_documents_run(site: Site, tmp_path: Path) -> None:
    blocks = re.findall(r"^```shell\n(.*?)^```", (ROOT / "docs" / "api.md").read_text(), re.DOTALL | re.MULTILINE)
    lines = [line for block in blocks for line in block.replace("http://127.0.0.1:8000", site.address).splitlines()]
    assert len(lines) >= 6
    program = tmp_path / "qala"
    program.write_text(f'#!/bin/sh\nexec "{sys.executable}" -m qala "$@"\n')
    program.chmod(0o755)
    own = {**os.environ, "QALA_KEY": site.key, "PATH": f"{tmp_path}:{os.environ['PATH']}"}
    for line in lines:
        words = line.replace("curl ", "curl --fail --silent ") if line.startswith("curl ") else line
        made = subprocess.run(words, shell=True, env=own, cwd=tmp_path, capture_output=True, text=True, check=False)  # noqa: S602
        assert made.returncode == 0, (line, made.stderr)
        assert made.stdout, line
