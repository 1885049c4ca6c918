"""What every page of work says of rounds at its head, asked for only where a page shows it."""

from functools import partial
from typing import Any

from django.http import HttpRequest

from qala.web.collection.mine import waiting_for
from qala.web.collection.notices import unseen
from qala.web.people import services as people


def at_head(request: HttpRequest) -> dict[str, Any]:
    """A context processor: functions for templates, so that a page without them asks nothing of the database."""
    return {"notices_unseen": partial(unseen, request), "rounds_wait": partial(_wait, request)}


def _wait(request: HttpRequest) -> int | None:
    """How many questions and answers wait for whoever is signed in; None for who has no part in rounds at all."""
    rights = people.rights(request)
    return waiting_for(rights) if rights.held else None
