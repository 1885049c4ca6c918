"""A finding made, and what all kinds of rules share."""

from qala.standard.finding_rules import FindingRule
from qala.values.finding_figures import Finding, Row

SLACK = 1e-9
"""Of a number, so that 0.3 - 0.1 is not more than 0.2."""


def struck(rule: FindingRule, row: Row, **fields: float | str) -> Finding:
    """The finding that the rule strikes the row, with the numbers that it compared."""
    return Finding(rule.id, rule.severity, row.area, row.fact, row.period, fields)
