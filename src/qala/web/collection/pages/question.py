"""The page of one question: what is asked, what is known, and the answer, saved while it is typed."""

from collections.abc import Iterable
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from qala.errors import BadUse, QalaError
from qala.texts import Language, clock, text
from qala.values.form import QUALITIES, REASONS
from qala.web.collection.actions.answer import PROOF, AnswerQuestion
from qala.web.collection.actions.assign import Delegate
from qala.web.collection.actions.comment import Say
from qala.web.collection.asking import asked_by, levels_of, minutes_of, passport_for, unit_for
from qala.web.collection.colleagues import colleagues_of
from qala.web.collection.drafting import FIELDS, draft_of, typed_of
from qala.web.collection.evidence import attachments_of
from qala.web.collection.models import Answer, Given, Question, Stage
from qala.web.collection.pages.at_work import done
from qala.web.collection.pages.entry_showing import page, question_of
from qala.web.collection.pages.report import said_of
from qala.web.collection.peers import peers_of
from qala.web.collection.policies import QuestionPolicy
from qala.web.collection.readiness import lacking, proof_asked
from qala.web.collection.states import EDITABLE, REOPENABLE
from qala.web.collection.struck import struck_of
from qala.web.people import services as people
from qala.web.refusals import Conflict, status_of

VERSIONS = 50
"""Of an answer that the page shows, the newest."""


@people.signed_in_required
@require_safe
def show_question(request: HttpRequest, language: Language, id: int) -> HttpResponse:  # noqa: A002 - the question's id
    """A question."""
    return _shown(request, language, question_of(request, id))


@people.signed_in_required
@require_POST
def answer(request: HttpRequest, language: Language, id: int) -> HttpResponse:  # noqa: A002
    """Saves an answer; who asks for JSON is told in it what became of it."""
    question = question_of(request, id)
    typed = {name: request.POST.get(name, "") for name in FIELDS}
    quiet = "application/json" in request.headers.get("Accept", "")
    try:
        ratio = asked_by(question).ask().as_ratio
        draft = draft_of(typed, question, language, ratio)
        made = AnswerQuestion(people.signed_in(request), question.pk, draft, seen_in(request), timezone.now()).do()
    except QalaError as error:
        question.refresh_from_db()
        if quiet:
            return JsonResponse(_refused(error, question, language), status=status_of(error))
        said = error.text(language)
        return _shown(request, language, question, status=status_of(error), wrong=said, typed=typed)
    question.refresh_from_db()
    if quiet:
        return JsonResponse(_saved(made, question, language))
    return HttpResponseRedirect(reverse("question", args=[language, question.pk]))


@people.signed_in_required
@require_POST
def comment(request: HttpRequest, language: Language, id: int) -> HttpResponse:  # noqa: A002
    """Says something about it."""
    question = question_of(request, id)
    act = Say(people.signed_in(request), question.pk, request.POST.get("text", ""), timezone.now())
    return done(request, language, act.do, _at(language, question, "#comments"))


@people.signed_in_required
@require_POST
def delegate(request: HttpRequest, language: Language, id: int) -> HttpResponse:  # noqa: A002
    """Gives it to a colleague, or takes it back."""
    question = question_of(request, id)
    asked = request.POST.get("to", "")
    to = next((one for one in colleagues_of(question) if str(one.pk) == asked), None)

    def act() -> None:
        if asked and to is None:
            raise BadUse("entry.no_colleague")
        Delegate(people.signed_in(request), question.pk, to, timezone.now()).do()

    return done(request, language, act, _at(language, question))


def seen_in(request: HttpRequest) -> int:
    """The version that somebody saw. Raises BadUse for what is none."""
    said = request.POST.get("seen", "")
    if not (said.isascii() and said.isdigit() and len(said) < 9):
        raise BadUse("entry.no_version")
    return int(said)


def _at(language: Language, question: Question, part: str = "") -> str:
    return reverse("question", args=[language, question.pk]) + part


def _standing(question: Question) -> Answer | None:
    return question.answers.select_related("by").filter(number=question.version).first()


def _saved(made: Answer, question: Question, language: Language) -> dict[str, Any]:
    at = clock(made.at.astimezone(settings.SHOWN_ZONE))
    checks = struck_of(question, made) if made.struck else ()  # asked a moment ago, when it was saved
    return {
        "version": made.number,
        "said": text("entry.saved", language, at=at.split(" ")[0]),
        "value": said_of(made, language),
        "lacks": [text(f"entry.lacks_{one}", language) for one in lacking(question, made)],
        "checks": [{"severity": one.severity, "said": one.said[language]} for one in checks],
        "proof": list(proof_asked(question, made.value)),
    }


def _refused(error: QalaError, question: Question, language: Language) -> dict[str, Any]:
    told: dict[str, Any] = {"said": error.text(language)}
    other = _standing(question)
    if isinstance(error, Conflict) and other is not None:
        told |= {
            "version": question.version, "theirs": typed_of(other),
            "other": text("entry.other_said", language, name=other.by.name, value=said_of(other, language)),
            "note": other.note,
        }  # fmt: skip
    return told


def _shown(
    request: HttpRequest, language: Language, question: Question, *, status: int = 200, wrong: str = "",
    typed: dict[str, str] | None = None,
) -> HttpResponse:  # fmt: skip
    rights, standing, asked = people.rights(request), _standing(question), asked_by(question)
    may, running = QuestionPolicy().may_answer(rights, question), question.round.stage == Stage.OPEN
    signs = running and question.state in REOPENABLE and QuestionPolicy().may(rights, "sign", question)
    return page(
        request, language, "question", status=status, one=question, standing=standing, wrong=wrong,
        asked=asked, ask=asked.ask(), minutes=minutes_of(question), unit=unit_for(asked, language),
        typed=typed or typed_of(standing), levels=levels_of(asked, language), passport=passport_for(asked, language),
        mine=may, editable=may and running and question.state in EDITABLE, reopenable=signs,
        comments_allowed=may or QuestionPolicy().may(rights, "comment", question),
        checks=struck_of(question, standing) if standing else (), lacks=lacking(question, standing) if standing else (),
        proof=proof_asked(question, standing.value if standing else None), proofs=PROOF,
        history=[(one, said_of(one, language)) for one in _history(question)],
        comments=question.comments.select_related("by"), colleagues=colleagues_of(question) if may else (),
        peers=peers_of(question), attachments=attachments_of(question), ways=_ways(question), reasons=REASONS,
        qualities=QUALITIES, siblings=_siblings(question) if may else (), said_now=said_of(standing, language),
    )  # fmt: skip


def _history(question: Question) -> Iterable[Answer]:
    return question.answers.select_related("by").order_by("-number")[:VERSIONS]


def _ways(question: Question) -> list[str]:
    """The ways to answer that there are."""
    known = {Given.CONFIRMED: question.official, Given.DISPUTED: question.official, Given.CARRIED: question.last}
    first = [Given.CONFIRMED, Given.DISPUTED] if question.official is not None else [Given.VALUE]
    return [str(one) for one in (*first, Given.CARRIED, Given.MISSING) if one not in known or known[one] is not None]


def _siblings(question: Question) -> Any:
    """The other questions of the same report, for evidence that is of several."""
    rows = Question.objects.filter(report=question.report_id, organisation=question.organisation_id)
    return [(row.pk, asked_by(row).indicator.title) for row in rows.exclude(pk=question.pk).select_related("round")]
