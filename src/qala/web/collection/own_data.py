"""What collecting keeps about somebody: what they did in rounds, what they were told, how they want to be told."""

from typing import Any

from django.db.models import Q

from qala.web.collection.models import Answer, Attachment, Comment, Notice, Question, Round, Signing, Wish
from qala.web.people import services as people


@people.own_data("notices")
def notices(person: people.Person) -> Any:
    """All that they were told about rounds."""
    return list(Notice.objects.filter(person=person).values("round__name", "said", "at", "seen_at", "mailed_at"))


@people.own_data("reminders")
def reminders(person: people.Person) -> Any:
    """How they want to be reminded."""
    return list(Wish.objects.filter(person=person).values("mail", "days", "language"))


@people.own_data("answers")
def answers(person: people.Person) -> Any:
    """All that they answered in rounds."""
    columns = ("question__area", "question__fact", "number", "given", "value", "numerator", "denominator", "reason",
               "quality", "note", "explanation", "proof", "at")  # fmt: skip
    return list(Answer.objects.filter(by=person).values(*columns))


@people.own_data("comments")
def comments(person: people.Person) -> Any:
    """All that they said about questions."""
    return list(Comment.objects.filter(by=person).values("question__area", "question__fact", "text", "at"))


@people.own_data("evidence")
def evidence(person: people.Person) -> Any:
    """What they gave as evidence, and took back."""
    mine = Q(by=person) | Q(removed_by=person)
    columns = ("question__area", "question__fact", "evidence", "link", "name", "about", "at", "removed_at")
    return list(Attachment.objects.filter(mine).values(*columns))


@people.own_data("signings")
def signings(person: people.Person) -> Any:
    """What they signed, and what their certificate says."""
    return list(Signing.objects.filter(by=person).values("report__area", "number", "digest", "signer", "order", "at"))


@people.own_data("rounds")
def rounds(person: people.Person) -> Any:
    """The rounds that they prepared."""
    return list(Round.objects.filter(made_by=person).values("name", "made_at"))


@people.own_data("delegated")
def delegated(person: people.Person) -> Any:
    """The questions that were delegated to them."""
    return list(Question.objects.filter(delegate=person).values("round__name", "area", "fact"))
