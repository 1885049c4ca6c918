"""The findings of an assessment by rule: what was found, where and when, and what became of the figure."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from qala.publish.naming import named
from qala.standard import Standard
from qala.standard.finding_rules import SEVERITIES, rules_of
from qala.texts import Language, text

Row = Mapping[str, Any]


@dataclass(frozen=True)
class Struck:
    """A figure that a rule struck; became: whether it counts."""

    area: str
    indicator: str
    title: str
    period: str
    said: str
    became: str
    counts: bool


@dataclass(frozen=True)
class Group:
    """A rule with what it found; count: on all pages."""

    id: str
    title: str
    explanation: str
    severity: str
    severity_text: str
    count: int
    items: tuple[Struck, ...]


@dataclass(frozen=True)
class Wanted:
    """Which findings are looked for; blank: all."""

    area: str = ""
    indicator: str = ""
    severity: str = ""

    def takes(self, row: Row) -> bool:
        """Whether a finding is looked for."""
        asked = {"area": self.area, "indicator": self.indicator, "severity": self.severity}
        return all(not value or row[name] == value for name, value in asked.items())


def wanted_of(findings: Iterable[Row], wanted: Wanted) -> list[Row]:
    """The findings that are looked for, the gravest first, by rule, place and the latest period."""
    found = [row for row in findings if wanted.takes(row)]
    found.sort(key=lambda row: row["period"], reverse=True)
    return sorted(found, key=lambda row: (SEVERITIES.index(row["severity"]), row["rule"], row["area"], row["fact"]))


def groups_of(
    found: Sequence[Row], page: slice, everything: Iterable[Row], standard: Standard, names: Mapping[str, str],
    language: Language,
) -> tuple[Group, ...]:  # fmt: skip
    """A page of the findings that are looked for, by rule and severity; everything: all findings there are."""
    rules = {one.id: one for one in rules_of(standard)}
    counted = Counter((row["rule"], row["severity"]) for row in found)
    out = {(row["area"], row["fact"], row["period"]) for row in everything if row["severity"] == "serious"}
    made = []
    for (id_, severity), rows in groupby(found[page], key=lambda row: (row["rule"], row["severity"])):
        rule = rules[id_]
        items = tuple(_struck(row, out, standard, names, language) for row in rows)
        title, explanation = rule.title.text(language), rule.explanation.text(language)
        said = text(f"struck.severity_{severity}", language)
        made.append(Group(id_, title, explanation, severity, said, counted[id_, severity], items))
    return tuple(made)


def _struck(
    row: Row, out: set[tuple[str, str, str]], standard: Standard, names: Mapping[str, str], language: Language
) -> Struck:
    indicator = standard.indicator.get(row["indicator"])
    title = named(indicator, language) if indicator else row["fact"]
    area = names.get(row["area"], row["area"])
    counts = (row["area"], row["fact"], row["period"]) not in out
    scored = indicator is not None and indicator.scored
    became = text(f"struck.{'out' if not counts else 'counts' if scored else 'context'}", language)
    return Struck(
        area, row["indicator"] if indicator else "", title, row["period"], row["text"][language], became, counts
    )
