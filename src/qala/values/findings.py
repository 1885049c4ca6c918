"""Findings: data-quality rules, kept as data, that strike values. A finding never changes a value.

The rows that count are those with a value and a status of verified, official, measured or declared: for each area,
fact and period the first of these statuses, then the latest `recorded_at`. Rows not known at a date are left out by the
caller beforehand. What each kind of rule catches is said in `finding_kinds`.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

import polars as pl

from qala.areas.model import Areas
from qala.standard.finding_rules import FindingRule, read_rules
from qala.texts import Language, number, text
from qala.values.finding_figures import Figures, Finding, Key, Row, rows_of
from qala.values.finding_kinds import KINDS
from qala.values.model import Values

__all__ = ["Finding", "FindingRule", "describe", "find", "questioned", "read_rules"]

STATUSES = ("verified", "official", "measured", "declared")


def find(rules: Sequence[FindingRule], values: Values, areas: Areas) -> tuple[Finding, ...]:
    """What the rules strike among the rows that count, sorted by area, fact, period and rule.

    A person has decided on a verified row: what would be serious there is only asked. So it is where a declared value
    differs from a measured one: the measured one counts, and declaring another must not take it out.
    """
    figures = Figures.of(rows_of(counting(values)), areas, pairs(values))
    found: dict[tuple[str, str, str, str], Finding] = {}
    for rule in rules:
        for finding in KINDS[rule.rule](rule, figures):
            decided = figures.rows[finding.key].status == "verified" or rule.rule == "measured"
            softer = finding.severity == "serious" and decided
            found[(*finding.key, finding.rule)] = replace(finding, severity="ask") if softer else finding
    return tuple(found[key] for key in sorted(found))


def counting(values: Values, statuses: Sequence[str] = STATUSES) -> pl.DataFrame:
    """One row for each area, fact and period: the one that counts among rows of these statuses, the first the best."""
    rank = {status: place for place, status in enumerate(statuses)}
    return (
        values.frame.filter(pl.col("status").is_in(statuses) & pl.col("value").is_not_null())
        .with_columns(pl.col("status").replace_strict(rank, return_dtype=pl.Int64).alias("rank"))
        .sort("area", "fact", "period", "rank", "recorded_at", descending=[False, False, False, False, True])
        .unique(["area", "fact", "period"], keep="first", maintain_order=True)
    )


def pairs(values: Values) -> Mapping[Key, tuple[Row, Row]]:
    """The declared and the measured value of all that has both."""
    measured = counting(values, ("measured",))
    declared = counting(values, ("declared",)).join(measured, on=["area", "fact", "period"], how="semi")
    found = {row.key: row for row in rows_of(measured)}
    return {row.key: (row, found[row.key]) for row in rows_of(declared)}


def questioned(findings: Iterable[Finding]) -> frozenset[tuple[str, str, str]]:
    """Area, fact and period of the values that a serious finding strikes."""
    return frozenset((item.area, item.fact, item.period) for item in findings if item.severity == "serious")


def describe(finding: Finding, rule: FindingRule, language: Language) -> str:
    """One sentence with the numbers compared."""
    fields = {
        name: field if isinstance(field, str) else number(field, language, decimals=2)
        for name, field in finding.fields.items()
    }
    return text(f"findings.{rule.rule.replace('-', '_')}", language, **fields)
