"""What an answer still lacks before it can be signed; it can be saved without."""

from qala.web.collection.actions.answer import Draft
from qala.web.collection.checks import Struck
from qala.web.collection.method import asked_of
from qala.web.collection.models import Answer, Given, Question
from qala.web.collection.struck import struck_of
from qala.web.collection.submission import NEEDS_WORDS

PROOF_OF = {2: ("contract",), 3: ("usage",), 4: ("objects", "integration"), 5: ("effect",)}
"""What proves each level of implementation."""


def lacking(question: Question, answer: Answer | None) -> tuple[str, ...]:
    """What is missing, of `answer`, `explanation`, `proof`, `reason`; nothing where it can be signed."""
    if answer is None:
        return ("answer",)
    struck = struck_of(question, answer) if answer.struck and not answer.explanation else ()
    return lacked_by(question, answer, struck)


def lacked_by(question: Question, answer: Answer | Draft, struck: tuple[Struck, ...]) -> tuple[str, ...]:
    """The same of what is or would be answered, where it is known what strikes it."""
    missing = {
        "explanation": not answer.explanation and any(wants_words(one) for one in struck),
        "proof": bool(set(proof_asked(question, answer.value)) - {name for name, said in answer.proof.items() if said}),
        "reason": answer.given == Given.DISPUTED and not answer.note,
    }
    return tuple(name for name, lacks in missing.items() if lacks)


def wants_words(struck: Struck) -> bool:
    """Whether a check wants an explanation before what it struck is signed."""
    return struck.severity in NEEDS_WORDS


def proof_asked(question: Question, value: float | None) -> tuple[str, ...]:
    """What proves a value, where it is a level of implementation that asks for proof."""
    if value is None or asked_of(tuple(question.round.standards))[question.fact].indicator.kind != "level":
        return ()
    return PROOF_OF.get(int(value), ())
