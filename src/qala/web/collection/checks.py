"""The checks that strike an answer while it is given: rules of the standards, as data."""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from django.db.models import F

from qala.standard.finding_rules import FindingRule, rules_of
from qala.texts import LANGUAGES
from qala.values import form
from qala.values.entry_checks import EntryChecks, beside, concerned
from qala.values.finding_figures import Row
from qala.values.known_rows import KnownRows
from qala.web.collection.figures import figures_of
from qala.web.collection.method import places_of, standard_named
from qala.web.collection.models import Answer, Question, Round, State

if TYPE_CHECKING:
    from qala.web.collection.actions.answer import Draft


@dataclass(frozen=True)
class Struck:
    """A rule that struck an answer. severity: serious, ask or note; said: its sentence in each language."""

    rule: str
    severity: str
    said: dict[str, str]


def struck_by(question: Question, draft: "Draft") -> tuple[Struck, ...]:
    """The rules of the round's standards that strike an answer, the gravest first."""
    return struck_together(question.round, question.area, {question.fact: draft})[question.fact]


def struck_together(one: Round, area: str, drafts: Mapping[str, "Draft"]) -> dict[str, tuple[Struck, ...]]:
    """The rules that strike each of several answers of an area, all of them given at once; by fact."""
    found: dict[str, tuple[Struck, ...]] = dict.fromkeys(drafts, ())
    rules = concerned(_rules(tuple(one.standards)), drafts)
    if not rules:
        return found
    known = _known(one, beside(rules, drafts))
    checks = EntryChecks.of(rules, known, places_of(one.table), area, one.period)
    given = {
        fact: form.Answer(fact, each.value, each.numerator, each.denominator, each.reason)
        for fact, each in drafts.items()
    }
    for each in checks.strike(given):
        one_struck = Struck(each.rule.id, each.severity, {language: each.text(language) for language in LANGUAGES})
        found[each.fact] = (*found[each.fact], one_struck)
    return found


@lru_cache(maxsize=32)
def _rules(standards: tuple[str, ...]) -> tuple[FindingRule, ...]:
    """The rules of standards, each id once."""
    found = {rule.id: rule for name in reversed(standards) for rule in rules_of(standard_named(name))}
    return tuple(found.values())


def _known(one: Round, facts: Collection[str]) -> KnownRows:
    """What is known of some facts: the official figures, and what was answered so far."""
    return _official(one.table, tuple(one.standards)).of_facts(facts).declared(_answered(one, facts))


@lru_cache(maxsize=8)
def _official(table: str, standards: tuple[str, ...]) -> KnownRows:
    return KnownRows.of(figures_of(table, standards))


def _answered(one: Round, facts: Collection[str]) -> Iterator[Row]:
    """The standing answers of a round with a value that nobody rejected."""
    asked = one.questions.filter(fact__in=facts).exclude(state=State.REJECTED)
    standing = Answer.objects.filter(question__in=asked, number=F("question__version"), value__isnull=False)
    columns = ("question__area", "question__fact", "value", "numerator", "denominator")
    for area, fact, value, numerator, denominator in standing.order_by().values_list(*columns):
        yield Row(area, fact, one.period, value, numerator, denominator, "declared", area)
