"""What proposals keep about somebody: those they made or decided, and withdrawals that they asked for or decided."""

from typing import Any

from django.db.models import Q

from qala.web.people import services as people
from qala.web.proposals.models import Proposal, Withdrawal


@people.own_data("proposals")
def proposals(person: people.Person) -> Any:
    """All of them, with the words that go with them."""
    columns = ("id", "digest", "note", "state", "reason", "proposed_by__username", "proposed_at",
               "decided_by__username", "decided_at")  # fmt: skip
    mine = Q(proposed_by_id=person.pk) | Q(decided_by_id=person.pk)
    return list(Proposal.objects.filter(mine).order_by("pk").values(*columns))


@people.own_data("withdrawals")
def withdrawals(person: people.Person) -> Any:
    """All of them, with the reasons that readers see."""
    columns = (
        "id",
        "digest",
        "reason",
        "state",
        "asked_by__username",
        "asked_at",
        "decided_by__username",
        "decided_at",
    )
    mine = Q(asked_by_id=person.pk) | Q(decided_by_id=person.pk)
    return list(Withdrawal.objects.filter(mine).order_by("pk").values(*columns))
