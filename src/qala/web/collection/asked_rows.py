"""Somebody's questions as programs read them."""

from collections.abc import Iterator
from dataclasses import asdict
from typing import Any

from qala.areas.model import Text
from qala.web.collection.actions.answer import draft_in
from qala.web.collection.asking import asked_by, minutes_of
from qala.web.collection.models import Answer, Question, Stage
from qala.web.collection.readiness import lacking
from qala.web.collection.sending import Part
from qala.web.collection.states import EDITABLE
from qala.web.collection.workbooks import Standing


def asked_rows(part: Part) -> Iterator[dict[str, Any]]:
    """A row for each question: what is asked, what is known, what stands."""
    standing, collecting = Standing.of(part.questions), part.report.round.stage == Stage.OPEN
    for one in part.questions:
        named = sorted(name for question, name in standing.named if question == one.pk)
        now = standing.answer(one)
        yield {
            **_asked(one),
            **_known(one),
            "state": one.state,
            "editable": collecting and one.state in EDITABLE,
            "seen": one.version,
            "answer": _answer(now),
            "lacks": list(lacking(one, now)) if now else [],
            "attached": named,
        }


def _asked(question: Question) -> dict[str, Any]:
    asked = asked_by(question)
    one = asked.indicator
    return {
        "fact": question.fact,
        "indicator": one.id,
        "title": _text(one.title),
        "industry": _text(asked.industry_name),
        "counts_in": list(asked.counts_in),
        "unit": one.unit,
        "kind": one.kind,
        "numerator": one.numerator,
        "denominator": one.denominator,
        "evidence": one.evidence,
        "minutes": minutes_of(question),
    }


def _known(one: Question) -> dict[str, Any]:
    official = {"value": one.official, "source": one.official_source, "boundary": one.official_boundary}
    last = {"value": one.last, "period": one.last_period, "source": one.last_source}
    return {
        "official": official if one.official is not None else None,
        "last": last if one.last is not None else None,
    }


def _answer(now: Answer | None) -> dict[str, Any] | None:
    """An answer under the names by which it is sent."""
    return asdict(draft_in(now)) if now else None


def _text(said: Text) -> dict[str, str]:
    return {"kk": said.kk, "ru": said.ru, "en": said.en}
