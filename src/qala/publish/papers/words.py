"""Values, verdicts, reasons and people as papers write them."""

from typing import Literal

from qala.publish.papers.standing import NONE
from qala.texts import Language, number, text

State = Literal["open", "answered", "signed", "returned", "accepted", "corrected", "rejected"]
"""Where a question stands: not answered; answered; signed and not verified; sent back; taken as declared; taken with a
correction; refused.
"""
Assurance = Literal["limited", "reasonable"]
"""How far a verification went: nothing was met that speaks against the values, or it was found that they hold."""


def value_text(value: float | None, language: Language, unit: str = "") -> str:
    """A value, with its unit where it is given."""
    return NONE if value is None else f"{number(value, language)} {unit}".rstrip()


def reason_text(reason: str, language: Language) -> str:
    """Why there is no value: one of qala.values.form's REASONS, or blank."""
    return text(f"form.reason_{reason.replace('-', '_')}", language) if reason else ""


def state_text(state: State, language: Language) -> str:
    """Where a question stands."""
    return text(f"papers.state_{state}", language)


def assurance_texts(assurance: Assurance, language: Language) -> tuple[str, str]:
    """The level of assurance by its name, and the sentence of what it means."""
    return text(f"papers.{assurance}", language), text(f"papers.{assurance}_means", language)


def masked(number_: str) -> str:
    """An individual's number with all but its last four characters hidden; a shorter one wholly."""
    return "•" * (len(number_) - 4) + number_[-4:] if len(number_) > 4 else "•" * len(number_)
