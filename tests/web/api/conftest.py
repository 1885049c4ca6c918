"""Settings of a test alone."""

from collections.abc import Callable, Iterator
from typing import Any

import pytest


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
