"""What tests of all kinds share."""

from collections.abc import Iterator
from itertools import count

import psycopg
import pytest

from tests.served import postgresql

NUMBERS = count(1)


@pytest.fixture(scope="session")
def postgresql_port() -> Iterator[int]:
    with postgresql() as port:
        yield port


@pytest.fixture(scope="module", params=["sqlite", "postgresql"])
def database(request: pytest.FixtureRequest) -> str:
    """DATABASE_URL: blank for SQLite, or that of a database of the module's own on our PostgreSQL server."""
    if request.param == "sqlite":
        return ""
    port = request.getfixturevalue("postgresql_port")
    name = f"qala_{next(NUMBERS)}"
    with psycopg.connect(f"postgresql://qala@127.0.0.1:{port}/postgres", autocommit=True) as connection:
        connection.execute(f'CREATE DATABASE "{name}"')
    return f"postgresql://qala@127.0.0.1:{port}/{name}"
