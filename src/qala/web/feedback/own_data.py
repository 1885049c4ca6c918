"""What promises and errors reported keep about somebody."""

from typing import Any

from django.db.models import Q

from qala.web.feedback.models import Promise, Reply, Reported
from qala.web.people import services as people


@people.own_data("promises")
def promises(person: people.Person) -> Any:
    """Those that they made or ended."""
    columns = ("standard", "area", "node", "organisation__bin", "text", "due", "at", "state", "reason", "ended_at")
    return list(Promise.objects.filter(Q(by=person) | Q(ended_by=person)).values(*columns))


@people.own_data("errors_answered")
def errors_answered(person: people.Person) -> Any:
    """Errors reported that they took up, answered or set aside."""
    columns = ("id", "area", "node", "indicator", "state", "answer", "answered_at")
    return list(Reported.objects.filter(by=person).values(*columns))


@people.own_data("errors_reported")
def errors_reported(person: people.Person) -> Any:
    """Those whose answer goes to their address, which is kept until then."""
    if not person.email:
        return []
    mine = Reply.objects.filter(email__iexact=person.email)
    return list(mine.values("reported", "reported__area", "reported__text", "reported__at", "email"))
