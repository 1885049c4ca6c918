"""What an akim signs: all answers of a city in a round, in one canonical form (RFC 8785), so that the same answers are
the same bytes wherever they are written.
"""

import json
import re
from collections.abc import Callable
from dataclasses import asdict, dataclass, fields
from datetime import date, datetime
from typing import Any, TypeVar

import rfc8785

from qala.areas.model import Text
from qala.errors import BadFile, Place
from qala.publish.chain import Head

FORM = "submission/1"
SHA256 = re.compile(r"[0-9a-f]{64}")
TIME = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ")


@dataclass(frozen=True, slots=True)
class SubmittedAnswer:
    """An answer. value: None where there is a reason; source: where it is from; evidence: SHA-256 of the files, links:
    addresses that prove it; version: the number of the answer; by: the number of the account that gave it.
    """

    fact: str
    value: float | None = None
    numerator: float | None = None
    denominator: float | None = None
    reason: str = ""
    quality: int | None = None
    source: str = ""
    evidence: tuple[str, ...] = ()
    links: tuple[str, ...] = ()
    version: int = 1
    by: int = 0


@dataclass(frozen=True, slots=True)
class SubmittedEffect:
    """What the signer was shown of the effect on the Map: of a node of a standard, degrees and bands before and after;
    None and blank where there is no degree.
    """

    standard: str
    node: str
    before: float | None = None
    after: float | None = None
    band_before: str = ""
    band_after: str = ""


@dataclass(frozen=True, slots=True)
class Order:
    """The order by which an acting official signs: its number, and its date as YYYY-MM-DD."""

    number: str
    date: str


@dataclass(frozen=True, slots=True)
class Submission:
    """standards: as ID@EDITION; ledger: the head of the round's chain when it was made; made_at: UTC, such as
    2026-11-23T12:00:00Z; order: None where the akim signs.
    """

    round: str
    standards: tuple[str, ...]
    period: str
    area: str
    area_name: Text
    answers: tuple[SubmittedAnswer, ...]
    effects: tuple[SubmittedEffect, ...]
    ledger: Head
    made_at: str
    order: Order | None = None


def statement(submission: Submission) -> bytes:
    """The document: answers by fact, effects by standard and node, digests and links each once in their order.

    Raises ValueError where a number is not finite, a fact or node stands twice, or a time or digest is not written as
    it has to be.
    """
    answers = sorted((_answer(one) for one in submission.answers), key=lambda row: str(row["fact"]))
    effects = sorted((asdict(one) for one in submission.effects), key=lambda row: (row["standard"], row["node"]))
    _each_once([row["fact"] for row in answers])
    _each_once([(row["standard"], row["node"]) for row in effects])
    _check_times(submission)
    name = submission.area_name
    return rfc8785.dumps(
        {
            "qala": FORM,
            "round": submission.round,
            "standards": sorted(set(submission.standards)),
            "period": submission.period,
            "area": {"id": submission.area, "name": {"kk": name.kk, "ru": name.ru, "en": name.en}},
            "answers": answers,
            "effects": effects,
            "ledger": asdict(submission.ledger),
            "made_at": submission.made_at,
            "order": asdict(submission.order) if submission.order else None,
        }
    )


def read_statement(content: bytes, file: str) -> Submission:
    """What a document says. Raises BadFile where it is none, or is written otherwise than `statement` writes it."""
    try:
        found = _read(json.loads(content))
        if statement(found) == content:
            return found
    except (ValueError, TypeError, KeyError, OverflowError, RecursionError) as error:
        raise BadFile("statement.not_statement", Place(file)) from error
    raise BadFile("statement.not_canonical", Place(file))


def _answer(one: SubmittedAnswer) -> dict[str, Any]:
    if not all(map(SHA256.fullmatch, one.evidence)):
        raise ValueError(one.evidence)
    return asdict(one) | {"evidence": sorted(set(one.evidence)), "links": sorted(set(one.links))}


def _each_once(keys: list[Any]) -> None:
    if len(set(keys)) < len(keys):
        raise ValueError(keys)


def _check_times(submission: Submission) -> None:
    if not TIME.fullmatch(submission.made_at):
        raise ValueError(submission.made_at)
    datetime.fromisoformat(submission.made_at)
    if submission.order and date.fromisoformat(submission.order.date).isoformat() != submission.order.date:
        raise ValueError(submission.order)


def _read(told: Any) -> Submission:
    """Raises ValueError, TypeError or KeyError where it is not built like a document."""
    if told["qala"] != FORM:
        raise ValueError(told["qala"])
    name, order = told["area"]["name"], told["order"]
    return Submission(
        round=_text(told["round"]),
        standards=_texts(told["standards"]),
        period=_text(told["period"]),
        area=_text(told["area"]["id"]),
        area_name=_filled(Text, name),
        answers=tuple(_filled(SubmittedAnswer, row) for row in told["answers"]),
        effects=tuple(_filled(SubmittedEffect, row) for row in told["effects"]),
        ledger=_filled(Head, told["ledger"]),
        made_at=_text(told["made_at"]),
        order=None if order is None else _filled(Order, order),
    )


def _text(said: object) -> str:
    if not isinstance(said, str):
        raise TypeError(said)
    return said


def _texts(said: object) -> tuple[str, ...]:
    if not isinstance(said, list):
        raise TypeError(said)
    return tuple(map(_text, said))


def _whole(said: object) -> int:
    if type(said) is not int:
        raise TypeError(said)
    return said


def _number(said: object) -> float:
    if type(said) not in (int, float):
        raise TypeError(said)
    return float(said)  # type: ignore[arg-type]


_READERS: dict[Any, Callable[[object], object]] = {
    str: _text,
    int: _whole,
    int | None: lambda said: None if said is None else _whole(said),
    float | None: lambda said: None if said is None else _number(said),
    tuple[str, ...]: _texts,
}
Made = TypeVar("Made")


def _filled(kind: type[Made], row: Any) -> Made:
    """A dataclass from its row, by the types of its fields."""
    return kind(**{one.name: _READERS[one.type](row[one.name]) for one in fields(kind)})  # type: ignore[arg-type]
