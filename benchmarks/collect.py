"""Collecting: an answer saved among a million, and a workbook of ten thousand values read and checked."""

import json
import os
import subprocess
import sys
import tempfile
from datetime import UTC, date, datetime
from io import BytesIO
from statistics import median
from time import perf_counter
from typing import Any

from benchmarks.line import Line

STORED = 1_000_000
ROWS = 10_000
SAVES = 30
AREAS = ("351010000", "151010000")


def lines() -> list[Line]:
    """All lines."""
    with tempfile.TemporaryDirectory() as folder:
        environment = {**os.environ, "QALA_HOME": folder, "DATABASE_URL": "", "QALA_HOSTS": "testserver"}
        command = [sys.executable, "-m", "benchmarks.collect"]
        said = subprocess.run(command, env=environment, stdout=subprocess.PIPE, text=True, check=True).stdout
    found = json.loads(said.splitlines()[-1])
    return [
        Line(f"an answer saved among {STORED:,}", found["among"], "among none", found["alone"], 0.05),
        Line(f"a workbook of {ROWS:,} values read and checked", found["read"], "made", found["made"], 5.0),
    ]


def _measured() -> dict[str, float]:
    import django

    os.environ["DJANGO_SETTINGS_MODULE"] = "qala.web.settings"
    django.setup()
    from django.core.management import call_command

    call_command("migrate", verbosity=0)
    questions = _round()
    alone = _saves(questions[:SAVES])
    _store(questions[-1])
    return {"alone": alone, "among": _saves(questions[SAVES : 2 * SAVES])} | _workbook()


def _round() -> list[Any]:
    """The questions of two areas whose answers are levels, with who answers them."""
    from qala.web.collection.actions.make_round import STEPS, MakeRound, Plan
    from qala.web.collection.actions.run_round import MoveRound
    from qala.web.collection.method import asked_of
    from qala.web.collection.models import Stage
    from qala.web.people import services

    now, until = datetime.now(UTC), dict.fromkeys(STEPS, date(2030, 1, 1))
    officer = services.add("officer", "Officer", ("programme_officer",), "a long walk in the steppe")
    services.grant(None, officer, services.Asked("contributor", AREAS[0]), now)
    services.grant(None, officer, services.Asked("contributor", AREAS[1]), now)
    titles = dict.fromkeys(("kk", "ru", "en"), "Measured")
    one = MakeRound(officer, Plan("measured", titles, ("kz-2017",), "kz", AREAS, "2019", until), now).do()
    MoveRound(officer, one.name, Stage.OPEN, now).do()
    asked = asked_of(tuple(one.standards))
    return [row for row in one.questions.order_by("fact", "area") if asked[row.fact].indicator.kind == "level"]


def _saves(questions: list[Any]) -> float:
    """The middle of the times that requests take in which an answer is saved."""
    from django.test import Client

    from qala.web.people.services import named

    client, times = Client(), []
    client.force_login(named("officer"))
    for row in questions:
        typed = {"seen": "0", "given": "value", "value": "3", "proof_usage": "Thirty days"}
        started = perf_counter()
        answer = client.post(f"/en/work/questions/{row.pk}/answer/", typed, headers={"Accept": "application/json"})
        times.append(perf_counter() - started)
        if answer.status_code != 200:
            raise ValueError(answer.content)
    return median(times)


def _store(question: Any) -> None:
    """A million answers of former rounds' size: versions of one question and of others in areas that are not there."""
    from qala.web.collection.models import Answer, Question, Report
    from qala.web.people.services import named

    by, at, versions = named("officer"), datetime.now(UTC), 20
    report = Report.objects.create(round=question.round, area="elsewhere")
    asked = {"round": question.round, "report": report, "area": "elsewhere", "minutes": 1, "version": versions}
    rows = (Question(fact=f"fact-{one}", **asked) for one in range(STORED // versions))
    made = Question.objects.bulk_create(rows, batch_size=5000)
    told = {"given": "value", "value": 3.0, "by": by, "at": at}
    for start in range(0, len(made), 2000):
        part = made[start : start + 2000]
        answers = (Answer(question=row, number=one, **told) for row in part for one in range(1, versions + 1))
        Answer.objects.bulk_create(answers, batch_size=5000)


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
    return {"made": made, "read": read}


if __name__ == "__main__":
    print(json.dumps(_measured()))
