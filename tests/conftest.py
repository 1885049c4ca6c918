"""What tests of all kinds share."""

from collections.abc import Iterator
from itertools import count
from typing import TYPE_CHECKING

import psycopg
import pytest
from hypothesis import HealthCheck, settings

from tests.copies import Copies
from tests.served import postgresql
from tests.spread import Spread, long_first, long_on_sqlite

if TYPE_CHECKING:
    from xdist.remote import Producer

NUMBERS = count(1)

# A slow machine finds no other faults than a quick one.
settings.register_profile("any_machine", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("any_machine")


def pytest_xdist_make_scheduler(config: pytest.Config, log: "Producer") -> Spread:
    return Spread(config, log)


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    long_first(items)
    long_on_sqlite(items)


@pytest.fixture(scope="session")
def postgresql_port() -> Iterator[int]:
    with postgresql() as port:
        yield port


@pytest.fixture(scope="session")
def copies(tmp_path_factory: pytest.TempPathFactory) -> Copies:
    return Copies(tmp_path_factory.mktemp("copies"))


@pytest.fixture(scope="module", params=["sqlite", "postgresql"])
def database(request: pytest.FixtureRequest) -> Iterator[str]:
    """DATABASE_URL: blank for SQLite, or that of a database of the module's own on our PostgreSQL server."""
    if request.param == "sqlite":
        yield ""
        return
    port = request.getfixturevalue("postgresql_port")
    name = f"qala_{next(NUMBERS)}"
    with psycopg.connect(f"postgresql://qala@127.0.0.1:{port}/postgres", autocommit=True) as connection:
        connection.execute(f'CREATE DATABASE "{name}"')
        yield f"postgresql://qala@127.0.0.1:{port}/{name}"
        connection.execute(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')
