"""The typical concept: principles and goals in words, and typical solutions with their effects and costs, as data."""

from qala.concept.model import (
    Amount,
    Concept,
    Cost,
    Driver,
    Effect,
    Outlay,
    Range,
    Solution,
    Statement,
    Term,
)
from qala.concept.read import parse_concept, read_concept

__all__ = [
    "Amount", "Concept", "Cost", "Driver", "Effect", "Outlay", "Range", "Solution", "Statement", "Term",
    "parse_concept", "read_concept",
]  # fmt: skip
