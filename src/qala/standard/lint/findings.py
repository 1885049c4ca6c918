"""Faults of findings.csv: rules about what is not there, or that say nothing of what they look at."""

from collections.abc import Iterator, Mapping

from qala.files import parse_table
from qala.standard.cells import rows
from qala.standard.finding_rules import FINDINGS, TOGETHER, FindingRule, rules_of
from qala.standard.lint.fault import Fault, fault
from qala.standard.model import Indicator, Standard

BESIDE = frozenset({"population"})
"""Facts that findings may speak of though no indicator asks for them."""
SAYS_NOTHING: Mapping[str, tuple[str, ...]] = {
    "change": ("level", "yes-no"),
    "peers": ("level", "yes-no"),
    "per-population": ("share", "rate", "level", "yes-no"),
    "ratio": ("level", "yes-no", "count"),
}
"""Of which kinds of indicators a kind of rule says nothing."""
ALWAYS: Mapping[str, tuple[float, float]] = {"share": (0, 100), "level": (0, 5), "yes-no": (0, 1)}
"""Within which limits values of a kind lie whatever they are."""


def findings(standard: Standard) -> Iterator[Fault]:
    """Rule by rule. Raises BadTable where the table of rules cannot be read."""
    if FINDINGS not in standard.files:
        return
    asked: dict[str, Indicator] = {}
    for one in standard.indicators:
        asked.setdefault(one.fact, one)
    table = rows(parse_table(standard.files[FINDINGS], FINDINGS))
    for cells, rule in zip(table, rules_of(standard), strict=True):
        row = cells.place().row
        yield from _of_facts(rule, asked, row)
        yield from _of_limits(rule, asked, row)
        units = {asked[fact].unit for fact in rule.facts if fact in asked}
        if rule.rule in TOGETHER and len(units) > 1:
            yield fault("finding_units", FINDINGS, row, "facts", id=rule.id, units=", ".join(sorted(units)))


def _of_facts(rule: FindingRule, asked: Mapping[str, Indicator], row: int | None) -> Iterator[Fault]:
    for fact in rule.facts:
        one = asked.get(fact)
        if one is None:
            if fact not in BESIDE:
                yield fault("finding_fact", FINDINGS, row, "facts", fact=fact)
        elif one.kind in SAYS_NOTHING.get(rule.rule, ()):
            yield fault("finding_kind", FINDINGS, row, "facts", rule=rule.rule, fact=fact, kind=one.kind)
        elif rule.rule == "ratio" and not (one.numerator and one.denominator):
            yield fault("finding_ratio", FINDINGS, row, "facts", fact=fact)


def _of_limits(rule: FindingRule, asked: Mapping[str, Indicator], row: int | None) -> Iterator[Fault]:
    low, high = rule.parameters.get("low"), rule.parameters.get("high")
    if low is not None and high is not None and low >= high:
        yield fault("finding_limits", FINDINGS, row, "parameters", low=f"{low:g}", high=f"{high:g}")
    if rule.rule != "outside":
        return
    for fact in (fact for fact in rule.facts if fact in asked):
        least, most = ALWAYS.get(asked[fact].kind, (None, None))
        if least is not None and most is not None and not _strikes(low, high, least, most):
            yield fault("finding_never", FINDINGS, row, "parameters", id=rule.id, fact=fact)


def _strikes(low: float | None, high: float | None, least: float, most: float) -> bool:
    return (low is not None and low > least) or (high is not None and high < most)
