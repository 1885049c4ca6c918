"""How a question gets from one state to another; there is no other way."""

from collections.abc import Mapping

from qala.web.collection.models import Question, State
from qala.web.refusals import Conflict

AFTER: Mapping[tuple[str, str], State] = {
    (State.OPEN, "answer"): State.ANSWERED,
    (State.ANSWERED, "answer"): State.ANSWERED,
    (State.RETURNED, "answer"): State.ANSWERED,
    (State.ANSWERED, "sign"): State.SIGNED,
    (State.SIGNED, "accept"): State.ACCEPTED,
    (State.SIGNED, "correct"): State.CORRECTED,
    (State.SIGNED, "return"): State.RETURNED,
    (State.SIGNED, "reject"): State.REJECTED,
    (State.SIGNED, "reopen"): State.RETURNED,
    (State.ACCEPTED, "reopen"): State.RETURNED,
    (State.CORRECTED, "reopen"): State.RETURNED,
    (State.CORRECTED, "grant"): State.ACCEPTED,
    (State.REJECTED, "grant"): State.ACCEPTED,
}
"""(state, act): the state afterwards. `reopen`: the akimat corrects what it signed; `grant`: an appeal is granted."""
EDITABLE = frozenset(state for state, act in AFTER if act == "answer")
REOPENABLE = frozenset(state for state, act in AFTER if act == "reopen")
"""States of signed answers that the akimat may take back to correct them."""
SIGNED = frozenset(State) - EDITABLE
"""States in which nothing changes but by an act of verification or a recorded correction."""
VERIFIED = frozenset({State.ACCEPTED, State.CORRECTED})
"""States whose value counts as verified."""


def after(question: Question, act: str) -> State:
    """The state of a question after an act. Raises Conflict where the act does not fit where it stands."""
    found = AFTER.get((question.state, act))
    if found is None:
        raise Conflict("collection.not_now", state=question.state, act=act)
    return found
