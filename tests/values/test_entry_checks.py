"""What the rules say while an answer is typed: only of this area and period, beside what is known, never a refusal."""

from collections.abc import Mapping

import pytest

from qala.areas.model import Area, Areas
from qala.standard.finding_rules import FindingRule
from qala.texts import LANGUAGES
from qala.values.entry_checks import EntryChecks, EntryFinding, beside
from qala.values.findings import find
from qala.values.form import Answer
from qala.values.model import Values
from tests import kz_figures as kz
from tests.values.test_findings import NAME, rule, series

CITIES = Areas(tuple(Area(id_, NAME, kind="city", population=1000) for id_ in "abcdef"))


def known(*rows: list[dict[str, object]]) -> Values:
    return kz.values_of([row for those in rows for row in those])


def strike(one: FindingRule, values: Values, answers: Mapping[str, float], period: str = "2019") -> list[EntryFinding]:
    checks = EntryChecks.of([one], values, CITIES, "c", period)
    return list(checks.strike({fact: Answer(fact, value) for fact, value in answers.items()}))


def facts(found: list[EntryFinding]) -> list[str]:
    return [one.fact for one in found]


def test_last_years_value_of_the_same_area() -> None:
    jump = rule("jump", points=30)
    assert facts(strike(jump, known(series(50)), {"f": 81})) == ["f"]
    assert strike(jump, known(series(50)), {"f": 80}) == []
    assert strike(jump, known(series(50, area="a")), {"f": 81}) == []
    assert strike(jump, known(series(50, 10)), {"g": 10}) == []  # what is struck was not answered


def test_an_answer_stands_in_the_place_of_what_was_known() -> None:
    low = rule("outside", low=5)
    assert strike(low, known(series(None, 1)), {"f": 6}) == []
    assert facts(strike(low, known(series(None, 6)), {"f": 1})) == ["f"]
    checks = EntryChecks.of([low], known(series(None, 1)), CITIES, "c", "2019")
    assert checks.strike({"f": Answer("f", reason="not-collected")}) == ()
    assert checks.strike({"f": Answer("f")}) == ()


def test_answers_are_compared_with_each_other_and_with_what_is_known() -> None:
    order = rule("at-most", facts=("f", "g"))
    assert facts(strike(order, known([]), {"f": 9, "g": 8})) == ["f", "g"]
    official = known(series(None, 8, fact="g"))
    assert facts(strike(order, official, {"f": 9})) == ["f"]
    checks = EntryChecks.of([order], official, CITIES, "c", "2019")
    missing = {"f": Answer("f", 9), "g": Answer("g", reason="not-yet")}
    assert checks.strike(missing) == ()


def test_a_confirmed_figure_describes_the_place_that_it_described() -> None:
    order = rule("at-most", facts=("f", "g"))
    oblast = known(series(None, 8, fact="g", boundary="a"))
    assert strike(order, oblast, {"f": 9, "g": 8}) == []
    assert facts(strike(order, oblast, {"f": 9, "g": 7})) == ["f", "g"]


def test_peers_population_and_measured_values_of_the_period() -> None:
    others = known(*(series(None, value, area=id_) for id_, value in zip("abdef", (10, 11, 9, 10, 10), strict=True)))
    assert facts(strike(rule("peers", distance=5), others, {"f": 40})) == ["f"]
    assert strike(rule("peers", distance=5), others, {"f": 40}, "2018") == []
    assert facts(strike(rule("per-population", high=1), known([]), {"f": 1001})) == ["f"]
    measured = known(series(None, 63, status="measured"))
    (found,) = strike(rule("measured", "serious", share=0.2), measured, {"f": 50})
    assert (found.severity, found.fact) == ("serious", "f")


def test_numerator_and_denominator() -> None:
    checks = EntryChecks.of([rule("ratio", points=0.5)], known([]), CITIES, "c", "2019")
    assert checks.strike({"f": Answer("f", 50, 1, 2)}) == ()
    assert [one.fact for one in checks.strike({"f": Answer("f", 60, 1, 2)})] == ["f"]


def test_what_says_something_of_the_fact_alone_is_not_said_at_entry() -> None:
    full = known(*(series(99, 99, area=id_) for id_ in "abdef"))
    assert strike(rule("silent", "note", above=95, areas=5, share=0.8), full, {"f": 99}) == []


def test_the_gravest_first() -> None:
    rules = [
        FindingRule("n", "outside", ("f",), "note", {"low": 5}, NAME, NAME),
        FindingRule("a", "outside", ("f", "g"), "ask", {"low": 5}, NAME, NAME),
        FindingRule("s", "outside", ("g",), "serious", {"low": 5}, NAME, NAME),
    ]
    checks = EntryChecks.of(rules, known([]), CITIES, "c", "2019")
    found = checks.strike({"f": Answer("f", 1), "g": Answer("g", 1)})
    assert [(one.rule.id, one.fact) for one in found] == [("s", "g"), ("a", "f"), ("a", "g"), ("n", "f")]
    assert [one.asks for one in found] == [True, True, True, False]


@pytest.mark.parametrize("language", LANGUAGES)
def test_each_says_what_it_found_and_what_that_means(language: str) -> None:
    meanings = set()
    for severity in ("serious", "ask", "note"):
        (found,) = strike(rule("outside", severity, low=5), known([]), {"f": 1.5})
        said = found.text(language)  # type: ignore[arg-type]
        assert ("1.5" if language == "en" else "1,5") in said
        meanings.add(found.meaning(language))  # type: ignore[arg-type]
    assert len(meanings) == 3
    assert all(meaning.endswith(".") for meaning in meanings)


def test_what_has_to_be_known_for_an_answer() -> None:
    rules = [rule("at-most", facts=("f", "g")), rule("jump", points=3, facts=("f", "h")), rule("jump", facts=("k",))]
    assert beside(rules, ["f"]) == {"f", "g", "population"}
    assert beside(rules, ["h"]) == {"h", "population"}


def test_the_same_as_in_an_assessment() -> None:
    """The shipped figures entered anew, area by area: what is said at entry is what the assessment finds."""
    figures, areas, rules = kz.figures(), kz.areas(), kz.rules()
    later = {(row.rule, row.area, row.fact) for row in find(rules, figures, areas) if row.period == "2019"}
    skipped = {one.id for one in rules if one.rule == "silent"}
    for area in ("710000000", "351010000", "350000000"):
        rows = figures.frame.filter((figures.frame["area"] == area) & (figures.frame["period"] == "2019"))
        answers = {row["fact"]: Answer(row["fact"], row["value"], row["numerator"], row["denominator"])
                   for row in rows.filter(rows["status"] == "official").to_dicts()}  # fmt: skip
        found = EntryChecks.of(rules, figures, areas, area, "2019").strike(answers)
        wanted = {(id_, fact) for id_, place, fact in later if place == area and id_ not in skipped}
        assert {(one.rule.id, one.fact) for one in found} == wanted
        assert wanted
