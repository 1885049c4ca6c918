"""What a standard expects of a file of values."""

from qala.areas.model import Areas
from qala.standard import Standard
from qala.standard.finding_rules import rules_of
from qala.values.model import POPULATION
from qala.values.read import Expected


def expected_of(standard: Standard, areas: Areas | None, decimal_comma: bool = False) -> Expected:
    """The facts that a standard and its findings ask for, by fact or by the id of an indicator; places of `areas`."""
    of = {
        kind: {item.fact for item in standard.indicators if item.kind == kind} for kind in ("share", "level", "yes-no")
    }
    return Expected(
        facts=standard.facts | {POPULATION, *(fact for rule in rules_of(standard) for fact in rule.facts)},
        areas=areas.ids if areas else None,
        aliases={item.id: item.fact for item in standard.indicators},
        shares=of["share"],
        levels=of["level"],
        yes_no=of["yes-no"],
        decimal_comma=decimal_comma,
    )
