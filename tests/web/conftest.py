"""Django in this process, on a database of the module's own."""

import os
import shutil
import tempfile
from collections.abc import Callable, Iterator
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from tests.copies import Copies

HOME = tempfile.TemporaryDirectory(prefix="qala-tests-")
os.environ.update(QALA_HOME=HOME.name, QALA_HOSTS="testserver", DJANGO_SETTINGS_MODULE="qala.web.settings")
os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "1"  # the browser of other tests has a loop in this process

AT = datetime(2026, 11, 23, 12, tzinfo=UTC)


@pytest.fixture(scope="module")
def tables(database: str, copies: Copies, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """All tables, empty, on SQLite and on PostgreSQL in turn; gives DATABASE_URL."""
    import django

    django.setup()
    from django.conf import settings
    from django.core.management import call_command
    from django.db import connections

    from qala.web.database import database_of

    folder = tmp_path_factory.mktemp("tables")
    use(database_of({"DATABASE_URL": database}, folder))
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]  # quick: what hashes is Django's

    def make() -> None:
        call_command("migrate", verbosity=0)
        connections.close_all()

    copies.fill("tables", folder, database, make)
    yield database
    connections.close_all()


def use(database: dict[str, Any]) -> None:
    """Lets Django use another database from now on.

    Where a browser was driven since, Playwright's loop has left another context, in which there is no connection yet.
    """
    from django.db import connections

    connections.close_all()
    connections.settings["default"] = connections.configure_settings({"default": database})["default"]
    with suppress(AttributeError):
        del connections["default"]


@pytest.fixture(scope="session")
def five_cities() -> Any:
    """The assessment of the shipped figures that the site starts with, with fewer periods and less of robustness."""
    import qala

    standard = qala.read_standard("kz-2017")
    values = qala.read_values(qala.figures(), standard)
    return qala.assess(standard, values, "2018,2019", robustness=100).document


@pytest.fixture(scope="module")
def published(tables: str, copies: Copies, tmp_path_factory: pytest.TempPathFactory) -> Any:
    """The same, published, in the place of all that was in the tables."""
    from django.db import connection, connections

    from qala.web.publications import services

    connections.close_all()
    folder = tmp_path_factory.mktemp("published") if tables else Path(connection.settings_dict["NAME"]).parent
    made = copies.five_cities(folder, tables)
    shutil.copy(made / "signing-key.pem", HOME.name)
    return services.latest()


@pytest.fixture(scope="session")
def home() -> Path:
    return Path(HOME.name)


@pytest.fixture
def client(tables: str) -> Any:
    """A reader."""
    from django.test import Client

    return Client()


@pytest.fixture
def settings_of(tables: str) -> Iterator[Callable[[str, Any], None]]:
    """Sets one of Django's settings until the end of the test."""
    from django.test import override_settings

    overridden = []

    def said(name: str, value: Any) -> None:
        one = override_settings(**{name: value})
        one.enable()
        overridden.append(one)

    yield said
    for one in reversed(overridden):
        one.disable()
