"""A certificate: one page that says what a city reached on verified values, and where that can be verified."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from qala.publish.chain import Head
from qala.publish.papers.blocks import Block, Cell, Column, Facts, Table, Words
from qala.publish.papers.printing import printed
from qala.publish.papers.standing import Standing, coverage_text, degree_cell
from qala.publish.papers.subject import Subject, facts_of, moment, paper_of
from qala.publish.papers.words import Assurance, assurance_texts
from qala.texts import Language, text


@dataclass(frozen=True, slots=True)
class Certificate:
    """What a city reached. standings: the whole first, then its industries; head: of the round's chain of the ledger;
    address: where the assessment can be verified; issuer: who issued it.
    """

    subject: Subject
    standings: tuple[Standing, ...]
    assurance: Assurance
    head: Head
    address: str
    issuer: str
    issued_at: datetime


def render_certificate(certificate: Certificate, language: Language) -> bytes:
    """The certificate as PDF, always on a single page."""
    return printed(
        paper_of("certificate", certificate.subject, language, _blocks(certificate, language), one_page=True)
    )


def _blocks(told: Certificate, language: Language) -> Iterator[Block]:
    level, meaning = assurance_texts(told.assurance, language)
    yield facts_of(told.subject, language)
    yield Words(text("papers.certified", language, place=told.subject.place, period=told.subject.period))
    if told.standings:
        yield _table(told.standings, language)
    else:
        yield Words(text("papers.no_degrees", language))
    yield Words(f"{level}. {meaning}")
    yield Words(text("papers.not_iso", language), framed=True)
    linked = told.address.startswith(("https://", "http://"))
    rows = {
        "head": Cell(f"{told.head.chain} {told.head.length}\n{told.head.hash}", code=True),
        "address": Cell(told.address, code=True, link=told.address if linked else ""),
        "issued_by": Cell(told.issuer),
        "issued_at": Cell(moment(told.issued_at, language)),
    }
    yield Facts(tuple((text(f"papers.{name}", language), cell) for name, cell in rows.items()))
    yield Words(text("papers.verify_how", language), small=True)


def _table(standings: tuple[Standing, ...], language: Language) -> Table:
    columns = (
        Column(text("papers.industry", language), 3.0),
        Column(text("papers.degree_band", language), 2.0, "center"),
        Column(text("papers.coverage", language), 1.6),
    )
    rows = (
        (Cell(one.title), degree_cell(one.verified, language), Cell(coverage_text(one.verified, language)))
        for one in standings
    )
    return Table(columns, tuple(rows))
