"""`qala standard crosswalk` as a user calls it."""

import csv
import io
import json
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from qala import packs


def qala(*words: str) -> "subprocess.CompletedProcess[str]":
    return subprocess.run(
        [sys.executable, "-m", "qala", "standard", *words], capture_output=True, text=True, check=False
    )


@pytest.fixture
def mine(tmp_path: Path) -> str:
    """The skeleton with a fact of the Kazakh standard in another unit, and a figure that is near one of it."""
    folder = tmp_path / "mine"
    shutil.copytree(packs.HERE / "skeleton", folder)
    rows = list(csv.DictReader((folder / "indicators.csv").read_text(encoding="utf-8").splitlines()))
    rows[0] |= {
        "fact": "hc-water-loss",
        "fact_unit": "% of water supplied",
        "unit": "share",
        "low": "0.1",
        "high": "0.4",
    }
    header = [*rows[1], *(name for name in ("fact", "fact_unit") if name not in rows[1])]
    text = io.StringIO(newline="")
    made = csv.DictWriter(text, header)
    made.writeheader()
    made.writerows(rows)
    (folder / "indicators.csv").write_text(text.getvalue(), encoding="utf-8")
    near = f"{rows[1]['id']},tr-stop,broader,,Күні бойы.,Весь день.,All day.\n"
    head = "indicator,fact,relation,factor,note_kk,note_ru,note_en\n"
    (folder / "crosswalk.csv").write_text(head + near, encoding="utf-8")
    return str(folder)


def test_it_says_in_words_what_is_shared_near_and_left_over(mine: str) -> None:
    done = qala("crosswalk", mine, "kz-2017", "--language", "en")
    assert (done.returncode, done.stderr) == (0, "")
    assert "Shared facts, entered once: 1, of which converted: 1" in done.stdout
    assert "× 100 = hc-water-loss (share → % of water supplied)" in done.stdout
    assert "there is a broader figure: Residents within 500 m of a stop" in done.stdout
    assert "All day." in done.stdout
    assert "Only in kz-2017: 93" in done.stdout


@pytest.mark.parametrize(("language", "word"), [("kk", "ортақ фактілер"), ("ru", "Общие факты")])
def test_it_speaks_three_languages(language: str, word: str, mine: str) -> None:
    assert word in qala("crosswalk", mine, "kz-2017", "--language", language).stdout


def test_as_json_and_as_a_table(mine: str) -> None:
    found = json.loads(qala("crosswalk", mine, "kz-2017", "--json").stdout)
    (shared,) = found["shared"]
    assert (shared["fact"], shared["relation"], shared["factor"]) == ("hc-water-loss", "converted", 100)
    assert found["related"][0]["note"]["ru"] == "Весь день."
    assert (found["left"]["one"], len(found["left"]["other"])) == ([], 93)
    table = list(csv.DictReader(qala("crosswalk", mine, "kz-2017", "--csv").stdout.removeprefix("\ufeff").splitlines()))
    assert [row["relation"] for row in table[:3]] == ["converted", "broader", "left"]
    assert (table[0]["other_id"], table[0]["factor"]) == ("hc-water-loss", "100.0")


def test_one_alone_is_set_beside_all_that_ship(mine: str) -> None:
    pairs = {row["id"]: row for row in json.loads(qala("crosswalk", mine, "--json").stdout)["others"]}
    assert set(pairs) == {folder.name.partition("@")[0] for folder in packs.standards()}
    counts = {name: pairs["kz-2017"][name] for name in ("shared", "converted", "related", "left", "left_other")}
    assert counts == {"shared": 1, "converted": 1, "related": 1, "left": 0, "left_other": 93}
    assert "kz-2017" in qala("crosswalk", mine, "--language", "en").stdout


def test_an_unknown_standard_is_refused_in_a_sentence() -> None:
    done = qala("crosswalk", "kz-2017", "nowhere")
    assert (done.returncode, done.stdout, done.stderr.count("\n")) == (2, "", 1)


def test_lint_knows_the_shared_facts(mine: str) -> None:
    assert qala("lint", mine).returncode == 0
    file = Path(mine) / "indicators.csv"
    file.write_text(file.read_text(encoding="utf-8").replace(",% of water supplied", ",", 1), encoding="utf-8")
    done = qala("lint", mine, "--language", "en")
    assert done.returncode == 1
    assert "fact_unit" in done.stdout
