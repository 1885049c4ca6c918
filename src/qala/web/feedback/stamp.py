"""When kept pages that say who is responsible are old: each act that changes it tells the ledger."""

from django.db.models import F

from qala.web.feedback.models import Change
from qala.web.people import services as people

PROMISES, ERRORS = "promises", "errors"
"""Chains of the ledger."""
CHAINS = frozenset({PROMISES, ERRORS, people.organisations.CHAIN})
UNSEEN = frozenset({"reported"})
"""Acts that show nowhere until a person has looked."""
KINDS = frozenset({"open", "closed", "assigned", "akimat", "found", "responded", "followed_up"})
"""Acts in rounds that change who is responsible, or which findings are open; `closed` is said of both."""


def count(chain: str, kind: str) -> None:
    """Counts an entry of the ledger, where it is of something that public pages show."""
    shown = chain in CHAINS and kind not in UNSEEN
    if not shown and not (chain.startswith("round/") and kind in KINDS):
        return
    if not Change.objects.filter(pk=1).update(number=F("number") + 1):
        Change.objects.get_or_create(pk=1, defaults={"number": 1})


def stamp() -> tuple[int, str]:
    """What changes with every such act, and at midnight, when promises become overdue."""
    number = Change.objects.filter(pk=1).values_list("number", flat=True).first()
    return number or 0, people.today().isoformat()
