"""What the pages of those who answer have in common."""

from functools import partial
from typing import Any

from django.http import HttpRequest, HttpResponse

from qala.texts import Language, number
from qala.web.collection.models import Question, Report
from qala.web.collection.pages import at_work
from qala.web.collection.policies import QuestionPolicy, ReportPolicy
from qala.web.people import services as people


def page(request: HttpRequest, language: Language, template: str, *, status: int = 200, **values: Any) -> HttpResponse:
    """A page for who is signed in, with numbers as its language writes them."""
    told = partial(_number, language)
    return at_work.page(request, language, template, status=status, number=told, **values)


def report_of(request: HttpRequest, id_: int) -> Report:
    """A report that whoever is signed in may see. Raises Http404 for others as for those that are not there."""
    return ReportPolicy().get(people.rights(request), id_)


def question_of(request: HttpRequest, id_: int) -> Question:
    """A question that whoever is signed in may see. Raises Http404 for others as for those that are not there."""
    return QuestionPolicy().get(people.rights(request), id_)


def _number(language: Language, value: float) -> str:
    return number(value, language)
