"""What a form for a right says."""

from datetime import date

from django.http import HttpRequest

from qala.errors import BadUse
from qala.web.people.granting import Asked


def asked_in(request: HttpRequest) -> Asked:
    """The right that a form asks for. Raises BadUse for a day that is none."""
    said = {name: request.POST.get(name, "").strip() for name in ("role", "area", "organisation", "until")}
    return Asked(said["role"], said["area"], said["organisation"], _day(said["until"]))


def _day(said: str) -> date | None:
    if not said:
        return None
    try:
        return date.fromisoformat(said)
    except ValueError as error:
        raise BadUse("people.not_day", value=said) from error
