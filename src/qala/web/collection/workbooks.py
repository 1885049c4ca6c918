"""A filled workbook against what stands: what would change, and taking all of it."""

from collections.abc import Iterable
from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any

from django.db import transaction

from qala.texts import Language, number, text
from qala.values.form import Answer as Filled
from qala.web.collection.actions.answer import AnswerQuestion, Draft
from qala.web.collection.actions.attach import Attach
from qala.web.collection.actions.attach import Given as Evidence
from qala.web.collection.asking import asked_by
from qala.web.collection.models import Answer, Given, Question
from qala.web.collection.states import EDITABLE
from qala.web.people import services as people

COMPARED = ("value", "numerator", "denominator", "reason", "quality", "note")
"""What of an answer a workbook says."""


@dataclass(frozen=True)
class Change:
    """What a row would change. before, after: the answers in words; closed: whether it cannot be changed now."""

    question: Question
    draft: Draft
    evidence: str
    title: str
    before: str
    after: str
    closed: bool

    @property
    def kept(self) -> dict[str, Any]:
        """It as a session keeps it until it is taken."""
        row = {"question": self.question.pk, "seen": self.question.version}
        return {**row, "draft": asdict(self.draft), "evidence": self.evidence}


def changes_of(questions: Iterable[Question], filled: dict[str, Filled], language: Language) -> list[Change]:
    """The rows that say something else than what stands, in the order of the questions."""
    rows = [one for one in questions if one.fact in filled]
    standing = {
        (one.question_id, one.number): one for one in Answer.objects.filter(question__in=[row.pk for row in rows])
    }
    named = {
        (question, name)
        for row in rows
        for question, name in row.attachments.filter(removed_at=None).values_list("question", "name")
        if filled[row.fact].evidence
    }
    found = []
    for row in rows:
        told, now = filled[row.fact], standing.get((row.pk, row.version))
        same = now is not None and all(getattr(now, name) == getattr(told, name) for name in COMPARED)
        evidence = "" if (row.pk, told.evidence[:200]) in named else told.evidence
        if not same or evidence:
            title = asked_by(row).indicator.title.text(language)
            draft = draft_of(row, told, now)
            words = said(now, language), said(told, language)
            found.append(Change(row, draft, evidence, title, *words, closed=row.state not in EDITABLE))
    return found


def draft_of(question: Question, told: Filled, now: Answer | None) -> Draft:
    """A row as an answer; what a workbook cannot say, explanation and proof, stays as it is."""
    same_as_official = told.value is not None and told.value == question.official and told.numerator is None
    given = Given.MISSING if told.value is None else Given.CONFIRMED if same_as_official else Given.VALUE
    kept = {"explanation": now.explanation, "proof": now.proof} if now else {}
    return Draft(given, *(getattr(told, name) for name in COMPARED), **kept)


def said(answer: Answer | Filled | None, language: Language) -> str:
    """An answer in a few words."""
    if answer is None:
        return "–"
    if answer.value is None:
        words = text(f"form.reason_{answer.reason.replace('-', '_')}", language)
    else:
        words = number(answer.value, language)
    return f"{words}; {answer.note}" if answer.note else words


@transaction.atomic
def take(by: people.Person, rows: Iterable[dict[str, Any]], at: datetime) -> int:
    """Answers all that a workbook said, or nothing; gives how many. Raises what answering raises."""
    count = 0
    for row in rows:
        AnswerQuestion(by, row["question"], Draft(**row["draft"]), row["seen"], at).do()
        if row["evidence"]:
            Attach(by, (row["question"],), Evidence(name=row["evidence"]), at).do()
        count += 1
    return count
