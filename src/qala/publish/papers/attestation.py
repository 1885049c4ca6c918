"""An attestation: what an akim, or whoever acts for one, signed."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from typing import Literal

from qala.publish.papers.blocks import Block, Cell, Column, Facts, Heading, Table, Words
from qala.publish.papers.printing import printed
from qala.publish.papers.standing import NONE
from qala.publish.papers.subject import Subject, facts_of, moment, paper_of
from qala.publish.papers.words import masked, reason_text
from qala.texts import Language, day, number, text


@dataclass(frozen=True, slots=True)
class Signer:
    """Who signed. iin: twelve digits, of which the paper shows four; position: blank where it is not known; right:
    heads the body, or acts for its head; order, ordered: number and day of the order by which somebody acts.
    """

    name: str
    iin: str
    position: str
    organisation: str
    bin: str
    right: Literal["head", "acting"]
    order: str = ""
    ordered: date | None = None


@dataclass(frozen=True, slots=True)
class Unanswered:
    """A question without a value. reason: one of qala.values.form's REASONS; note: what was said about it."""

    industry: str
    title: str
    reason: str
    note: str = ""


@dataclass(frozen=True, slots=True)
class Attestation:
    """A signed answer of a city. statement: the digest of what was signed; serial, issuer: of the signer's certificate;
    answers: all of them, those without a value among them.
    """

    subject: Subject
    signer: Signer
    signed_at: datetime
    statement: str
    serial: str
    issuer: str
    answers: int
    unanswered: tuple[Unanswered, ...] = ()


def render_attestation(attestation: Attestation, language: Language) -> bytes:
    """The attestation as PDF."""
    blocks = _blocks(attestation, language)
    return printed(paper_of("attestation", attestation.subject, language, blocks, foot=attestation.statement))


def _blocks(told: Attestation, language: Language) -> Iterator[Block]:
    yield Words(text("papers.attested", language, place=told.subject.place, round=told.subject.round))
    counts = {
        "answers": told.answers,
        "answers_with": told.answers - len(told.unanswered),
        "answers_without": len(told.unanswered),
    }
    yield facts_of(told.subject, language, *((name, Cell(number(count, language))) for name, count in counts.items()))
    yield Heading(text("papers.signer", language))
    yield Facts(tuple((text(f"papers.{name}", language), cell) for name, cell in _signer(told.signer, language)))
    yield Heading(text("papers.signature", language))
    rows = {
        "signed_at": Cell(moment(told.signed_at, language)),
        "statement": Cell(told.statement, code=True),
        "serial": Cell(told.serial, code=True),
        "issuer": Cell(told.issuer),
    }
    yield Facts(tuple((text(f"papers.{name}", language), cell) for name, cell in rows.items()))
    yield Words(text("papers.signed_means", language), small=True)
    yield Heading(text("papers.unanswered", language))
    yield _unanswered(told.unanswered, language)


def _signer(signer: Signer, language: Language) -> Iterator[tuple[str, Cell]]:
    yield "name", Cell(signer.name, bold=True)
    yield "iin", Cell(masked(signer.iin))
    if signer.position:
        yield "position", Cell(signer.position)
    yield "organisation", Cell(signer.organisation)
    yield "bin", Cell(signer.bin)
    yield "right", Cell(_right(signer, language))


def _right(signer: Signer, language: Language) -> str:
    if signer.right == "head":
        return text("papers.right_head", language)
    ordered = NONE if signer.ordered is None else day(signer.ordered, language)
    return text("papers.right_acting", language, order=signer.order or NONE, ordered=ordered)


def _unanswered(rows: tuple[Unanswered, ...], language: Language) -> Block:
    if not rows:
        return Words(text("papers.all_answered", language))
    columns = (("industry", 2.0), ("indicator", 3.2), ("reason", 2.0), ("note", 3.0))
    return Table(
        tuple(Column(text(f"papers.{name}", language), width) for name, width in columns),
        tuple(
            (Cell(one.industry), Cell(one.title), Cell(reason_text(one.reason, language) or NONE), Cell(one.note))
            for one in rows
        ),
    )
