"""The rules of findings as data, and their reader."""

from collections.abc import Mapping, Set
from dataclasses import dataclass
from math import isfinite

from qala.areas.model import Text
from qala.errors import BadTable, Place
from qala.files import Table, parse_table
from qala.standard.model import Standard

FINDINGS = "findings.csv"
"""The file of a pack that holds them."""
SEVERITIES = ("serious", "ask", "note")
"""Whoever enters a value is told: it will be questioned unless explained and verified; it needs an explanation; it is
only shown. Any value can be given with an explanation.
"""


@dataclass(frozen=True, slots=True)
class Takes:
    """What a kind of rule takes. needed, optional: parameters; any_of: parameters of which at least one is needed;
    facts: how many at least, and at most (None: any number).
    """

    needed: frozenset[str] = frozenset()
    optional: frozenset[str] = frozenset()
    any_of: frozenset[str] = frozenset()
    facts: tuple[int, int | None] = (1, None)

    def fits(self, names: Set[str]) -> bool:
        """Whether these are parameters that it takes, and all that it needs."""
        known = self.needed | self.optional | self.any_of
        return self.needed <= names <= known and (not self.any_of or bool(self.any_of & names))


TAKES: Mapping[str, Takes] = {
    "part-above-whole": Takes(facts=(2, 2)),
    "at-most": Takes(optional=frozenset({"points"}), facts=(2, 2)),
    "parts": Takes(optional=frozenset({"points", "whole"}), facts=(2, None)),
    "measured": Takes(frozenset({"share"})),
    "below": Takes(frozenset({"limit"})),
    "outside": Takes(any_of=frozenset({"low", "high"})),
    "ratio": Takes(frozenset({"points"}), frozenset({"per"})),
    "few-events": Takes(frozenset({"events", "per", "share"})),
    "per-population": Takes(optional=frozenset({"per"}), any_of=frozenset({"low", "high"})),
    "year-repeated": Takes(frozenset({"areas", "share"})),
    "jump-and-return": Takes(frozenset({"points", "years"})),
    "jump": Takes(frozenset({"points"})),
    "change": Takes(frozenset({"base", "share"})),
    "reclassification": Takes(frozenset({"base", "factor"})),
    "boundary-break": Takes(),
    "peers": Takes(frozenset({"distance"}), frozenset({"points"})),
    "silent": Takes(frozenset({"above", "areas", "share"})),
}
"""The kinds of rules, by what each takes; what each catches is said in `qala.values.finding_kinds`."""
TOGETHER = frozenset({"part-above-whole", "at-most", "parts"})
"""Kinds that compare their facts with each other; all others look at each fact alone."""
SIGNED = frozenset({"low", "high", "limit"})
"""Parameters that may be below 0."""
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


def rules_of(standard: Standard) -> tuple[FindingRule, ...]:
    """The rules of a standard; none where its pack has no `findings.csv`."""
    return read_rules(standard.files[FINDINGS], FINDINGS) if FINDINGS in standard.files else ()


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
    for column, known in (("rule", tuple(TAKES)), ("severity", SEVERITIES)):
        if cells[column] not in known:
            place = table.place(index, column)
            raise BadTable("findings.choice", place, value=cells[column], allowed=", ".join(known))
    facts = tuple(part.strip() for part in cells["facts"].split(";") if part.strip())
    _check_facts(facts, cells["rule"], table.place(index, "facts"))
    return FindingRule(
        id=cells["id"],
        rule=cells["rule"],
        facts=facts,
        severity=cells["severity"],
        parameters=_parameters(cells["parameters"], cells["rule"], table.place(index, "parameters")),
        title=Text(cells["title_kk"], cells["title_ru"], cells["title_en"]),
        explanation=Text(cells["explanation_kk"], cells["explanation_ru"], cells["explanation_en"]),
    )


def _check_facts(facts: tuple[str, ...], kind: str, place: Place) -> None:
    least, most = TAKES[kind].facts
    if len(facts) < least or (most is not None and len(facts) > most) or len(set(facts)) < len(facts):
        raise BadTable("findings.facts", place, rule=kind, count=least if least == most else f"≥ {least}")


def _parameters(cell: str, kind: str, place: Place) -> dict[str, float]:
    found: dict[str, float] = {}
    for part in filter(None, (part.strip() for part in cell.split(";"))):
        name, _, value = (piece.strip() for piece in part.partition("="))
        try:
            found[name] = float(value)
        except ValueError:
            raise BadTable("findings.parameter", place, value=part) from None
        if not isfinite(found[name]) or (found[name] < 0 and name not in SIGNED):
            raise BadTable("findings.parameter", place, value=part)
    takes = TAKES[kind]
    if not takes.fits(found.keys()):
        said = {name: "; ".join(sorted(getattr(takes, name))) or "–" for name in ("needed", "any_of", "optional")}
        raise BadTable("findings.parameters", place, rule=kind, **said)
    return found
