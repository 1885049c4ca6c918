"""Collecting: an answer saved among a million on PostgreSQL, and a workbook of ten thousand values read and checked.

Beside the first, in the same run: the same among none, a bare INSERT that is committed (a peer that checks nothing and
tells no ledger), and a page written to the disk (the limit). Beside the second: the workbook read by openpyxl alone.
"""

import json
import os
from datetime import UTC, date, datetime
from io import BytesIO
from time import perf_counter
from typing import Any

from benchmarks.line import Line
from benchmarks.stored import measured, middle, multiplied, settled, to_disk

ROUNDS, VERSIONS = 10, 40
"""Of each question a version for each answer; with all places and facts more than a million answers."""
STORED = 1_000_000
ROWS = 10_000
SAVES = 20
SAVING, READING = 0.05, 5.0
AREAS = ("351010000", "151010000")


def lines() -> list[Line]:
    """All lines."""
    found = measured("benchmarks.collect")
    saved, read = f"an answer saved among {found['stored']:,.0f}", f"a workbook of {ROWS:,} values read and checked"
    return [
        Line(saved, found["among"], "among none", found["alone"], SAVING),
        Line(saved, found["among"], "a bare INSERT, committed", found["insert"]),
        Line(saved, found["among"], "a page written to the disk", found["disk"]),
        Line(read, found["read"], "openpyxl alone", found["openpyxl"], READING),
        Line(f"a workbook of {ROWS:,} questions made", found["made"], "read and checked", found["read"]),
    ]


def _measured() -> dict[str, float]:
    import django

    os.environ["DJANGO_SETTINGS_MODULE"] = "qala.web.settings"
    django.setup()
    from django.core.management import call_command

    from qala.web.collection.models import Answer

    call_command("migrate", verbosity=0)
    questions = _round()
    alone = _saves(questions[:SAVES])
    _store(questions[0])
    among = _saves(questions[SAVES : 2 * SAVES])
    stored = Answer.objects.count()
    if stored < STORED:
        raise ValueError(stored)
    told = {"alone": alone, "among": among, "stored": stored, "insert": _insert(questions[0]), "disk": to_disk()}
    return told | _workbook()


def _round() -> list[Any]:
    """The questions of two areas whose answers are shares, which rules look at, with who answers them."""
    from qala.web.collection.actions.make_round import STEPS, MakeRound, Plan
    from qala.web.collection.actions.run_round import MoveRound
    from qala.web.collection.method import asked_of, places_of
    from qala.web.collection.models import Stage
    from qala.web.people import services

    now, until = datetime.now(UTC), dict.fromkeys(STEPS, date(2030, 1, 1))
    officer = services.add("officer", "Officer", ("programme_officer",), "a long walk in the steppe")
    for area in AREAS:
        services.grant(None, officer, services.Asked("contributor", area), now)
    titles = dict.fromkeys(("kk", "ru", "en"), "Measured")
    areas = tuple(places_of("kz").at("2019"))
    one = MakeRound(officer, Plan("measured", titles, ("kz-2017",), "kz", areas, "2019", until), now).do()
    MoveRound(officer, one.name, Stage.OPEN, now).do()
    asked = asked_of(tuple(one.standards))
    rows = one.questions.filter(area__in=AREAS).order_by("fact", "area")
    return [row for row in rows if asked[row.fact].indicator.kind == "share"]


def _saves(questions: list[Any]) -> float:
    """The middle of the times that requests take in which an answer is saved."""
    from django.test import Client

    from qala.web.people.services import named

    client, waiting = Client(), iter(questions)
    client.force_login(named("officer"))

    def save() -> None:
        typed = {"seen": "0", "given": "value", "value": "40"}
        path = f"/en/work/questions/{next(waiting).pk}/answer/"
        answer = client.post(path, typed, headers={"Accept": "application/json"})
        if answer.status_code != 200:
            raise ValueError(answer.content)

    return middle(len(questions), save)


def _store(question: Any) -> None:
    """The answers of all other areas of the round, and of former rounds over the same areas, each in many versions."""
    from qala.web.collection.models import Answer, Question, Report, Round

    one, first = question.round, Answer.objects.get(question=question)
    many = f"(SELECT generate_series(1, {ROUNDS - 1}) AS n) s"
    multiplied(one, many, name="'former-' || s.n", stage="'closed'", period="(2019 - s.n)::text")
    former = list(Round.objects.exclude(pk=one.pk).values_list("pk", flat=True))
    numbers = ", ".join(map(str, former))
    reports, questions = Report._meta.db_table, Question._meta.db_table
    others = f"(SELECT DISTINCT r.id AS of, p.area AS place FROM {Round._meta.db_table} r, {reports} p WHERE r.id IN ({numbers})) s"  # noqa: S608, E501 - ours
    multiplied(question.report, others, round_id="s.of", area="s.place")
    asked = f"(SELECT r.id AS report, r.round_id AS of, r.area AS place, q.fact AS asked FROM {reports} r, {questions} q WHERE r.round_id IN ({numbers}) AND q.report_id = {question.report_id}) s"  # noqa: S608, E501 - ours
    multiplied(question, asked, round_id="s.of", report_id="s.report", area="s.place", fact="s.asked")
    open_ = Question.objects.filter(area__in=AREAS, round=one).values_list("pk", flat=True)
    Question.objects.exclude(pk__in=open_).update(state="answered", version=VERSIONS)
    kept = f"(SELECT q.id AS of, n FROM {questions} q, generate_series(1, {VERSIONS}) n WHERE q.version = {VERSIONS}) s"  # noqa: S608 - ours
    multiplied(first, kept, question_id="s.of", number="s.n")
    settled()


def _insert(question: Any) -> float:
    """The same row without anything about it."""
    from itertools import count

    from qala.web.collection.models import Answer

    first, number = Answer.objects.get(question=question), count(1000)
    return middle(SAVES, lambda: multiplied(first, "(SELECT 1) s", number=str(next(number))))


def _workbook() -> dict[str, float]:
    """The seconds to make the workbook of a form, and to read it back filled."""
    from openpyxl import load_workbook

    from qala.areas.model import Text
    from qala.publish.form_workbook import render_form
    from qala.values.form import Ask, Form
    from qala.values.form_layout import column_of
    from qala.values.form_read import read_form

    title = Text("Сан", "Число", "Number")
    asks = tuple(Ask(f"fact-{one}", title, title, "km", "quantity") for one in range(ROWS))
    form = Form("measured", "2019", AREAS[0], title, "", asks)
    started = perf_counter()
    content = render_form(form, "en")
    made = perf_counter() - started
    book = load_workbook(BytesIO(content))
    sheet = book.worksheets[1]
    for row in range(2, ROWS + 2):
        sheet.cell(row, column_of("value") + 1).value = row / 4
    filled = BytesIO()
    book.save(filled)
    started = perf_counter()
    found = read_form(filled.getvalue(), "filled.xlsx", form)
    read = perf_counter() - started
    if len(found.answers) != ROWS or found.problems:
        raise ValueError(found.problems[:3])
    return {"made": made, "read": read, "openpyxl": middle(1, lambda: _cells(filled.getvalue()))}


def _cells(content: bytes) -> int:
    """How many cells openpyxl reads in a workbook, in the way that is made for large ones."""
    from openpyxl import load_workbook

    book = load_workbook(BytesIO(content), read_only=True, data_only=True)
    return sum(len(row) for sheet in book.worksheets for row in sheet.iter_rows(values_only=True))


if __name__ == "__main__":
    print(json.dumps(_measured()))
