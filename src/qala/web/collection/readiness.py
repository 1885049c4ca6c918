"""What an answer still lacks before it can be signed; it can be saved without."""

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
    missing = {
        "explanation": bool(answer.struck) and not answer.explanation and _wants_words(question, answer),
        "proof": bool(set(proof_asked(question, answer.value)) - {name for name, said in answer.proof.items() if said}),
        "reason": answer.given == Given.DISPUTED and not answer.note,
    }
    return tuple(name for name, lacks in missing.items() if lacks)


def proof_asked(question: Question, value: float | None) -> tuple[str, ...]:
    """What proves a value, where it is a level of implementation that asks for proof."""
    if value is None or asked_of(tuple(question.round.standards))[question.fact].indicator.kind != "level":
        return ()
    return PROOF_OF.get(int(value), ())


def _wants_words(question: Question, answer: Answer) -> bool:
    return any(one.severity in NEEDS_WORDS for one in struck_of(question, answer))
