"""What somebody typed into the form of a question, read as an answer."""

from collections.abc import Mapping
from decimal import Decimal

from qala.errors import BadUse
from qala.texts import Language, text
from qala.values.typed import Unclear, typed_number
from qala.web.collection.actions.answer import NUMBERS, PROOF, Draft
from qala.web.collection.models import Answer, Given, Question

PLAIN = ("reason", "note", "explanation")
FIELDS = ("given", *NUMBERS, *PLAIN, "quality", *(f"proof_{name}" for name in PROOF))
"""The fields of the form."""
OWN = frozenset({Given.VALUE, Given.DISPUTED})
"""Ways to answer for which numbers are typed."""


def draft_of(typed: Mapping[str, str], question: Question, language: Language, ratio: bool) -> Draft:
    """The answer in a form. ratio: whether a value is 100 times numerator by denominator.

    Raises BadUse for what is no number, with the name of the field.
    """
    given = typed.get("given", "") or Given.VALUE
    own = given in OWN
    numbers = {name: _number(typed, name, language) if own else None for name in NUMBERS}
    above, below = numbers["numerator"], numbers["denominator"]
    if numbers["value"] is None and ratio and above is not None and below:
        numbers["value"] = 100 * above / below
    if given == Given.CONFIRMED and question.official is not None:
        numbers["value"] = question.official
    said = {name: typed.get(name, "") for name in PLAIN}
    if given != Given.MISSING:
        said["reason"] = ""
    quality = typed.get("quality", "").strip()
    if quality and not (quality.isascii() and quality.isdigit() and len(quality) == 1):
        raise BadUse("form.no_such_quality", value=quality[:60])
    proof = {name: typed.get(f"proof_{name}", "") for name in PROOF}
    return Draft(
        given=given,
        value=numbers["value"],
        numerator=numbers["numerator"],
        denominator=numbers["denominator"],
        reason=said["reason"],
        quality=int(quality) if quality else None,
        note=said["note"],
        explanation=said["explanation"],
        proof=proof,
    )


def typed_of(answer: Answer | None) -> dict[str, str]:
    """The fields of the form as an answer fills them, with numbers that are read back as they are."""
    blank = dict.fromkeys(FIELDS, "")
    if answer is None:
        return blank
    told = {name: getattr(answer, name) for name in ("given", *PLAIN)}
    own = answer.given in OWN
    numbers = {name: plain(getattr(answer, name)) if own else "" for name in NUMBERS}
    if answer.numerator is not None:
        numbers["value"] = ""
    proof = {f"proof_{name}": said for name, said in answer.proof.items()}
    return {**blank, **told, **numbers, **proof, "quality": str(answer.quality or "")}


def plain(value: float | None) -> str:
    """The same number as people type it: with a comma, and a fourth decimal where three would read as thousands."""
    if value is None:
        return ""
    whole, mark, decimals = f"{Decimal(repr(value)):f}".removesuffix(".0").partition(".")
    return whole + ("," + (decimals + "0" if len(decimals) == 3 else decimals) if mark else "")


def _number(typed: Mapping[str, str], name: str, language: Language) -> float | None:
    said = typed.get(name, "").strip()
    if not said:
        return None
    field = text(f"form.column_{name}", language)
    try:
        return typed_number(said[:100])
    except Unclear as error:
        raise BadUse("entry.unclear", field=field, value=said[:60]) from error
    except ValueError as error:
        raise BadUse("entry.not_number", field=field, value=said[:60]) from error
