"""Proposing what a round came to for publication."""

import json
from datetime import datetime
from typing import Any

from qala.engine import Settings, assess
from qala.engine.run import BASES
from qala.errors import BadUse
from qala.texts import Language, text
from qala.web.collection.method import places_of, standard_named
from qala.web.collection.models import Round, Stage
from qala.web.collection.outcome import outcome_of
from qala.web.collection.truths import places_asked
from qala.web.people import services as people
from qala.web.proposals import services as proposals


def assessment_of(one: Round, name: str) -> dict[str, Any]:
    """The assessment of the areas of a round on both bases, by one of its standards."""
    standard = standard_named(name)
    places = places_asked(places_of(one.table), standard, set(one.reports.values_list("area", flat=True)))
    return assess(standard, outcome_of(one), Settings((one.period,), BASES), places)


def propose(one: Round, name: str, by: people.Person, language: Language, at: datetime) -> int:
    """Proposes it, with a note that says what it is; gives the number of the proposal.

    Raises what `proposals.propose` raises, and BadUse as `require_proposable`.
    """
    require_proposable(one, name)
    content = json.dumps(assessment_of(one, name), ensure_ascii=False, allow_nan=False).encode()
    return int(proposals.propose(by, content, note_of(one, language), at).pk)


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
