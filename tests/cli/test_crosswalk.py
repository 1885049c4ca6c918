"""`qala standard crosswalk` as a user calls it."""

import csv
import io
import json
import shutil
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from qala import packs
from qala.cli import main

Qala = Callable[..., tuple[int, str, str]]


@pytest.fixture
def qala(monkeypatch: pytest.MonkeyPatch, capfdbinary: pytest.CaptureFixture[bytes]) -> Qala:
    """`qala standard WORDS...`: its exit code, output and errors."""

    def run(*words: str) -> tuple[int, str, str]:
        monkeypatch.setattr(sys, "argv", ["qala", "standard", *words])
        with pytest.raises(SystemExit) as ended:
            main()
        sys.stdout.flush()
        out, error = capfdbinary.readouterr()
        return int(str(ended.value.code or 0)), out.decode(), error.decode()

    return run


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


def test_it_says_in_words_what_is_shared_near_and_left_over(qala: Qala, mine: str) -> None:
    code, out, error = qala("crosswalk", mine, "kz-2017", "--language", "en")
    assert (code, error) == (0, "")
    assert "Shared facts, entered once: 1, of which converted: 1" in out
    assert "× 100 = hc-water-loss (share → % of water supplied)" in out
    assert "there is a broader figure: Residents within 500 m of a stop" in out
    assert "All day." in out
    assert "Only in kz-2017: 93" in out


@pytest.mark.parametrize(("language", "word"), [("kk", "ортақ фактілер"), ("ru", "Общие факты")])
def test_it_speaks_three_languages(language: str, word: str, qala: Qala, mine: str) -> None:
    assert word in qala("crosswalk", mine, "kz-2017", "--language", language)[1]


def test_as_json_and_as_a_table(qala: Qala, mine: str) -> None:
    found = json.loads(qala("crosswalk", mine, "kz-2017", "--json")[1])
    (shared,) = found["shared"]
    assert (shared["fact"], shared["relation"], shared["factor"]) == ("hc-water-loss", "converted", 100)
    assert found["related"][0]["note"]["ru"] == "Весь день."
    assert (found["left"]["one"], len(found["left"]["other"])) == ([], 93)
    table = list(csv.DictReader(qala("crosswalk", mine, "kz-2017", "--csv")[1].removeprefix("\ufeff").splitlines()))
    assert [row["relation"] for row in table[:3]] == ["converted", "broader", "left"]
    assert (table[0]["other_id"], table[0]["factor"]) == ("hc-water-loss", "100.0")


def test_one_alone_is_set_beside_all_that_ship(qala: Qala, mine: str) -> None:
    pairs = {row["id"]: row for row in json.loads(qala("crosswalk", mine, "--json")[1])["others"]}
    assert set(pairs) == {folder.name.partition("@")[0] for folder in packs.standards()}
    counts = {name: pairs["kz-2017"][name] for name in ("shared", "converted", "related", "left", "left_other")}
    assert counts == {"shared": 1, "converted": 1, "related": 1, "left": 0, "left_other": 93}
    assert "kz-2017: shared facts 1" in qala("crosswalk", mine, "--language", "en")[1]
    assert "kz-2017" in qala("crosswalk", mine, "--csv")[1]


def test_an_unknown_standard_is_refused_in_a_sentence(qala: Qala) -> None:
    code, out, error = qala("crosswalk", "kz-2017", "nowhere")
    assert (code, out, error.count("\n")) == (2, "", 1)


def test_lint_knows_the_shared_facts(qala: Qala, mine: str) -> None:
    code, out, _ = qala("lint", mine, "--language", "en")
    assert (code, out) == (0, "No faults.\n")
    file = Path(mine) / "indicators.csv"
    file.write_text(file.read_text(encoding="utf-8").replace(",% of water supplied", ",", 1), encoding="utf-8")
    code, out, _ = qala("lint", mine, "--language", "en")
    assert code == 1
    assert "fact_unit" in out
