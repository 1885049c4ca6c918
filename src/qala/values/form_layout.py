"""How a form lies in a workbook: what is written is what is read back."""

from qala.values.form import Form

VERSION = "1"
ABOUT = "qala"
"""The sheet that says what the workbook is of."""
COLUMNS = (
    "number", "industry", "title", "unit", "last", "official", "numerator", "denominator", "value", "reason", "quality",
    "evidence", "note", "check", "fact",
)  # fmt: skip
OPEN = ("numerator", "denominator", "value", "reason", "quality", "evidence", "note")
"""What is filled in."""
HIDDEN = ("fact",)
SEEN = "seen"
"""Begins the lines about the workbook that tell which answer of each fact stood when it was made."""


def column_of(name: str) -> int:
    """The number of a column, from 0."""
    return COLUMNS.index(name)


def lines_of(form: Form) -> list[tuple[str, str]]:
    """What the workbook says it is of: the same for who reads it back."""
    return [
        ("round", form.round),
        ("period", form.period),
        ("area", form.area),
        ("department", form.department),
        ("version", form.version),
    ]


def seen_of(form: Form) -> list[tuple[str, str, str]]:
    """What the workbook says of the answers that stood when it was made: their numbers, by fact."""
    return [(SEEN, one.fact, str(one.seen)) for one in form.asks if one.seen]
