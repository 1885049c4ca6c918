"""Changes of the tables before and after the former version goes: planned right, made once, and each by the rules."""

import sqlite3
import threading
from pathlib import Path
from typing import Any

import pytest
from django.db import connection, migrations, models
from django.db.migrations.executor import MigrationExecutor
from django.db.migrations.operations.base import Operation

FIRST_RELEASE = {
    "api": "0001", "areas": "0001", "collection": "0003", "jobs": "0002", "ledger": "0002", "people": "0004",
    "proposals": "0001", "publications": "0001", "running": "0001", "verification": "0002",
}  # fmt: skip
"""The migrations of each app up to which no former version ever ran."""


class Gone(migrations.Migration):
    """Takes away what the former needs."""

    former_gone = True


def planned(
    monkeypatch: pytest.MonkeyPatch, added: list[tuple[str, type[migrations.Migration], tuple[str, str]]]
) -> Any:
    """What is pending when there were these migrations too: name, kind, and the one before."""
    from qala.web.running import upgrading

    executor = MigrationExecutor(connection)
    graph = executor.loader.graph
    for name, kind, before in added:
        one = kind(name, "running")
        graph.add_node(("running", name), one)
        graph.add_dependency(one, ("running", name), before)
    return upgrading._sorted_out(executor)


def test_what_takes_away_waits_and_so_does_what_builds_on_it(tables: str, monkeypatch: pytest.MonkeyPatch) -> None:
    found = planned(
        monkeypatch,
        [
            ("0002_adds", migrations.Migration, ("running", "0001_initial")),
            ("0003_takes", Gone, ("running", "0002_adds")),
            ("0004_builds_on_it", migrations.Migration, ("running", "0003_takes")),
        ],
    )
    assert found.now == ("running 0002_adds",)
    assert found.later == ("running 0003_takes", "running 0004_builds_on_it")


def test_with_nothing_to_do_all_is_well(tables: str) -> None:
    from qala.web.running import upgrading

    assert upgrading.pending() == upgrading.Pending((), ())
    assert upgrading.finish() == ()


def test_many_that_start_at_once_make_the_tables_once(database: str, tmp_path: Path) -> None:
    from tests.web.running.conftest import Site

    site, said = Site(tmp_path, database), []
    code = "from qala.web.running import services\nservices.upgrading.start()\nprint(services.ready())"
    threads = [threading.Thread(target=lambda: said.append(site.python(code).strip())) for _ in range(4)]
    for one in threads:
        one.start()
    for one in threads:
        one.join()
    assert said == ["True"] * 4
    if not database:
        with sqlite3.connect(tmp_path / "site.sqlite3") as there:
            counts = there.execute("SELECT count(*), count(DISTINCT app || name) FROM django_migrations").fetchone()
        assert counts[0] == counts[1] > 20


def breaks_the_former(one: Operation) -> bool:
    """Whether former code, which knows nothing of a change, could fall over it."""
    if isinstance(one, migrations.AddField | migrations.AlterField):
        field = one.field
        has_default = getattr(field, "db_default", models.NOT_PROVIDED) is not models.NOT_PROVIDED
        return not (field.null or has_default or field.many_to_many)
    if isinstance(one, migrations.SeparateDatabaseAndState):
        return any(breaks_the_former(each) for each in one.database_operations)
    harmless = (migrations.CreateModel, migrations.AddIndex, migrations.AlterModelOptions, migrations.RunPython)
    return not isinstance(one, harmless)


@pytest.mark.parametrize(
    ("one", "breaks"),
    [
        (migrations.CreateModel("a", []), False),
        (migrations.AddField("a", "b", models.TextField(null=True)), False),
        (migrations.AddField("a", "b", models.TextField(db_default="")), False),
        (migrations.AddField("a", "b", models.TextField()), True),
        (migrations.RemoveField("a", "b"), True),
        (migrations.DeleteModel("a"), True),
        (migrations.RenameField("a", "b", "c"), True),
        (migrations.RunSQL("DROP TABLE a"), True),
        (migrations.AddConstraint("a", models.UniqueConstraint(fields=["b"], name="c")), True),
    ],
    ids=lambda value: type(value).__name__,
)
def test_the_rule_knows_what_breaks(one: Operation, breaks: bool) -> None:
    assert breaks_the_former(one) == breaks


def test_every_migration_since_the_first_release_keeps_the_rule(tables: str) -> None:
    loader = MigrationExecutor(connection).loader
    faults = [
        f"{app} {name}: {type(operation).__name__} breaks the former version: former_gone = True"
        for (app, name), one in loader.disk_migrations.items()
        if one.__module__.startswith("qala.") and name[:4] > FIRST_RELEASE.get(app, "0000")
        for operation in one.operations
        if breaks_the_former(operation) and not getattr(one, "former_gone", False)
    ]
    assert faults == []
