"""Proposing what a round came to for publication."""

import json
from collections.abc import Callable
from datetime import datetime
from typing import Any

from django.db import transaction

from qala.engine import Settings, assess
from qala.engine.run import BASES
from qala.errors import BadUse
from qala.texts import Language, text
from qala.values.model import Values
from qala.web.collection.actions.common import tell
from qala.web.collection.method import places_of, standard_named
from qala.web.collection.models import Report, Round, Stage
from qala.web.collection.outcome import outcome_of
from qala.web.collection.truths import on_both, places_asked
from qala.web.ledger import services as ledger
from qala.web.people import services as people
from qala.web.proposals import services as proposals

KIND = "proposed"
"""What the chain of a round is told when an assessment of it is proposed."""
Hears = Callable[[Round, str, str], None]
"""Is told of a round, the standard and the digest of what is proposed."""
_HEAR: list[Hears] = []


def hears_proposals(function: Hears) -> Hears:
    """Registers who is told of every assessment that is proposed of a round."""
    if function not in _HEAR:
        _HEAR.append(function)
    return function


def assessment_of(one: Round, name: str, report: Report | None = None) -> dict[str, Any]:
    """The assessment of the areas of a round on both bases, by one of its standards. report: with what nobody has
    signed yet of this one.
    """
    return assessed(one, name, on_both(outcome_of(one, area=report.area if report else "")), BASES)


def assessed(one: Round, name: str, values: Values, bases: tuple[str, ...]) -> dict[str, Any]:
    """The assessment of the areas of a round, and of no others, on some values."""
    standard = standard_named(name)
    places = places_asked(places_of(one.table), standard, set(one.reports.values_list("area", flat=True)))
    return assess(standard, values, Settings((one.period,), bases), places)


def propose(one: Round, name: str, by: people.Person, language: Language, at: datetime) -> int:
    """Proposes it, with a note that says what it is; gives the number of the proposal. What is proposed already is not
    proposed again: neither what is open, nor what the same person proposed at the same time.

    Raises what `proposals.propose` raises, and BadUse as `require_proposable`.
    """
    require_proposable(one, name)
    document = assessment_of(one, name)
    there = proposals.proposed(document["digest"], by, at)
    if there is None:
        content = json.dumps(document, ensure_ascii=False, allow_nan=False).encode()
        there = proposals.propose(by, content, note_of(one, language), at)
    _tell(one, name, document["digest"], by, at)
    for hear in _HEAR:
        hear(one, name, document["digest"])
    return int(there.pk)


def subject_of(digest: str) -> str:
    """What the ledger calls an assessment of a round."""
    return f"assessment:{digest}"


@transaction.atomic
def _tell(one: Round, name: str, digest: str, by: people.Person, at: datetime) -> None:
    """Tells the chain of the round, once for each assessment."""
    ledger.locked(one.chain)
    subject = subject_of(digest)
    if not ledger.Entry.objects.filter(chain=one.chain, subject=subject).exists():
        tell(one, ledger.Event(KIND, subject, {"standard": name}), by, at)


def require_proposable(one: Round, name: str) -> None:
    """Raises BadUse where a round is still being prepared, or does not collect for the standard."""
    if one.stage == Stage.DRAFT:
        raise BadUse("rounds.not_opened", name=one.name)
    if name not in one.standards:
        raise BadUse("rounds.not_its_standard", value=name[:60], known=", ".join(one.standards))


def note_of(one: Round, language: Language) -> str:
    """What the publisher is told: which round it is, and that its places are invented where they are."""
    said = text("rounds.note", language, title=one.title[language], name=one.name, period=one.period)
    return f"{text('rounds.fictional', language)} {said}" if one.fictional else said
