"""The workbook of a department: fetched, filled, looked at, taken as a whole."""

import io
from collections.abc import Callable
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from openpyxl import load_workbook

from qala.texts import LANGUAGES, Language, text
from qala.values.form_layout import column_of
from tests.web.collection.conftest import AKTOBE, KARAGANDA, answered, question_of

LIGHT, ESCO = "en-i-light", "en-i-esco"


def hand(one: Any) -> Client:
    made = Client()
    made.force_login(one)
    return made


def fetched(who: Client, report: Any, language: Language = "en") -> bytes:
    answer = who.get(f"/{language}/work/reports/{report.pk}/workbook.xlsx?language={language}")
    assert answer.status_code == 200
    assert "attachment" in answer["Content-Disposition"]
    return bytes(answer.content)


def filled(content: bytes, language: Language = "en", **cells: dict[str, object]) -> bytes:
    """The workbook with cells filled, by fact with _ for -, and column."""
    book = load_workbook(io.BytesIO(content))
    sheet = book[text("form.sheet_answers", language)]
    rows = {sheet.cell(row, column_of("fact") + 1).value: row for row in range(2, sheet.max_row + 1)}
    for fact, values in cells.items():
        for column, value in values.items():
            sheet.cell(rows[fact.replace("_", "-")], column_of(column) + 1).value = value
    made = io.BytesIO()
    book.save(made)
    return made.getvalue()


def look(who: Client, report: Any, content: bytes, name: str = "filled.xlsx") -> Any:
    return who.post(f"/en/work/reports/{report.pk}/workbook/", {"file": SimpleUploadedFile(name, content)})


def take(who: Client, report: Any, token: str) -> Any:
    return who.post(f"/en/work/reports/{report.pk}/workbook/take/", {"token": token})


def token_in(page: Any) -> str:
    said: str = page.content.decode()
    return said.partition('name="token" value="')[2].partition('"')[0]


@pytest.mark.parametrize("language", LANGUAGES)
def test_looked_at_first_then_taken_as_a_whole(opened: Any, folk: Any, language: Language) -> None:
    report, who = opened.reports.get(area=KARAGANDA), hand(folk.contributor)
    light, esco = question_of(opened, LIGHT), question_of(opened, ESCO)
    level = LANGUAGES.index(language) + 1
    before = (light.version, esco.version)
    content = filled(
        fetched(who, report, language), language,
        en_i_light={"value": level, "quality": "2", "note": "As told", "evidence": "Order 5 of 1 March"},
        en_i_esco={"reason": text("form.reason_not_yet", language), "note": language},
    )  # fmt: skip
    page = look(who, report, content)
    assert page.status_code == 200
    assert text("entry.would_change", "en", count=2) in page.content.decode()
    for row, was in zip((light, esco), before, strict=True):
        row.refresh_from_db()
        assert row.version == was, "a look changes nothing"
    assert take(who, report, token_in(page)).status_code == 302
    for row, was in zip((light, esco), before, strict=True):
        row.refresh_from_db()
        assert row.version == was + 1
    assert (light.answers.last().value, light.answers.last().quality) == (level, 2)
    assert (esco.answers.last().given, esco.answers.last().reason) == ("missing", "not-yet")
    assert light.attachments.filter(name="Order 5 of 1 March").count() == 1
    again = look(who, report, content)
    assert text("entry.no_change", "en") in again.content.decode()
    assert take(who, report, token_in(page)).status_code == 409, "once taken there is nothing to take"


def test_every_problem_has_its_sheet_and_cell_and_nothing_is_taken(opened: Any, folk: Any) -> None:
    report, who = opened.reports.get(area=KARAGANDA), hand(folk.contributor)
    good = question_of(opened, "hc-i-dispatch")
    content = filled(
        fetched(who, report), hc_i_dispatch={"value": 3}, en_i_light={"value": "many"}, en_i_esco={"value": 9},
    )  # fmt: skip
    page = look(who, report, content)
    said = page.content.decode()
    assert page.status_code == 400
    assert said.count("filled.xlsx, Answers") == 2
    assert token_in(page) == ""
    good.refresh_from_db()
    assert good.version == 0


def test_somebody_answers_between_the_look_and_the_taking(opened: Any, folk: Any) -> None:
    report, who = opened.reports.get(area=KARAGANDA), hand(folk.contributor)
    light, dispatch = question_of(opened, LIGHT), question_of(opened, "hc-i-dispatch")
    page = look(who, report, filled(fetched(who, report), hc_i_dispatch={"value": 2}, en_i_light={"value": 5}))
    answered(folk.contributor, light, value=0.0)
    refused = take(who, report, token_in(page))
    assert refused.status_code == 409
    dispatch.refresh_from_db()
    assert dispatch.version == 0, "all of it or nothing"


@pytest.mark.parametrize("wrong", ["area", "department", "no workbook", "no form", "nothing", "token"])
def test_what_is_not_this_workbook_is_refused_in_one_sentence(opened: Any, folk: Any, wrong: str) -> None:
    report, who = opened.reports.get(area=KARAGANDA), hand(folk.contributor)
    other = opened.reports.get(area=AKTOBE)
    if wrong == "token":
        assert take(who, report, "0" * 64).status_code == 409
        return
    made: dict[str, Callable[[], bytes]] = {
        "area": lambda: fetched(hand(folk.elsewhere), other), "department": lambda: _of_heat(opened, folk, report),
        "no workbook": lambda: b"%PDF-1.7", "no form": _plain, "nothing": lambda: b"",
    }  # fmt: skip
    content = made[wrong]()
    page = look(who, report, content)
    assert page.status_code == 400
    assert 'role="alert"' in page.content.decode()
    assert token_in(page) == ""


def _of_heat(opened: Any, folk: Any, report: Any) -> bytes:
    from qala.web.collection.actions.assign import AssignDepartment
    from tests.web.collection.conftest import HEAT
    from tests.web.conftest import AT

    AssignDepartment(folk.approver, report.pk, [ESCO], HEAT, AT).do()
    return fetched(hand(folk.heat), report)


def _plain() -> bytes:
    from openpyxl import Workbook

    made = io.BytesIO()
    Workbook().save(made)
    return made.getvalue()


def test_who_only_looks_has_no_workbook(opened: Any, folk: Any) -> None:
    report = opened.reports.get(area=KARAGANDA)
    assert hand(folk.auditor).get(f"/en/work/reports/{report.pk}/workbook.xlsx").status_code == 400
    assert hand(folk.elsewhere).get(f"/en/work/reports/{report.pk}/workbook.xlsx").status_code == 404
