"""The desk of verifiers: its first page and one far down, of 100,000 values that wait."""

import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Callable
from datetime import UTC, date, datetime
from statistics import median
from time import perf_counter
from typing import Any

from benchmarks.line import Line

AREAS, FACTS = 1000, 100
AIM = 0.2


def lines() -> list[Line]:
    """All lines; in a process of its own, since Django has one database for each."""
    with tempfile.TemporaryDirectory() as folder:
        environment = {**os.environ, "QALA_HOME": folder, "DATABASE_URL": "", "QALA_HOSTS": "testserver"}
        command = [sys.executable, "-m", "benchmarks.desk"]
        said = subprocess.run(command, env=environment, stdout=subprocess.PIPE, text=True, check=True).stdout
    found = json.loads(said.splitlines()[-1])
    return [Line(f"the desk of {AREAS * FACTS:,} values, {name}", found[name], "aim", AIM, AIM) for name in found]


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
    _store(person)
    client, path = Client(), "/en/work/rounds/many/desk/"
    client.force_login(person)
    onward = page_of(people.rights_of(person), Wanted("many")).next
    pages = {"first page": path, "page after it": f"{path}?after={onward}", "one area": f"{path}?area=a7"}
    for address in pages.values():
        if client.get(address).status_code != 200:
            raise ValueError(address)
    return {name: _timed(lambda address=address: client.get(address)) for name, address in pages.items()}  # type: ignore[misc]


def _timed(work: Callable[[], object]) -> float:
    times = []
    for _ in range(9):
        started = perf_counter()
        work()
        times.append(perf_counter() - started)
    return median(times)


def _store(person: Any) -> None:
    """A round with signed questions of random risk."""
    import random

    from qala.web.collection.services import Question, Report, Round

    now, day, chance = datetime.now(UTC), date(2099, 1, 1), random.Random(7)  # noqa: S311 - no secret
    steps = dict.fromkeys(("answer_until", "sign_until", "verify_until", "appeal_until"), day)
    title = dict.fromkeys(("kk", "ru", "en"), "Many")
    one = Round.objects.create(
        name="many", title=title, standards=["kz-2017"], table="kz", period="2019", stage="open", made_by=person,
        made_at=now, **steps,
    )  # fmt: skip
    reports = Report.objects.bulk_create(Report(round=one, area=f"a{number}") for number in range(AREAS))
    rows = (
        Question(
            round=one, report=report, area=report.area, fact=f"f{fact}", minutes=5, state="signed", version=1,
            risk=chance.random() * 20, material=chance.random() < 0.05, sampled=chance.random() < 0.1,
        )
        for report in reports
        for fact in range(FACTS)
    )  # fmt: skip
    Question.objects.bulk_create(rows, batch_size=2000)


if __name__ == "__main__":
    print(json.dumps(_measured()))
