"""The desk of verifiers: its pages, and a verdict with what comes next, of 100,000 values that wait on PostgreSQL.

Beside the first page, in the same run: the same rows asked of the database alone (a peer that makes no page), and a
count of all rows (what reading them once takes).
"""

import json
import os
from datetime import UTC, date, datetime
from itertools import count
from typing import Any

from benchmarks.line import Line
from benchmarks.stored import measured, middle, multiplied, settled

AREAS, FACTS = 1000, 100
AIM = 0.2
TIMES = 9


def lines() -> list[Line]:
    """All lines."""
    found = measured("benchmarks.desk")
    about = f"the desk of {AREAS * FACTS:,} values"
    pages = ("first page", "page after it", "one area", "a verdict")
    return [
        *(Line(f"{about}, {name}", found[name], "its rows alone", found["rows"], AIM) for name in pages),
        Line(f"{about}, first page", found["first page"], "counting all rows", found["count"]),
    ]


def _measured() -> dict[str, float]:
    import django

    os.environ["DJANGO_SETTINGS_MODULE"] = "qala.web.settings"
    django.setup()
    from django.core.management import call_command
    from django.test import Client

    from qala.web.people import services as people
    from qala.web.verification.queue import Wanted, page_of

    call_command("migrate", verbosity=0)
    person = people.add("verifier", "Verifier", ["verifier"], "a long walk in the steppe")
    one = _store(person)
    client, path = Client(), f"/en/work/rounds/{one.name}/desk/"
    client.force_login(person)
    onward = page_of(people.rights_of(person), Wanted(one.name)).next
    pages = {"first page": path, "page after it": f"{path}?after={onward}", "one area": f"{path}?area=a7"}
    found = {}
    for name, address in pages.items():
        if client.get(address).status_code != 200:
            raise ValueError(address)
        found[name] = middle(TIMES, lambda address=address: client.get(address))  # type: ignore[misc]
    return found | {"a verdict": _verdicts(client, one)} | _alone(one)


def _store(person: Any) -> Any:
    """A round with signed questions of random risk and their answers."""
    from qala.web.collection.method import asked_of
    from qala.web.collection.services import Answer, Question, Report, Round

    now, day = datetime.now(UTC), date(2099, 1, 1)
    steps = dict.fromkeys(("answer_until", "sign_until", "verify_until", "appeal_until"), day)
    title = dict.fromkeys(("kk", "ru", "en"), "Many")
    one = Round.objects.create(
        name="many", title=title, standards=["kz-2017"], table="kz", period="2019", stage="open", made_by=person,
        made_at=now, **steps,
    )  # fmt: skip
    report = Report.objects.create(round=one, area="a0")
    facts = list(asked_of(tuple(one.standards)))
    question = Question.objects.create(
        round=one, report=report, area="a0", fact=facts[0], minutes=5, state="signed", version=1
    )
    multiplied(report, f"(SELECT generate_series(1, {AREAS - 1}) AS n) s", area="'a' || s.n")
    told = {"report_id": "s.report", "area": "s.place", "risk": "random() * 20"}
    told |= {"material": "random() < 0.05", "sampled": "random() < 0.1"}
    reports = Report._meta.db_table
    for number in range(FACTS):
        fact = facts[number] if number < len(facts) else f"f{number}"
        where = "r.area <> 'a0'" if number == 0 else "true"
        source = f"(SELECT r.id AS report, r.area AS place FROM {reports} r WHERE {where}) s"  # noqa: S608 - ours
        multiplied(question, source, fact=f"'{fact}'", **told)
    answer = Answer.objects.create(question=question, number=1, given="value", value=3.0, by=_other(), at=now)
    kept = f"(SELECT id AS of FROM {Question._meta.db_table} WHERE id <> {question.pk}) s"  # noqa: S608 - ours
    multiplied(answer, kept, question_id="s.of")
    settled()
    return one


def _other() -> Any:
    """Who answered: another person than who verifies."""
    from qala.web.people import services as people

    return people.add("other", "Other", ["programme_officer"], "a long walk in the steppe")


def _verdicts(client: Any, one: Any) -> float:
    """The middle of the times that a verdict takes, with finding what comes next."""
    from qala.web.collection.services import Question

    waiting = iter(Question.objects.filter(round=one).order_by("pk").values_list("pk", flat=True)[:TIMES])

    def decide() -> None:
        told = {"act": "accept", "seen": "1", "reason": "", "value": "", "opened": ""}
        answer = client.post(f"/en/work/desk/{next(waiting)}/verdict/", told)
        if answer.status_code != 302:
            raise ValueError(answer.content)

    return middle(TIMES, decide)


def _alone(one: Any) -> dict[str, float]:
    """The seconds of the first rows of the queue, and of counting them all, in plain SQL."""
    from django.db import connection

    from qala.web.collection.services import Question

    table, asked = Question._meta.db_table, count()
    where = f"FROM {table} WHERE round_id = {one.pk} AND state = 'signed'"
    order = "ORDER BY material DESC, sampled DESC, risk DESC, id LIMIT 51"

    def run(said: str) -> None:
        with connection.cursor() as cursor:
            cursor.execute(f"{said} -- {next(asked)}")
            cursor.fetchall()

    return {
        "rows": middle(TIMES, lambda: run(f"SELECT * {where} {order}")),
        "count": middle(TIMES, lambda: run(f"SELECT count(*) {where}")),
    }


if __name__ == "__main__":
    print(json.dumps(_measured()))
