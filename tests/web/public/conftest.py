"""A reader whose tests may publish: what they write is taken back."""

from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest
from django.db import transaction
from django.test import Client

from tests.kz_demo import demo_inputs
from tests.web.conftest import AT


@pytest.fixture
def reader(published: Any, client: Client) -> Iterator[Client]:
    """A reader of the five cities."""
    with transaction.atomic():
        yield client
        transaction.set_rollback(True)


@pytest.fixture
def later(reader: Client) -> Any:
    """A second publication, by another weight and a day later."""
    from qala.engine import Settings, assess
    from qala.web.publications import services

    standard, values, places = demo_inputs()
    made = assess(standard, values, Settings(("2019",), own_weights=(("hc-sewage", 3.0),)), places)
    return services.publish(made, AT + timedelta(days=1), proposed_by="A", approved_by="B")
