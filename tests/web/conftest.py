<<<<<<< HEAD
"""Django in this process, on a database of the module's own."""

import os
import tempfile
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

HOME = tempfile.TemporaryDirectory(prefix="qala-tests-")
os.environ.update(QALA_HOME=HOME.name, QALA_HOSTS="testserver", DJANGO_SETTINGS_MODULE="qala.web.settings")

AT = datetime(2026, 11, 23, 12, tzinfo=UTC)


@pytest.fixture(scope="module")
def tables(database: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """All tables, empty, on SQLite and on PostgreSQL in turn; gives DATABASE_URL."""
    import django

    django.setup()
    from django.core.management import call_command
    from django.db import connections

    from qala.web.database import database_of

    own = database_of({"DATABASE_URL": database}, tmp_path_factory.mktemp("tables"))
    use(own)
    call_command("migrate", verbosity=0)
    yield database
    connections.close_all()


def use(database: dict[str, Any]) -> None:
    """Lets Django use another database from now on."""
    from django.db import connections

    connections.close_all()
    connections.settings["default"] = connections.configure_settings({"default": database})["default"]
    del connections["default"]


@pytest.fixture(scope="module")
def five_cities() -> Any:
    """The assessment of the shipped figures that the site starts with, with less of robustness."""
    import qala

    standard = qala.read_standard("kz-2017")
    values = qala.read_values(qala.figures(), standard)
    return qala.assess(standard, values, "2018,2019", robustness=100).document


@pytest.fixture(scope="module")
def published(tables: str, five_cities: Any) -> Any:
    """The same, published."""
    from qala.web.publications import services

    return services.publish(five_cities, AT)


@pytest.fixture(scope="session")
def home() -> Path:
    return Path(HOME.name)


@pytest.fixture
def client(tables: str) -> Any:
    """A reader."""
    from django.test import Client

    return Client()
=======
"""The site inside the tests' own process: the five cities, published in a SQLite of their own."""

import os
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any

import pytest

from qala.cli import demo, inputs

if TYPE_CHECKING:
    from django.test import Client

PUBLISHED_AT = datetime(2026, 11, 1, 9, 0, tzinfo=UTC)


@pytest.fixture(scope="session")
def published(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The 64 digits of the publication of 2018 and 2019."""
    told = {"QALA_HOME": str(tmp_path_factory.mktemp("site")), "DATABASE_URL": "", "QALA_HOSTS": "testserver"}
    before = {name: os.environ.get(name) for name in told}
    os.environ |= {**told, "DJANGO_SETTINGS_MODULE": "qala.web.settings"}
    import django
    from django.core.management import call_command

    django.setup()
    call_command("migrate", verbosity=0)
    call_command("collectstatic", verbosity=0, interactive=False)
    from qala.web.publications import services

    made = demo.assessed(inputs.standard(demo.STANDARD), "2018,2019")
    yield services.publish(made, PUBLISHED_AT).short
    for name, value in before.items():
        if value is None:
            os.environ.pop(name)
        else:
            os.environ[name] = value


@pytest.fixture
def client(published: str) -> Iterator["Client"]:
    """A reader; what a test writes is taken back."""
    from django.db import transaction
    from django.test import Client

    with transaction.atomic():
        yield Client()
        transaction.set_rollback(True)


@pytest.fixture
def later(client: "Client") -> dict[str, Any]:
    """A second publication, of 2019 with figures known by then alone, that came a day later."""
    from qala.engine import Settings, assess
    from qala.web.publications import services
    from tests.kz_demo import demo_inputs

    standard, values, places = demo_inputs()
    made = assess(standard, values, Settings(("2019",), own_weights=(("hc-sewage", 3.0),)), places)
    services.publish(made, PUBLISHED_AT + timedelta(days=1), proposed_by="A", approved_by="B")
    return made
>>>>>>> h-words
