"""What a verification report tells, as plain data; words of people are in the language of the report already."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Literal

from qala.publish.papers.standing import Reached, Standing
from qala.publish.papers.subject import Subject
from qala.publish.papers.words import Assurance

Why = Literal["material", "sample", "doubt"]
"""Why a value was checked: a band hangs on it; it was drawn at random; something spoke against it."""
Severity = Literal["serious", "ask", "note"]
Progress = Literal["open", "overdue", "done"]


@dataclass(frozen=True, slots=True)
class Scope:
    """What the round asked for. official: answers that are official statistics; missing: answers without a value."""

    places: int
    indicators: int
    answers: int
    official: int
    missing: int


@dataclass(frozen=True, slots=True)
class Counted:
    """Values that were to be checked, those that were, and those of them that were wrong."""

    values: int
    checked: int
    errors: int


@dataclass(frozen=True, slots=True)
class Sample:
    """Values drawn with a seed out of a population: see qala.insight.sampling."""

    seed: str
    population: int
    drawn: Counted
    confidence: float = 0.95


@dataclass(frozen=True, slots=True)
class Checked:
    """One value that was checked. about: place and indicator; state: what came of it; how: by what it was checked."""

    about: str
    unit: str
    why: Why
    declared: float | None
    verified: float | None
    state: Literal["signed", "returned", "accepted", "corrected", "rejected"]
    how: str = ""


@dataclass(frozen=True, slots=True)
class Finding:
    """What a verifier found, and what is done about it; followed up in the next round. severity: None where findings
    are not graded.
    """

    number: str
    about: str
    said: str
    severity: Severity | None
    response: str = ""
    owner: str = ""
    deadline: date | None = None
    progress: Progress = "open"


@dataclass(frozen=True, slots=True)
class Correction:
    """A value that was changed after it was signed."""

    about: str
    unit: str
    before: float | None
    after: float | None
    reason: str
    at: datetime


@dataclass(frozen=True, slots=True)
class Refusal:
    """A value that was sent back or refused."""

    about: str
    state: Literal["returned", "rejected"]
    reason: str
    at: datetime


@dataclass(frozen=True, slots=True)
class Conflict:
    """An interest that a verifier declared, and what was done so that it has no effect."""

    person: str
    declared: str
    done: str


@dataclass(frozen=True, slots=True)
class Spent:
    """How long a part of the work took."""

    work: str
    values: int
    minutes: int


@dataclass(frozen=True, slots=True)
class Skipped:
    """What is skipped in a place: of so many signed values, those that nobody decided about; the whole on the verified
    values, and with each of these as it was declared.
    """

    place: str
    values: int
    unverified: int
    verified: Reached
    with_unverified: Reached


@dataclass(frozen=True, slots=True)
class MapRow:
    """A place of the Map. standings: the whole and the industries, in the same order in every row."""

    place: str
    standings: tuple[Standing, ...]


@dataclass(frozen=True, slots=True)
class Report:
    """A verification. assurance: the level that is planned, None where nothing is; lacks: what has to be done before it
    can be stated, a sentence each; verifiers: their names; remarks: what they add about method and scope, a paragraph
    each. public: what names people, or is not about the values that are published, is left out.
    """

    subject: Subject
    assurance: Assurance | None
    verifiers: tuple[str, ...]
    scope: Scope
    material: Counted
    doubt: Counted
    sample: Sample
    remarks: tuple[str, ...] = ()
    checked: tuple[Checked, ...] = ()
    findings: tuple[Finding, ...] = ()
    corrections: tuple[Correction, ...] = ()
    refusals: tuple[Refusal, ...] = ()
    conflicts: tuple[Conflict, ...] = ()
    spent: tuple[Spent, ...] = ()
    map: tuple[MapRow, ...] = ()
    lacks: tuple[str, ...] = ()
    skipped: tuple[Skipped, ...] = ()
    public: bool = False
