"""The fictional cities: none is a real place, each says so, and the same method assesses them."""

import csv
import json
import re
from pathlib import Path
from typing import Any

import pytest

from qala import packs
from qala.areas.model import Areas
from qala.areas.read import read_areas
from qala.cli import main
from qala.publish import map_view, render_page
from qala.texts import LANGUAGES, text
from qala.values.fictional import fictional_values
from tests.values.test_fictional import STANDARD, ULGI

MARKS = {"kk": "(ойдан шығарылған)", "ru": "(вымышленный город)", "en": "(fictional)"}


def names_of(areas: Areas) -> set[str]:
    return {
        getattr(area.name, language).partition(" (")[0].casefold() for area in areas.records for language in LANGUAGES
    }


def test_twenty_cities_marked_in_three_languages() -> None:
    assert len(ULGI.records) == len(ULGI.ids) == 20
    assert ULGI.records[0].name.en == "Ulgi Qala (fictional)"
    for area in ULGI.records:
        assert area.fictional
        assert area.kind == "city"
        assert area.population
        assert area.area_km2
        assert area.lon is None
        assert area.lat is None
        for language, mark in MARKS.items():
            assert getattr(area.name, language).endswith(f" {mark}")


def test_none_is_a_real_place_or_has_a_code_of_one() -> None:
    real = read_areas(packs.find_places("kz"))
    assert not any(area.fictional for area in real.records)
    assert not names_of(real) & names_of(ULGI)
    bare = {name.removesuffix(" қала").removesuffix(" qala") for name in names_of(ULGI)}
    assert not names_of(real) & bare
    assert not real.ids & ULGI.ids
    assert all(re.fullmatch(r"ulgi-\d\d", area.id) for area in ULGI.records)


@pytest.fixture
def values(tmp_path: Path) -> Path:
    file = tmp_path / "values.csv"
    fictional_values(STANDARD, ULGI, "2026", 1).frame.write_csv(file)
    return file


def run(values: Path, areas: str) -> int:
    """Assesses by the command; its exit code."""
    folder = str(values.parent / "map")
    asked = ["qala", "assess", "kz-2017", str(values), "--period", "2026", "--out", folder, "--areas", areas]
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("sys.argv", asked)
        with pytest.raises(SystemExit) as left:
            main()
    return int(left.value.code or 0)


def assessed(values: Path, areas: str = "ulgi") -> dict[str, Any]:
    """The assessment that the command writes."""
    assert run(values, areas) == 0
    document: dict[str, Any] = json.loads((values.parent / "map" / "assessment.json").read_text(encoding="utf-8"))
    return document


@pytest.mark.parametrize("given", ["ulgi", str(packs.find_places("ulgi"))])
def test_the_same_method_over_another_table_of_places(values: Path, given: str) -> None:
    document = assessed(values, given)
    assert len(document["areas"]["rows"]) == 20
    wholes = [row for row in document["nodes"] if row["node"] == "city"]
    assert all(row["degree"] is not None for row in wholes)
    assert document["standard"]["sha256"] == STANDARD.sha256


def test_every_map_says_that_the_places_are_fictional(values: Path) -> None:
    document = assessed(values)
    for language in LANGUAGES:
        view = map_view(document, language)
        assert view.fictional
        assert view.title == text("map.title_fictional", language, title=text("map.title", language, period="2026"))
        assert view.notes[0] == text("map.note_fictional", language)
        assert all(row.name.endswith(MARKS[language]) for row in view.rows)
    page = render_page(document, "en")
    assert text("map.sources_note") not in page
    assert page.count(text("map.note_fictional")) >= 2
    assert "fictional: made by Qala" in page


def test_an_unknown_table_of_places_is_refused(values: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(values, "ulgy") == 2
    assert "ulgi" in capsys.readouterr().err


def test_the_table_is_a_plain_csv() -> None:
    with packs.find_places("ulgi").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    assert {row["fictional"] for row in rows} == {"yes"}
