"""Numbers as people type them: with spaces, commas or points between thousands and before decimals."""

import re
import unicodedata

_SPACES = re.compile(r"[\s\u00a0\u202f\u2009'’]")
_PLAIN = re.compile(r"[+-]?\d+(\.\d+)?")
_GROUPED = {mark: re.compile(rf"[+-]?\d{{1,3}}(\{mark}\d{{3}})+") for mark in ",."}
_DECIMAL = re.compile(r"[+-]?\d+[.,]\d+")


class Unclear(ValueError):
    """It can be read in two ways: 1,234 is one and a bit, or a thousand."""


def typed_number(said: str) -> float:
    """The number that somebody typed: `12 345,6`, `12,345.6`, `12.345,6`, `12345.6`.

    Raises Unclear for one mark before exactly three digits (`1,234`, `1.234`), and ValueError for what is no number.
    """
    plain = _SPACES.sub("", unicodedata.normalize("NFKC", said)).replace("\u2212", "-")
    if not plain.isascii():
        raise ValueError(said)
    last = max(plain.rfind(","), plain.rfind("."))
    marks = {mark for mark in ",." if mark in plain}
    if len(marks) == 2:
        whole, decimals = plain[:last], plain[last + 1 :]
        other = "," if plain[last] == "." else "."
        if not _GROUPED[other].fullmatch(whole) or not decimals.isdigit():
            raise ValueError(said)
        return float(f"{whole.replace(other, '')}.{decimals}")
    if marks:
        (mark,) = marks
        if plain.count(mark) > 1:
            if not _GROUPED[mark].fullmatch(plain):
                raise ValueError(said)
            return float(plain.replace(mark, ""))
        if _GROUPED[mark].fullmatch(plain) and not plain.lstrip("+-").startswith("0"):
            raise Unclear(said)
        if not _DECIMAL.fullmatch(plain):
            raise ValueError(said)
        return float(plain.replace(",", "."))
    if not _PLAIN.fullmatch(plain):
        raise ValueError(said)
    return float(plain)
