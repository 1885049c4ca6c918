"""Filled rows against what stands: what would change, and taking all of it."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import F

from qala.texts import Language, number, text
from qala.values.form import Answer as Filled
from qala.web.collection.actions.answer import AnswerQuestion, Draft, completed, draft_in
from qala.web.collection.actions.attach import Attach, one_line
from qala.web.collection.actions.attach import Given as Evidence
from qala.web.collection.asking import asked_by
from qala.web.collection.models import Answer, Attachment, Given, Question, Report
from qala.web.collection.states import EDITABLE
from qala.web.people import services as people

LIMIT = 20 * 2**20
"""Bytes of a workbook."""
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
COMPARED = ("value", "numerator", "denominator", "reason", "quality", "note")
"""What of an answer a workbook says."""


@dataclass(frozen=True)
class Told:
    """What a row says. given, explanation, proof: what a workbook cannot say; None: that stays as it is. seen: the
    number of the answer that the row was made for; None: of the one that stands.
    """

    answer: Filled
    given: str | None = None
    explanation: str | None = None
    proof: dict[str, str] | None = None
    seen: int | None = None


@dataclass(frozen=True)
class Standing:
    """What stands: answers by question and number, names of evidence by question."""

    answers: Mapping[tuple[int, int], Answer]
    named: Collection[tuple[int, str]]

    @staticmethod
    def of(questions: Iterable[Question]) -> "Standing":
        """That of some questions."""
        numbers = [one.pk for one in questions]
        answers = Answer.objects.filter(question__in=numbers, number=F("question__version"))
        attached = Attachment.objects.filter(question__in=numbers, removed_at=None)
        return Standing(
            {(one.question_id, one.number): one for one in answers}, set(attached.values_list("question", "name"))
        )

    def answer(self, question: Question) -> Answer | None:
        """The answer that stands."""
        return self.answers.get((question.pk, question.version))


@dataclass(frozen=True)
class Change:
    """What a row would change. before, after: the answers in words; seen: the number of the answer that the row was
    made for; closed: whether it cannot be changed now.
    """

    question: Question
    draft: Draft
    evidence: str
    title: str
    before: str
    after: str
    seen: int
    closed: bool

    @property
    def kept(self) -> dict[str, Any]:
        """It as a session keeps it until it is taken."""
        row = {"question": self.question.pk, "seen": self.seen}
        return {**row, "draft": asdict(self.draft), "evidence": self.evidence}


def changes_of(questions: Iterable[Question], filled: dict[str, Filled], language: Language) -> list[Change]:
    """The rows of a workbook that say something else than what stands, in the order of the questions."""
    rows = [one for one in questions if one.fact in filled]
    standing = Standing.of(rows)
    found = (change_of(row, Told(filled[row.fact]), standing, language) for row in rows)
    return [one for one in found if one is not None]


def change_of(question: Question, told: Told, standing: Standing, language: Language) -> Change | None:
    """What a row would change; None where it says what stands. Raises BadUse for what cannot be an answer."""
    now = standing.answer(question)
    draft = completed(question, draft_of(question, told, now))
    named = (question.pk, one_line(told.answer.evidence)) in standing.named
    evidence = "" if named else told.answer.evidence
    if now is not None and draft == draft_in(now) and not evidence:
        return None
    title, words = asked_by(question).indicator.title.text(language), (said(now, language), said(draft, language))
    seen = question.version if told.seen is None else told.seen
    return Change(question, draft, evidence, title, *words, seen, closed=question.state not in EDITABLE)


def draft_of(question: Question, told: Told, now: Answer | None) -> Draft:
    """A row as an answer; what it does not say stays as it is."""
    row = told.answer
    same = now is not None and all(getattr(now, name) == getattr(row, name) for name in COMPARED)
    same_as_official = row.value is not None and row.value == question.official and row.numerator is None
    follows = Given.MISSING if row.value is None else Given.CONFIRMED if same_as_official else Given.VALUE
    given = told.given or (now.given if now and same else follows)
    before = draft_in(now) if now else Draft()
    explanation = before.explanation if told.explanation is None else told.explanation
    proof = before.proof if told.proof is None else told.proof
    same_names = {name: getattr(row, name) for name in COMPARED}
    return Draft(given=given, explanation=explanation, proof=proof, **same_names)


def file_name(report: Report, language: Language) -> str:
    """What a workbook is called."""
    return f"{report.round.name}-{report.area}-{language}.xlsx"


def said(answer: Answer | Draft | None, language: Language) -> str:
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
