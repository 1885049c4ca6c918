"""The page of a city: facts first, each number of them that of the row it comes from."""

import re
from typing import Any

import pytest

import qala
from qala.insight import standard_of
from qala.publish.case import Case
from qala.publish.city import City, city_of, weights_of
from qala.publish.facts import facts_of
from qala.texts import LANGUAGES, Language, number, text

KARAGANDA, ALMATY = "351010000", "750000000"


@pytest.fixture(scope="module")
def document() -> Any:
    standard = qala.read_standard("kz-2017")
    return qala.assess(standard, qala.read_values(qala.figures(), standard), "2018,2019").document


def case_of(document: Any, area: str, period: str, language: Language = "en") -> Case:
    return Case.of(document, standard_of(document), area, period, "verified", language)


def city(document: Any, area: str, language: Language = "en") -> City:
    return city_of([case_of(document, area, period, language) for period in ("2018", "2019")])


def test_the_air_of_karaganda_is_told_as_a_reader_would(document: Any) -> None:
    fact = next(one for one in facts_of(case_of(document, KARAGANDA, "2019")) if one.id == "ev-pm25")
    assert (fact.value, fact.period, fact.against) == ("56 µg/m³", "2019", "11 times the guideline")
    assert fact.whose == "the city's own figures"


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("area", [KARAGANDA, ALMATY])
def test_every_fact_is_the_figure_of_its_row(document: Any, area: str, language: Language) -> None:
    case = case_of(document, area, "2019", language)
    found = facts_of(case)
    assert 6 <= len(found) <= 9
    assert len({one.id for one in found}) == len(found)
    for fact in found:
        row = case.rows[fact.id]
        assert fact.value.startswith(number(row["value"], language, 3))
        assert (fact.source, fact.period) == (row["source"], row["value_period"])
        whose = text("facts.own", language)
        if row["boundary"] != area:
            whose = text("facts.of", language, place=case.place(row["boundary"]))
        assert fact.whose == whose


def test_times_are_said_of_guidelines_that_are_exceeded_alone(document: Any) -> None:
    for area in (KARAGANDA, ALMATY):
        case = case_of(document, area, "2019")
        for fact in facts_of(case):
            indicator, value = case.standard.indicator[fact.id], case.rows[fact.id]["value"]
            if "times" in fact.against:
                assert "guideline" in indicator.basis
                times = float(re.match(r"[\d.]+", fact.against)[0])  # type: ignore[index]
                assert times == pytest.approx(value / indicator.low, abs=0.5 if times >= 10 else 0.05)


def test_the_farthest_from_their_goals_come_first(document: Any) -> None:
    case = case_of(document, ALMATY, "2019")
    degrees = [case.rows[one.id]["degree"] for one in facts_of(case)]
    worst = [degree for degree in degrees[:7] if degree is not None]
    assert worst == sorted(worst)


def test_shares_of_those_who_can_change_something_are_those_of_the_standard(document: Any) -> None:
    case = case_of(document, ALMATY, "2019")
    assert sum(weights_of(case).values()) == pytest.approx(1)
    groups = city(document, ALMATY).groups
    assert sum(one.asked for one in groups) == len(case.below(case.standard.root))
    assert sum(one.known for one in groups) == case.rows["city"]["known"]


def test_what_nobody_reported_is_counted_by_who_should(document: Any) -> None:
    case = case_of(document, ALMATY, "2019")
    missing = [one for one in case.below(case.standard.root) if case.rows[one.id]["state"] == "missing"]
    assert sum(count for _, count in city(document, ALMATY).silent) == len(missing) > 0


def test_years_are_those_of_the_map(document: Any) -> None:
    for line in city(document, KARAGANDA).lines:
        for year in line.years:
            degree = case_of(document, KARAGANDA, year.period).rows[line.id]["degree"]
            assert year.degree == ("–" if degree is None else number(degree, "en", 1, fixed=True))


def test_a_city_of_which_nothing_is_known_has_a_page() -> None:
    standard = qala.read_standard("kz-2017")
    values = qala.read_values(qala.figures(), standard)
    made = qala.assess(standard, values, "1990", basis="verified").document
    area = made["areas"]["rows"][0]["id"]
    shown = city_of([case_of(made, area, "1990")])
    assert shown.facts == ()
    assert all(cell.withheld for cell in shown.cells)
