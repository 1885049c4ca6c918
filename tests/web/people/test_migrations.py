"""What accounts of an older version become."""

from pathlib import Path

from django.db import connections
from django.db.migrations.executor import MigrationExecutor

from tests.web.conftest import use


def test_duties_become_rights(database: str, tmp_path: Path) -> None:
    import django

    django.setup()
    from qala.web.database import database_of

    use(database_of({"DATABASE_URL": database}, tmp_path))
    one = connections["default"]
    executor = MigrationExecutor(one)
    executor.migrate([("people", "0001_initial")])
    then = executor.loader.project_state([("people", "0001_initial")]).apps
    person = then.get_model("people", "Person").objects.create(username="before", name="Before")
    for role in ("proposer", "approver"):
        then.get_model("people", "Duty").objects.create(person=person, role=role)
    MigrationExecutor(one).migrate(MigrationExecutor(one).loader.graph.leaf_nodes())
    from qala.web.people import services

    held = services.rights_of(services.named("before"))
    assert held.roles == {"method_team", "publisher"}
    assert held.has("publisher"), "everywhere"
    connections.close_all()
