"""A site with a proposal that was approved, and hands that change its tables behind its back."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from django.db import connection, transaction
from django.utils import timezone

from tests.web.proposals.conftest import assessed, content, who


@pytest.fixture(scope="module")
def approval(published: Any) -> Any:
    """Published by two people on top of the five cities."""
    from qala.web.proposals.actions.approve import Approve
    from qala.web.proposals.actions.propose import Propose
    from qala.web.proposals.queries import base_of

    one = Propose(who("proposer"), content(assessed()), "For 2019", timezone.now()).do()
    return Approve(who("approver"), one.pk, one.digest, base_of(one), timezone.now()).do()


@pytest.fixture
def approved(approval: Any) -> Any:
    """The same; what a test changes is taken back."""
    with transaction.atomic():
        yield approval
        transaction.set_rollback(True)


@pytest.fixture
def behind(approved: Any) -> Callable[..., None]:
    """Runs SQL as who owns the database can: triggers and constraints do not stop them."""

    def run(*statements: str) -> None:
        with unguarded(), connection.cursor() as cursor:
            for statement in statements:
                cursor.execute(statement)

    return run


@contextmanager
def unguarded() -> Iterator[None]:
    """Without triggers."""
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
            cursor.execute("SET LOCAL session_replication_role = replica")
            yield
            cursor.execute("SET LOCAL session_replication_role = origin")
            return
        cursor.execute("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'")
        triggers = cursor.fetchall()
        for name, _ in triggers:
            cursor.execute(f"DROP TRIGGER {name}")
        yield
        for _, made in triggers:
            cursor.execute(made)
