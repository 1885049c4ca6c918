"""The page of a report for who answers in it: their questions, and official figures to confirm."""

from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from qala.texts import Language, number, text
from qala.web.collection.actions.answer import AnswerQuestion, Draft
from qala.web.collection.asking import asked_by, minutes_of, questions_of, seen_in, unit_for
from qala.web.collection.models import Answer, Given, Question, Stage, State
from qala.web.collection.pages.at_work import done
from qala.web.collection.pages.entry_showing import page, question_of, report_of
from qala.web.collection.policies import ReportPolicy
from qala.web.collection.readiness import lacking
from qala.web.collection.standing import WAITING
from qala.web.collection.states import SIGNED
from qala.web.people import services as people

FILTERS = ("todo", "returned", "done", "all")


@dataclass(frozen=True)
class Row:
    """A question in the list. said: the answer that stands, in words; lacks: what it lacks to be signed."""

    question: Question
    title: str
    industry: str
    unit: str
    minutes: int
    said: str
    lacks: tuple[str, ...]

    @property
    def todo(self) -> bool:
        """Whether it waits for an answer, or an answer lacks something."""
        return self.question.state in WAITING or (bool(self.lacks) and self.question.state not in SIGNED)

    @property
    def to_confirm(self) -> bool:
        """Whether an official figure waits to be confirmed."""
        return self.question.official is not None and self.question.state == State.OPEN

    def shown(self, chosen: str) -> bool:
        """Whether a filter lets it through."""
        if chosen == "returned":
            return self.question.state == State.RETURNED
        return chosen == "all" or self.todo == (chosen == "todo")


@people.signed_in_required
@require_safe
def show_report(request: HttpRequest, language: Language, id: int) -> HttpResponse:  # noqa: A002 - it is the report's id
    """My questions of an area, grouped by industry."""
    report = report_of(request, id)
    rights = people.rights(request)
    mine = questions_of(rights, report)
    rows = rows_of(mine or seen_in(rights, report), language)
    waiting = [row for row in rows if row.question.state in WAITING]
    chosen = request.GET.get("show", "")
    chosen = chosen if chosen in FILTERS else "todo" if any(row.todo for row in rows) else "all"
    groups: dict[str, list[Row]] = {}
    for row in rows:
        if row.shown(chosen):
            groups.setdefault(row.industry, []).append(row)
    counts = {name: sum(row.shown(name) for row in rows) for name in FILTERS}
    left = sum(row.minutes for row in waiting)
    return page(
        request, language, "report", report=report, groups=groups, chosen=chosen, counts=counts, left=left,
        total=sum(row.minutes for row in rows), to_confirm=sum(row.to_confirm for row in rows), asked=len(rows),
        open=report.round.stage == Stage.OPEN, mine=bool(mine), signs=ReportPolicy().may(rights, "sign", report),
        whole=ReportPolicy().may(rights, "read whole", report),
    )  # fmt: skip


@people.signed_in_required
@require_POST
def confirm(request: HttpRequest, language: Language, id: int) -> HttpResponse:  # noqa: A002 - it is the question's id
    """Confirms the official figure of a question from the list."""
    question = question_of(request, id)
    said = request.POST.get("seen", "")
    seen = int(said) if said.isascii() and said.isdigit() and len(said) < 9 else -1
    draft = Draft(given=Given.CONFIRMED)
    act = AnswerQuestion(people.signed_in(request), question.pk, draft, seen, timezone.now())
    return done(request, language, act.do, reverse("report", args=[language, question.report_id]))


def rows_of(questions: list[Question], language: Language) -> list[Row]:
    """Questions as the list shows them."""
    standing = {
        (one.question_id, one.number): one for one in Answer.objects.filter(question__in=[row.pk for row in questions])
    }
    rows = []
    for one in questions:
        asked, answer = asked_by(one), standing.get((one.pk, one.version))
        rows.append(
            Row(
                one, asked.indicator.title.text(language), asked.industry_name.text(language),
                unit_for(asked, language), minutes_of(one), said_of(answer, language),
                lacking(one, answer) if answer else (),
            )
        )  # fmt: skip
    return rows


def said_of(answer: Answer | None, language: Language) -> str:
    """An answer in a few words."""
    if answer is None:
        return ""
    if answer.value is None:
        return text(f"form.reason_{answer.reason.replace('-', '_')}", language)
    return number(answer.value, language)
