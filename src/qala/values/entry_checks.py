"""What the rules of findings say of values while somebody enters them: one area, one period.

Nothing is refused here: every value can be given with an explanation.
"""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from qala.areas.model import Areas
from qala.standard.finding_rules import SEVERITIES, TOGETHER, FindingRule
from qala.texts import Language, text
from qala.values.finding_figures import Figures, Finding, Key, Row, shifted
from qala.values.finding_kinds import KINDS, OF_THE_FACT
from qala.values.findings import describe
from qala.values.form import Answer
from qala.values.known_rows import KnownRows
from qala.values.model import POPULATION, Values


@dataclass(frozen=True, slots=True)
class EntryFinding:
    """A rule that strikes an answer."""

    finding: Finding
    rule: FindingRule

    @property
    def fact(self) -> str:
        """Which answer it strikes."""
        return self.finding.fact

    @property
    def severity(self) -> str:
        """One of SEVERITIES."""
        return self.finding.severity

    @property
    def asks(self) -> bool:
        """Whether an explanation is needed."""
        return self.severity != "note"

    def text(self, language: Language) -> str:
        """One sentence with the numbers compared."""
        return describe(self.finding, self.rule, language)

    def meaning(self, language: Language) -> str:
        """What its severity means for whoever enters the value."""
        return text(f"findings.meaning_{self.severity}", language)


@dataclass(frozen=True)
class EntryChecks:
    """The rules for one area and period, beside what is known. rows: the values that count, by fact; measured: those
    measured in the area.
    """

    rules: tuple[FindingRule, ...]
    areas: Areas
    area: str
    period: str
    rows: Mapping[str, Sequence[Row]]
    measured: Mapping[Key, Row]

    @staticmethod
    def of(
        rules: Sequence[FindingRule], known: Values | KnownRows, areas: Areas, area: str, period: str
    ) -> "EntryChecks":
        """known: all that is known of the area, and of the others what is of this period and a year before; for some
        answers alone, of the facts that `beside` gives.
        """
        asked = tuple(rule for rule in rules if rule.rule not in OF_THE_FACT)
        facts = {POPULATION, *(fact for rule in asked for fact in rule.facts)}
        all_known = (known if isinstance(known, KnownRows) else KnownRows.of(known)).of_facts(facts)
        near = (period, shifted(period, -1))
        rows = {
            fact: [row for row in every if row.area == area or row.period in near]
            for fact, every in all_known.counting.items()
        }
        measured = {row.key: row for every in all_known.measured.values() for row in every if row.area == area}
        return EntryChecks(asked, areas, area, period, rows, measured)

    def strike(self, answers: Mapping[str, Answer]) -> tuple[EntryFinding, ...]:
        """The findings that strike answers, by their facts: the gravest first, then in the order of the answers."""
        given = {fact: answer for fact, answer in answers.items() if answer.given}
        rules = [(rule, about) for rule in self.rules if (about := _about(rule, given)).facts]
        figures = self._figures(given, {POPULATION, *(fact for _, about in rules for fact in about.facts)})
        found: dict[tuple[str, str], EntryFinding] = {}
        for rule, about in rules:
            for finding in KINDS[rule.rule](about, figures):
                if finding.fact in given and (finding.area, finding.period) == (self.area, self.period):
                    found[finding.fact, rule.id] = EntryFinding(finding, rule)
        place = {fact: number for number, fact in enumerate(given)}
        return tuple(sorted(found.values(), key=lambda one: (SEVERITIES.index(one.severity), place[one.fact])))

    def _figures(self, given: Mapping[str, Answer], facts: set[str]) -> Figures:
        """What is known of these facts, the answers in the place of what is known of them."""
        keys = {fact: (self.area, fact, self.period) for fact in given}
        rows = {row.key: row for fact in sorted(facts) for row in self.rows.get(fact, ())}
        former = {fact: rows.pop(key, None) for fact, key in keys.items()}
        answered = list(self._answered(given, former))
        pairs = {row.key: (row, self.measured[row.key]) for row in answered if row.key in self.measured}
        return Figures.of([*rows.values(), *answered], self.areas, pairs, self.area)

    def _answered(self, given: Mapping[str, Answer], former: Mapping[str, Row | None]) -> Iterator[Row]:
        """The answers as rows; what confirms a known figure describes the same place as that."""
        for fact, answer in given.items():
            if answer.value is None:
                continue
            known = former[fact]
            boundary = known.boundary if known and known.value == answer.value else self.area
            parts = answer.numerator, answer.denominator
            yield Row(self.area, fact, self.period, answer.value, *parts, "declared", boundary)


def concerned(rules: Sequence[FindingRule], facts: Collection[str]) -> tuple[FindingRule, ...]:
    """The rules that look at any of some facts."""
    return tuple(rule for rule in rules if not set(rule.facts).isdisjoint(facts))


def beside(rules: Sequence[FindingRule], facts: Collection[str]) -> frozenset[str]:
    """The facts whose values have to be known to check answers about some: those, what they are compared with, and the
    population.
    """
    return frozenset({POPULATION, *facts, *(fact for rule in rules for fact in _about(rule, facts).facts)})


def _about(rule: FindingRule, given: Collection[str]) -> FindingRule:
    """The rule with those of its facts that have to be looked at for these answers."""
    facts = tuple(fact for fact in rule.facts if fact in given)
    return rule if facts and rule.rule in TOGETHER else replace(rule, facts=facts)
