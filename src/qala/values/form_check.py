"""Whether an answer can be one: what a value of its kind can be, what goes with what."""

import math
from collections.abc import Iterator

from qala.values.form import LIMITS, REASONS, WHOLE, Answer, Ask

NEAR = 0.005
"""So far may a value be from the share of its numerator, since published figures are rounded."""
LONGEST = 4000
"""Characters of a note or of what is said of the evidence."""


def faults(ask: Ask, answer: Answer) -> Iterator[tuple[str, str, dict[str, object]]]:
    """What is wrong with an answer: the key of the sentence, the field it stands in, and what fills the sentence."""
    if answer.value is not None and answer.reason:
        yield "form.both", "reason", {}
    if answer.reason and answer.reason not in REASONS:
        yield "form.no_such_reason", "reason", {"value": answer.reason[:60]}
    if answer.reason == "other-answers" and not answer.note.strip():
        yield "form.who_answers", "note", {}
    for field in ("evidence", "note"):
        if len(getattr(answer, field)) > LONGEST:
            yield "form.too_long", field, {"limit": LONGEST}
    if answer.value is not None:
        yield from _of_value(ask, answer.value)
    yield from _of_parts(ask, answer)


def _of_value(ask: Ask, value: float) -> Iterator[tuple[str, str, dict[str, object]]]:
    low, high = LIMITS[ask.kind]
    if not math.isfinite(value) or not low <= value <= high:
        between = {"low": _plain(low), "high": _plain(high)}
        key = "form.below" if math.isinf(high) and low == 0 else "form.outside"
        yield key, "value", {"value": _plain(value), **between}
    elif ask.kind in WHOLE and value != int(value):
        yield "form.not_whole", "value", {"value": _plain(value)}


def _of_parts(ask: Ask, answer: Answer) -> Iterator[tuple[str, str, dict[str, object]]]:
    above, below = answer.numerator, answer.denominator
    if above is None and below is None:
        return
    if above is None or below is None:
        yield "form.one_part", "numerator" if above is None else "denominator", {}
        return
    if below <= 0 or above < 0:
        yield "form.negative_part", "denominator" if below <= 0 else "numerator", {}
        return
    if ask.kind == "share" and above > below:
        yield "form.part_above_whole", "numerator", {"numerator": _plain(above), "denominator": _plain(below)}
    elif ask.kind == "share" and answer.value is not None:
        share = 100 * above / below
        if abs(share - answer.value) > max(NEAR * abs(share), 0.05):
            yield "form.not_the_share", "value", {"value": _plain(answer.value), "share": _plain(round(share, 2))}


def _plain(value: float) -> str:
    return f"{value:.10g}"
