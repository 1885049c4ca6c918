"""What verification keeps about somebody: their interests, verdicts, findings and appeals."""

from typing import Any

from django.db.models import Q

from qala.web.people import services as people
from qala.web.verification.models import Appeal, Finding, Interest, Plan, Verdict


@people.own_data("interests")
def interests(person: people.Person) -> Any:
    """Those that were told of them, and those that they told."""
    mine = Q(person=person) | Q(told_by=person)
    columns = ("person__username", "area", "organisation__bin", "words", "told_by__username", "told_at", "ended_at")
    return list(Interest.objects.filter(mine).values(*columns))


@people.own_data("verdicts")
def verdicts(person: people.Person) -> Any:
    """Those that they gave."""
    columns = ("question__area", "question__fact", "number", "act", "value", "reason", "why", "seconds", "at")
    return list(Verdict.objects.filter(by=person).values(*columns))


@people.own_data("findings")
def findings(person: people.Person) -> Any:
    """Those that they told, answered or closed."""
    mine = Q(by=person) | Q(answered_by=person) | Q(closed_by=person)
    columns = ("report__area", "about", "due", "at", "response", "owner", "answered_at", "closing", "closed_at")
    return list(Finding.objects.filter(mine).values(*columns))


@people.own_data("appeals")
def appeals(person: people.Person) -> Any:
    """Those that they made or decided."""
    mine = Q(by=person) | Q(decided_by=person)
    columns = ("question__area", "question__fact", "value", "reason", "at", "outcome", "words", "decided_at")
    return list(Appeal.objects.filter(mine).values(*columns))


@people.own_data("plans")
def plans(person: people.Person) -> Any:
    """The plans of verification that they made."""
    return list(Plan.objects.filter(made_by=person).values("round__name", "assurance", "share", "made_at"))
