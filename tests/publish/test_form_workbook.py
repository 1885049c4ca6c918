"""A form as a workbook: what is filled in comes back, and every problem is told with its cell."""

import io
import re
import shutil
import subprocess
import zipfile
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from qala.areas.model import Text
from qala.errors import BadFile
from qala.publish.form_workbook import render_form
from qala.texts import LANGUAGES, Language, text
from qala.values.form import REASONS, Answer, Ask, Form
from qala.values.form_layout import COLUMNS, OPEN, column_of
from qala.values.form_read import Filled, read_form

CITY = Text("Үлгі қала", "Примерный город", "Example City")
ENERGY = Text("Энергия үнемдеу", "Энергосбережение", "Energy saving")


def ask(fact: str, kind: str = "quantity", **more: Any) -> Ask:
    return Ask(
        fact, Text(f"{fact} kk", f"{fact} ru", f"{fact} en"), ENERGY, "%" if kind == "share" else "", kind, **more
    )


ASKS = (
    ask("heat"),
    ask("loss", "share", numerator="lost", denominator="sent out", last=17.5, last_period="2018"),
    ask("meters", "level"),
    ask("plan", "yes-no"),
    ask("lamps", "count", official=1200, official_source="Bureau of National Statistics"),
    ask("served", "share"),
)
FORM = Form("2019-1", "2019", "999", CITY, "energy", ASKS)
Cells = dict[str, dict[str, object]]


def filled(cells: Cells, form: Form = FORM, language: Language = "en", take_out: str = "") -> bytes:
    """The workbook as somebody fills it: cells by fact and column."""
    from openpyxl import load_workbook

    book = load_workbook(io.BytesIO(render_form(form, language)))
    sheet = book[text("form.sheet_answers", language)]
    rows = {sheet.cell(row, column_of("fact") + 1).value: row for row in range(2, len(form.asks) + 2)}
    for fact, said in cells.items():
        for column, value in said.items():
            sheet.cell(rows[fact], column_of(column) + 1).value = value
    if take_out:
        sheet.delete_rows(rows[take_out])
    made = io.BytesIO()
    book.save(made)
    return made.getvalue()


def read(cells: Cells, form: Form = FORM, language: Language = "en") -> Filled:
    return read_form(filled(cells, form, language), "answers.xlsx", form)


def test_what_is_filled_in_comes_back() -> None:
    found = read(
        {
            "heat": {"value": 12.5, "quality": 2, "evidence": "Act 7 of 3 March 2020", "note": "as every year"},
            "loss": {"numerator": 30, "denominator": 120},
            "meters": {"value": 3, "quality": "4"},
            "plan": {"value": "1"},
            "lamps": {"value": "1 250"},
            "served": {"reason": text("form.reason_not_yet", "en")},
        }
    )
    assert found.problems == ()
    assert found.answers == {
        "heat": Answer("heat", 12.5, quality=2, evidence="Act 7 of 3 March 2020", note="as every year"),
        "loss": Answer("loss", 25.0, 30.0, 120.0),
        "meters": Answer("meters", 3.0, quality=4),
        "plan": Answer("plan", 1.0),
        "lamps": Answer("lamps", 1250.0),
        "served": Answer("served", reason="not-yet"),
    }


@pytest.mark.parametrize("language", LANGUAGES)
def test_an_untouched_form_has_no_answers_and_no_problems(language: Language) -> None:
    found = read_form(render_form(FORM, language), "answers.xlsx", FORM)
    for blank in (found, read({}, language=language)):
        assert (blank.answers, blank.problems, blank.seen) == ({}, (), {})


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("reason", REASONS)
def test_a_reason_is_read_in_every_language(language: Language, reason: str) -> None:
    said = text(f"form.reason_{reason.replace('-', '_')}", language)
    found = read({"heat": {"reason": said, "note": "the oblast"}}, language=language)
    assert found.answers["heat"].reason == reason


WRONG: dict[str, tuple[str, dict[str, object], str, str]] = {
    "a word": ("heat", {"value": "many"}, "value", "not_number"),
    "a unit": ("heat", {"value": "12 GJ"}, "value", "not_number"),
    "two ways": ("heat", {"value": "1,234"}, "value", "unclear"),
    "beyond a share": ("served", {"value": 101}, "value", "outside"),
    "beyond a level": ("meters", {"value": 6}, "value", "outside"),
    "half a level": ("meters", {"value": 2.5}, "value", "not_whole"),
    "perhaps": ("plan", {"value": 0.5}, "value", "not_whole"),
    "less than none": ("lamps", {"value": -1}, "value", "below"),
    "both": ("heat", {"value": 1, "reason": "not-yet"}, "reason", "both"),
    "another reason": ("heat", {"reason": "we forgot"}, "reason", "no_such_reason"),
    "who": ("heat", {"reason": "other-answers"}, "note", "who_answers"),
    "one part": ("loss", {"numerator": 3}, "denominator", "one_part"),
    "nothing below": ("loss", {"numerator": 3, "denominator": 0}, "denominator", "negative_part"),
    "more than all": ("loss", {"numerator": 5, "denominator": 4, "value": 100}, "numerator", "part_above_whole"),
    "another share": ("loss", {"numerator": 1, "denominator": 4, "value": 52}, "value", "not_the_share"),
    "a grade": ("heat", {"value": 1, "quality": 7}, "quality", "no_such_quality"),
    "a story": ("heat", {"value": 1, "note": "x" * 4001}, "note", "too_long"),
    "a date": ("heat", {"value": "2019-05-01"}, "value", "not_number"),
    "a formula's error": ("heat", {"value": "#DIV/0!"}, "value", "not_number"),
    "a formula": ("heat", {"value": "=1+1"}, "value", "not_computed"),
    "a formula in a note": ("heat", {"value": 1, "note": "=1+1"}, "note", "not_computed"),
    "right to left": ("heat", {"value": "\u202e21"}, "value", "not_number"),
}


@pytest.mark.parametrize("name", WRONG)
def test_a_problem_is_told_with_its_cell(name: str) -> None:
    fact, cells, column, key = WRONG[name]
    found = read({fact: cells, "served" if fact != "served" else "heat": {"value": 50}})
    row = 2 + [one.fact for one in ASKS].index(fact)
    assert [one.key for one in found.problems] == [f"form.{key}"]
    (told,) = found.problems
    assert (told.place.row, told.place.column) == (row, chr(ord("A") + column_of(column)))
    for language in LANGUAGES:
        assert 20 < len(told.text(language)) < 300
    assert fact not in found.answers, "nothing is half taken"
    assert len(found.answers) == 1, "and nothing else is lost"


def test_all_problems_are_told_at_once() -> None:
    found = read({fact: cells for fact, cells, _, _ in (WRONG["a word"], WRONG["one part"], WRONG["beyond a level"])})
    assert [one.key for one in found.problems] == ["form.not_number", "form.one_part", "form.outside"]


def test_rows_that_were_taken_out_put_in_or_doubled_are_told() -> None:
    gone = read_form(filled({}, take_out="meters"), "answers.xlsx", FORM)
    assert [(one.key, one.fields["value"]) for one in gone.problems] == [("form.missing_row", "meters")]
    strange = read({"heat": {"fact": "cold"}, "served": {"fact": "meters"}})
    assert sorted(one.key for one in strange.problems) == [
        "form.doubled_row", "form.missing_row", "form.missing_row", "form.unknown_row",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("name", "other"),
    [
        ("round", replace(FORM, round="2020-1")),
        ("period", replace(FORM, period="2020")),
        ("area", replace(FORM, area="998")),
        ("department", replace(FORM, department="water")),
        ("version", replace(FORM, asks=ASKS[:-1])),
    ],
)
def test_a_workbook_of_something_else_is_refused(name: str, other: Form) -> None:
    with pytest.raises(BadFile) as told:
        read_form(filled({"heat": {"value": 1}}, other), "answers.xlsx", FORM)
    assert told.value.code == f"form.other_{name}"


def test_known_figures_may_change_without_another_version() -> None:
    other = replace(FORM, asks=(replace(ASKS[0], last=3.5, last_period="2018"), *ASKS[1:]))
    assert read_form(filled({"heat": {"value": 1}}, other), "answers.xlsx", FORM).answers["heat"].value == 1


def test_what_is_no_form_is_refused() -> None:
    from xlsxwriter import Workbook

    for sheets in (["x"], ["qala"], ["x", "qala"]):
        made = io.BytesIO()
        with Workbook(made) as book:
            for name in sheets:
                book.add_worksheet(name).write_row(0, 0, ["form", "0"])
        with pytest.raises(BadFile, match="form"):
            read_form(made.getvalue(), "answers.xlsx", FORM)
    for content in (b"", b"x", b"PK\x03\x04", b"\xd0\xcf\x11\xe0" + b"\0" * 600, render_form(FORM, "en")[:-200]):
        with pytest.raises(BadFile):
            read_form(content, "answers.xlsx", FORM)


def test_nothing_that_is_asked_runs_as_a_formula() -> None:
    evil = '=HYPERLINK("http://x","y")'
    asks = (Ask(evil, Text(evil, evil, evil), Text(evil, evil, evil), evil, "share", evil, evil, official_source=evil),)
    content = render_form(replace(FORM, asks=asks, area_name=Text(evil, evil, evil)), "en")
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        sheets = "".join(archive.read(name).decode() for name in archive.namelist() if "worksheets" in name)
        assert not [name for name in archive.namelist() if "externalLink" in name or "hyperlink" in name]
    formulas = re.findall(r"<f>(.*?)</f>", sheets)
    assert len(formulas) == 2
    assert all("HYPERLINK" not in one and "http" not in one for one in formulas)


def test_only_answers_are_open_and_the_lists_are_in_the_language() -> None:
    from openpyxl import load_workbook

    for language in LANGUAGES:
        book = load_workbook(io.BytesIO(render_form(FORM, language)))
        sheet = book[text("form.sheet_answers", language)]
        assert sheet.protection.sheet
        for name in COLUMNS:
            assert sheet.cell(2, column_of(name) + 1).protection.locked == (name not in OPEN)
        assert book["qala"].sheet_state == "veryHidden"
        lists = [one.formula1 for one in sheet.data_validations.dataValidation if one.type == "list"]
        assert any(text("form.reason_not_yet", language) in one for one in lists)
        assert f"{FORM.minutes}" in str(book[text("form.sheet_guide", language)].cell(3, 1).value)


SAID = st.sampled_from(["1 2", "x", "😀", "=A1", "1,5", "-", "0"])


@settings(max_examples=60)
@given(st.dictionaries(
    st.sampled_from([one.fact for one in ASKS]),
    st.dictionaries(st.sampled_from(OPEN), st.one_of(st.floats(-1e6, 1e6), st.integers(-9, 200), SAID)),
))  # fmt: skip
def test_whatever_is_filled_in_is_taken_or_told(cells: Cells) -> None:
    found = read(cells)
    told = {one.place.row for one in found.problems}
    for number, one in enumerate(ASKS, 2):
        given_ = {name: value for name, value in cells.get(one.fact, {}).items() if name in ("value", "reason")}
        if given_ and one.fact not in found.answers:
            assert number in told
        assert not (number in told and one.fact in found.answers)


def test_ten_thousand_values_are_read_and_checked() -> None:
    asks = tuple(ask(f"fact-{number}") for number in range(10_000))
    form = replace(FORM, asks=asks)
    content = filled({one.fact: {"value": float(number)} for number, one in enumerate(asks)}, form)
    found = read_form(content, "answers.xlsx", form)
    assert len(found.answers) == 10_000
    assert found.problems == ()


def test_a_spreadsheet_program_computes_the_share_and_the_checks(tmp_path: Path) -> None:
    """What is seen while it is filled in: by LibreOffice, where it is installed."""
    office = shutil.which("soffice")
    if office is None:
        pytest.skip("LibreOffice is not installed")
    (tmp_path / "form.xlsx").write_bytes(
        filled(
            {"loss": {"numerator": 30, "denominator": 120}, "heat": {"value": 1, "reason": "x"}, "meters": {"value": 9}}
        )
    )
    command = [office, "--headless", f"-env:UserInstallation=file://{tmp_path}/profile", "--convert-to",
               'csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,true,false,false,false,2', "form.xlsx"]  # fmt: skip
    subprocess.run(command, cwd=tmp_path, check=True, capture_output=True, timeout=180)
    (csv,) = tmp_path.glob("*.csv")
    said = csv.read_text("utf-8")
    assert "25" in said
    for name in ("both", "limits", "open", "good"):
        assert text(f"form.check_{name}", "en") in said


def test_the_workbook_knows_which_answers_stood_when_it_was_made() -> None:
    from openpyxl import load_workbook

    form = replace(FORM, asks=(*ASKS[:2], ask("meters", "level", seen=7)))
    content = render_form(form, "kk")
    assert read_form(content, "", form).seen == {"meters": 7}
    book = load_workbook(io.BytesIO(content))
    book["qala"].cell(book["qala"].max_row, 3).value = "seven"
    made = io.BytesIO()
    book.save(made)
    assert read_form(made.getvalue(), "", form).seen == {}, "what is no number counts as not said"
    later = replace(form, asks=(*ASKS[:2], ask("meters", "level", seen=8)))
    assert form.version == later.version, "an answer is no other question"
