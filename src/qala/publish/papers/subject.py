"""What every paper of a round is about, and how it is told at the head of it."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from textwrap import shorten

from qala.publish.papers.blocks import Block, Cell, Facts, Paper, Words
from qala.texts import Language, clock, day, text


@dataclass(frozen=True, slots=True)
class Subject:
    """What a paper is about. place: the city, or how many of them; round, standard: their titles; edition, status: of
    the standard, the status one of qala.standard's; known_at: as of when everything is told, in the zone of those who
    read it; digest: of the assessment, blank where there is none yet; demonstration: the places are fictional.
    """

    place: str
    round: str
    period: str
    standard: str
    edition: str
    status: str
    known_at: datetime
    digest: str = ""
    demonstration: bool = False


def paper_of(
    kind: str,
    subject: Subject,
    language: Language,
    blocks: Iterable[Block],
    foot: str = "",
    wide: bool = False,
    one_page: bool = False,
) -> Paper:
    """The paper of a kind: its title and what stands on every page. foot: a digest other than the assessment's."""
    kicker = text(f"papers.{kind}_title", language)
    warned = (Words(text("papers.demonstration_said", language), framed=True),) if subject.demonstration else ()
    return Paper(
        language=language,
        kicker=kicker,
        title=subject.place,
        about=f"{subject.round} · {subject.period}",
        head=(shorten(f"{subject.place} · {subject.round}", 110, placeholder="…"), kicker),
        foot=foot or subject.digest,
        at=subject.known_at,
        blocks=(*warned, *blocks),
        across=text("papers.demonstration", language) if subject.demonstration else "",
        wide=wide,
        one_page=one_page,
    )


def facts_of(subject: Subject, language: Language, *more: tuple[str, Cell]) -> Facts:
    """What stands at the head of every paper. more: names of texts and what is told."""
    standard = text(
        "papers.standard_edition",
        language,
        standard=subject.standard,
        edition=subject.edition,
        status=text(f"map.status_{subject.status.replace('-', '_')}", language),
    )
    rows = [
        ("standard", Cell(standard)),
        ("known_at", Cell(moment(subject.known_at, language))),
    ]
    if subject.digest:
        rows.append(("digest", Cell(subject.digest, code=True)))
    return Facts(tuple((text(f"papers.{name}", language), cell) for name, cell in (*rows, *more)))


def moment(at: datetime, language: Language) -> str:
    """The day and the minute, with how far that is from UTC."""
    return f"{day(at, language)}, {clock(at)}"
