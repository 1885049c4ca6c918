"""Answers that a program sends for a report: looked at as a whole, then taken as a whole."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from qala.errors import BadUse, Place, QalaError
from qala.publish.form_workbook import render_form
from qala.texts import Language
from qala.values.form import Form
from qala.values.form_check import faults
from qala.values.form_read import read_form
from qala.web.collection.actions.common import require_open
from qala.web.collection.asking import ask_of, form_of, questions_of
from qala.web.collection.checks import Struck, struck_together
from qala.web.collection.mine import Mine, mine_of
from qala.web.collection.models import Question, Report, Round, Stage
from qala.web.collection.policies import ReportPolicy
from qala.web.collection.workbooks import Change, Standing, Told, change_of
from qala.web.people import services as people
from qala.web.people.services import Rights
from qala.web.refusals import Conflict


class NotAsked(BadUse):
    """It is not asked of this person; whether it is asked of another is not told."""


@dataclass(frozen=True)
class Part:
    """What somebody answers in a report: at least one question."""

    report: Report
    questions: tuple[Question, ...]

    @property
    def form(self) -> Form:
        """The questions as a form."""
        return form_of(self.report, self.questions)

    def workbook(self, language: Language) -> bytes:
        """The same as a workbook."""
        return render_form(self.form, language)


@dataclass(frozen=True)
class Sent:
    """A row; place: where it stands in what was sent."""

    place: Place
    told: Told


@dataclass(frozen=True)
class Wrong:
    """Why a row cannot be taken."""

    fact: str
    error: QalaError


@dataclass(frozen=True)
class Looked:
    """What rows would change, in the order of the questions, and all that is wrong with them."""

    changes: tuple[Change, ...]
    wrong: tuple[Wrong, ...]


def rounds_of(rights: Rights) -> list[Mine]:
    """Somebody's part in each round that was opened, the newest first; without those where they answer nothing."""
    return [one for one in mine_of(rights, Round.objects.exclude(stage=Stage.DRAFT)) if one.shares]


def part_of(rights: Rights, name: str, area: str) -> Part | None:
    """What somebody answers about an area in a round that was opened; None where that is nothing."""
    reports = ReportPolicy().visible(rights).exclude(round__stage=Stage.DRAFT)
    report = reports.filter(round__name=name, area=area).first()
    questions = questions_of(rights, report) if report else []
    return Part(report, tuple(questions)) if report and questions else None


def rows_in(part: Part, by: people.Person, content: bytes) -> tuple[list[Sent], list[Wrong]]:
    """The rows of a filled workbook, and what is wrong with its cells. Raises BadFile where it is not of this form.

    A row was made for the answer that stood when the workbook was; or for that which stands, if that is one's own.
    """
    filled = read_form(content, "", part.form)
    own = {one.question_id for one in Standing.of(part.questions).answers.values() if one.by_id == by.pk}
    seen = {one.fact: one.version if one.pk in own else filled.seen.get(one.fact, 0) for one in part.questions}
    rows = [Sent(filled.places[fact], Told(one, seen=seen[fact])) for fact, one in filled.answers.items()]
    return rows, [Wrong("", BadUse(one.key, one.place, **one.fields)) for one in filled.problems]


def look(part: Part, sent: Sequence[Sent], language: Language) -> Looked:
    """What rows would change; nothing changes. Raises Conflict where the round is not collecting."""
    require_open(part.report.round)
    asked = {one.fact: one for one in part.questions}
    order, standing = {fact: number for number, fact in enumerate(asked)}, Standing.of(part.questions)
    changes: list[Change] = []
    wrong: list[Wrong] = []
    seen: set[str] = set()
    for one in sent:
        fact = one.told.answer.fact
        found = list(_wrong(one, asked.get(fact), fact in seen))
        seen.add(fact)
        try:
            change = None if found else _change(one, asked[fact], standing, language)
        except BadUse as error:
            found, change = [_at(one.place, error)], None
        wrong += [Wrong(fact, error) for error in found]
        changes += [change] if change else []
    return Looked(tuple(sorted(changes, key=lambda one: order[one.question.fact])), tuple(wrong))


def struck_in(part: Part, changes: Iterable[Change]) -> Mapping[str, tuple[Struck, ...]]:
    """The checks that strike each of some changes, all of them taken; by fact."""
    drafts = {one.question.fact: one.draft for one in changes}
    return struck_together(part.report.round, part.report.area, drafts) if drafts else {}


def _wrong(one: Sent, question: Question | None, doubled: bool) -> Iterable[BadUse]:
    """What is wrong with a row before it is compared with what stands."""
    row = one.told.answer
    if question is None:
        yield NotAsked("sending.not_asked", one.place, value=row.fact[:80])
    elif doubled:
        yield BadUse("form.doubled_row", one.place, value=row.fact[:80])
    else:
        for key, column, fields in faults(ask_of(question), row):
            yield BadUse(key, replace(one.place, column=column), **fields)


def _change(one: Sent, question: Question, standing: Standing, language: Language) -> Change | None:
    row = one.told.answer
    value = ask_of(question).value_of(row.value, row.numerator, row.denominator)
    found = change_of(question, replace(one.told, answer=replace(row, value=value)), standing, language)
    if found is not None and found.closed:
        raise Conflict("entry.closed_row", title=found.title)
    if found is not None and found.seen != question.version:
        raise Conflict("sending.changed", seen=found.seen, version=question.version)
    return found


def _at(place: Place, error: BadUse) -> BadUse:
    """The same refusal, with where it is."""
    return type(error)(error.code, place, **error.fields)
