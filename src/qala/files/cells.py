"""Cells as numbers and choices."""

import math
import re

from qala.errors import BadTable, Place

_NUMBER = re.compile(r"[+-]?(\d+(\.\d*)?|\.\d+)([eE][+-]?\d+)?")
_COMMA = re.compile(r"[+-]?\d+,\d+")


def number_of(cell: str, place: Place, decimal_comma: bool = False) -> float | None:
    """The cell as a finite number, None where it is blank. Raises BadTable for anything else, with the mend."""
    text = cell.strip()
    if not text:
        return None
    plain = text.replace(",", ".") if decimal_comma and _COMMA.fullmatch(text) else text
    if _NUMBER.fullmatch(plain) and math.isfinite(float(plain)):
        return float(plain)
    if _COMMA.fullmatch(text):
        raise BadTable("files.decimal_comma", place, value=text, mend=text.replace(",", "."))
    if text.lower().lstrip("+-") in ("nan", "inf", "infinity") or _NUMBER.fullmatch(plain):
        raise BadTable("files.not_finite", place, value=text)
    raise BadTable("files.not_number", place, value=text[:60])
