"""What a standard expects of a file of values."""

from qala.areas.model import Areas
from qala.standard import Standard
from qala.values.findings import read_rules
from qala.values.model import POPULATION
from qala.values.read import Expected

FINDINGS = "findings.csv"


def expected_of(standard: Standard, areas: Areas | None, decimal_comma: bool = False) -> Expected:
    """The facts that a standard and its findings ask for, by fact or by the id of an indicator; places of `areas`."""
    of = {
        kind: {item.fact for item in standard.indicators if item.kind == kind} for kind in ("share", "level", "yes-no")
    }
    rules = read_rules(standard.files[FINDINGS], FINDINGS) if FINDINGS in standard.files else ()
    return Expected(
        facts=standard.facts | {POPULATION, *(fact for rule in rules for fact in rule.facts)},
        areas=areas.ids if areas else None,
        aliases={item.id: item.fact for item in standard.indicators},
        shares=of["share"],
        levels=of["level"],
        yes_no=of["yes-no"],
        decimal_comma=decimal_comma,
    )
