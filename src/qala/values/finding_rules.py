"""The rules of findings as data, and their reader."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from qala.areas.model import Text
from qala.errors import BadTable, Place
from qala.files import Table, parse_table

SEVERITIES = ("serious", "ask", "note")
# The kinds of rules, and the parameters that each needs.
PARAMETERS: dict[str, frozenset[str]] = {
    "part-above-whole": frozenset(),
    "below": frozenset({"limit"}),
    "year-repeated": frozenset({"areas", "share"}),
    "jump-and-return": frozenset({"points", "years"}),
    "jump": frozenset({"points"}),
    "reclassification": frozenset({"base", "factor"}),
    "boundary-break": frozenset(),
    "few-events": frozenset({"events", "per", "share"}),
    "silent": frozenset({"above", "areas", "share"}),
}
COLUMNS = (
    "id",
    "rule",
    "facts",
    "severity",
    "parameters",
    *(f"{name}_{language}" for name in ("title", "explanation") for language in ("kk", "ru", "en")),
)


@dataclass(frozen=True, slots=True)
class FindingRule:
    """One rule: its kind, the facts it looks at, how serious it is, its numbers, and what users read."""

    id: str
    rule: str
    facts: tuple[str, ...]
    severity: str
    parameters: Mapping[str, float]
    title: Text
    explanation: Text


@dataclass(frozen=True, slots=True)
class Finding:
    """A rule (`rule` is its id) that struck a value, and the numbers it compared."""

    rule: str
    severity: str
    area: str
    fact: str
    period: str
    fields: Mapping[str, float | str] = field(default_factory=dict)


def read_rules(text: str, place_name: str) -> tuple[FindingRule, ...]:
    """The rules of a `findings.csv`; BadTable where a kind, severity or parameter is not known."""
    table = parse_table(text, place_name)
    missing = [name for name in COLUMNS if name not in table.header]
    if missing:
        raise BadTable("findings.no_column", Place(place_name, 1), columns=", ".join(missing))
    rules: dict[str, FindingRule] = {}
    for index in range(len(table.rows)):
        rule = _rule(table, index)
        if rule.id in rules:
            raise BadTable("findings.twice", table.place(index, "id"), id=rule.id)
        rules[rule.id] = rule
    return tuple(rules.values())


def _rule(table: Table, index: int) -> FindingRule:
    cells = dict(zip(table.header, (cell.strip() for cell in table.rows[index]), strict=False))
    if not cells["id"]:
        raise BadTable("findings.no_id", table.place(index, "id"))
    for column, known in (("rule", tuple(PARAMETERS)), ("severity", SEVERITIES)):
        if cells[column] not in known:
            place = table.place(index, column)
            raise BadTable("findings.choice", place, value=cells[column], allowed=", ".join(known))
    facts = tuple(part.strip() for part in cells["facts"].split(";") if part.strip())
    if not facts or (cells["rule"] == "part-above-whole" and len(facts) != 2):
        raise BadTable("findings.facts", table.place(index, "facts"))
    return FindingRule(
        id=cells["id"],
        rule=cells["rule"],
        facts=facts,
        severity=cells["severity"],
        parameters=_parameters(cells["parameters"], cells["rule"], table.place(index, "parameters")),
        title=Text(cells["title_kk"], cells["title_ru"], cells["title_en"]),
        explanation=Text(cells["explanation_kk"], cells["explanation_ru"], cells["explanation_en"]),
    )


def _parameters(cell: str, kind: str, place: Place) -> dict[str, float]:
    found: dict[str, float] = {}
    for part in filter(None, (part.strip() for part in cell.split(";"))):
        name, _, value = (piece.strip() for piece in part.partition("="))
        try:
            found[name] = float(value)
        except ValueError:
            raise BadTable("findings.parameter", place, value=part) from None
        if not 0 <= found[name] < float("inf"):
            raise BadTable("findings.parameter", place, value=part)
    if found.keys() != PARAMETERS[kind]:
        raise BadTable("findings.parameters", place, rule=kind, needed="; ".join(sorted(PARAMETERS[kind])) or "-")
    return found
