"""What somebody is asked in a report, as forms ask it: what is known, in words, with what it should take."""

from collections.abc import Iterable

from django.db.models import QuerySet

from qala.errors import BadUse
from qala.publish.indicators.passport import Passport, passport_of
from qala.publish.method.whole import meanings_of
from qala.publish.reasons import unit_of
from qala.texts import Language
from qala.values.form import Ask, Form
from qala.web.collection.method import TO_CONFIRM, Asked, asked_of, places_of
from qala.web.collection.models import Question, Report
from qala.web.collection.policies import QuestionPolicy, answered_by
from qala.web.people.services import Rights

LEVELS = 6
"""Levels of implementation, 0 to 5."""


def asked_by(question: Question) -> Asked:
    """The fact of a question, as the standards of its round ask it."""
    return asked_of(tuple(question.round.standards))[question.fact]


def questions_of(rights: Rights, report: Report) -> list[Question]:
    """The questions of a report that somebody answers, by industry and in the order of the standard."""
    return _ordered(report, Question.objects.filter(answered_by(rights), report=report))


def seen_in(rights: Rights, report: Report) -> list[Question]:
    """The questions of a report that somebody may look at, in the same order."""
    return _ordered(report, QuestionPolicy().visible(rights).filter(report=report))


def _ordered(report: Report, rows: QuerySet[Question]) -> list[Question]:
    place = {fact: number for number, fact in enumerate(asked_of(tuple(report.round.standards)))}
    return sorted(rows.select_related("organisation", "delegate", "round"), key=lambda one: place[one.fact])


def minutes_of(question: Question) -> int:
    """What an answer should take: less where there is an official figure to confirm."""
    return min(TO_CONFIRM, question.minutes) if question.official is not None else question.minutes


def form_of(report: Report, questions: Iterable[Question]) -> Form:
    """A report's questions as one form. Its department is the organisation that is asked all of them, else blank.

    Raises BadUse where there is no question.
    """
    rows = list(questions)
    if not rows:
        raise BadUse("entry.nothing_asked")
    departments = {one.organisation.bin if one.organisation else "" for one in rows}
    one = report.round
    return Form(
        one.name, one.period, report.area, places_of(one.table).name(report.area, one.period),
        departments.pop() if len(departments) == 1 else "", tuple(ask_of(row) for row in rows),
    )  # fmt: skip


def ask_of(question: Question) -> Ask:
    """A question as forms ask it."""
    return asked_by(question).ask(
        last=question.last, last_period=question.last_period, official=question.official,
        official_source=question.official_source, minutes=minutes_of(question), seen=question.version,
    )  # fmt: skip


def levels_of(asked: Asked, language: Language) -> list[tuple[int, str]]:
    """Each level of implementation in words; nothing for what is no level."""
    if asked.indicator.kind != "level":
        return []
    passport = asked.standard.files.get(f"passports/{asked.indicator.id}.md", "")
    meanings = meanings_of(passport, language)
    return [(level, meanings.get(str(level), "")) for level in range(LEVELS)]


def passport_for(asked: Asked, language: Language) -> Passport | None:
    """The passport of what is asked."""
    return passport_of(asked.standard.files, asked.indicator.id, language)


def unit_for(asked: Asked, language: Language) -> str:
    """The unit in words."""
    return "" if asked.indicator.kind in ("level", "yes-no") else unit_of(asked.indicator, language)
