"""The checks that strike an answer that was given."""

from qala.web.collection.actions.answer import draft_in
from qala.web.collection.checks import Struck, struck_by
from qala.web.collection.models import Answer, Question


def struck_of(question: Question, answer: Answer) -> tuple[Struck, ...]:
    """Those that strike it as things are known now."""
    return struck_by(question, draft_in(answer))
