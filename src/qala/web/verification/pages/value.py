"""The page of one value: all that is known of it side by side, and the verdict."""

from datetime import datetime

from django.core import signing
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from qala.texts import Language
from qala.web.collection import services as collection
from qala.web.people import services as people
from qala.web.verification import queue
from qala.web.verification.actions.verdict import GiveVerdict
from qala.web.verification.known import known_of
from qala.web.verification.pages.showing import desk_required, done, number_in, page, title_of, whole_in
from qala.web.verification.policies import VERIFIERS, barred_by, ties_of

SALT = "qala.web.verification.opened"


@desk_required
@require_safe
def value(request: HttpRequest, language: Language, id: int) -> HttpResponse:  # noqa: A002 - it is the question's id
    """A value with all that speaks for and against it."""
    rights = people.rights(request)
    question = collection.QuestionPolicy().get(rights, id)
    ties = ties_of(rights)
    barred = barred_by(ties, question) if ties else ""
    verifier = rights.has(*VERIFIERS, area=question.area)
    waits = question.state == collection.State.SIGNED and question.round.stage == collection.Stage.OPEN
    return page(
        request, language, "value", one=question, title=title_of(question, language),
        known=known_of(question, language),
        verifier=verifier, barred=barred if verifier else "", may=verifier and waits and not barred,
        opened=signing.dumps(timezone.now().timestamp(), salt=SALT),
    )  # fmt: skip


@people.duty_required(*VERIFIERS, said="verification.needs_verifier")
@require_POST
def verdict(request: HttpRequest, language: Language, id: int) -> HttpResponse:  # noqa: A002
    """Decides about it, and goes on to what comes next."""
    rights, at = people.rights(request), timezone.now()
    question = collection.QuestionPolicy().get(rights, id)
    asked = {name: request.POST.get(name, "") for name in ("act", "value", "reason", "seen", "opened")}

    def act() -> None:
        told = number_in(asked["value"]) if asked["act"] == "correct" else None
        GiveVerdict(
            people.signed_in(request), question.pk, asked["act"], whole_in(asked["seen"]), at, told, asked["reason"],
            seconds_since(asked["opened"], at),
        ).do()  # fmt: skip

    here = reverse("desk-value", args=[language, id])
    answer = done(request, language, act, here, reverse("round-desk", args=[language, question.round.name]))
    if answer.status_code == 302:
        coming = queue.following(rights, question.round.name)
        answer["Location"] = reverse("desk-value", args=[language, coming]) if coming else answer["Location"]
    return answer


def seconds_since(opened: str, at: datetime) -> int:
    """The seconds since a page was shown, by what it holds; 0 where that is not ours."""
    try:
        return max(0, round(at.timestamp() - float(signing.loads(opened, salt=SALT))))
    except (signing.BadSignature, TypeError, ValueError):
        return 0
