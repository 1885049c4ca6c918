"""The figures that a city opens with: which they are, and that each number in a sentence is that of the rows."""

import re
from collections import Counter
from statistics import median
from typing import Any

import pytest

from qala.insight import standard_of
from qala.publish.case import Case
from qala.publish.facts import Fact, Others, chosen, fact_of
from qala.publish.facts.fact import plain, times
from qala.publish.facts.grounds import ground_of
from qala.texts import LANGUAGES, Language, text
from qala.web.publications.parts import rows_of
from tests.kz_demo import demo_assessment
from tests.packs_by_hand import areas, assessed, long, standard

CITIES = ("151010000", "351010000", "710000000", "750000000", "790000000")
TREE = "id,parent,weight\nall,,\nair,all,1\nroad,all,1\n"
HEAD = "id,parent,direction,kind,low,high,class,unit,basis\n"


def case_of(area: str, language: Language = "en") -> Case:
    document = demo_assessment()
    return Case.of(document, standard_of(document), area, "2019", "verified", language)


def others() -> Others:
    document = demo_assessment()
    series: dict[str, list[Any]] = {}
    for row in rows_of(document["values"]["table"]):
        series.setdefault(row["fact"], []).append(row)
    return Others(series, "KZ", CITIES)


def facts(area: str, language: Language = "en") -> dict[str, Fact]:
    case = case_of(area, language)
    choice = chosen(case)
    return {one.id: fact_of(case, one, others()) for one in (*choice.furthest, *choice.nearest)}


def by_hand(indicators: str, **values: float) -> Case:
    document = assessed(standard(TREE, HEAD + indicators), long(town=values), areas("town")).document
    return Case.of(document, standard_of(document), "town", "2020", "verified", "en")


def numbers(said: str) -> list[float]:
    return [float(one.replace(",", "")) for one in re.findall(r"(?<![\d.])\d[\d,]*(?:\.\d+)?", said)]


def test_the_sentence_about_the_air_of_karaganda() -> None:
    found = facts("351010000")["ev-pm25"]
    assert f"{found.lead} {found.value}" == "Annual mean of PM2.5, 2019: 56 µg/m³"
    assert found.said == ("11 times the guideline of 5 µg/m³.", "Figures of the city itself.")
    assert found.publisher == "Bureau of National Statistics of Kazakhstan"
    assert found.source.startswith(found.publisher + ", ")


def test_it_is_said_in_russian_and_kazakh() -> None:
    assert facts("351010000", "ru")["ev-pm25"].said[0] == "В 11 раз больше рекомендованного (5 мкг/м³)."
    assert facts("351010000", "kk")["ev-pm25"].said[0] == "Ұсынылған мәннен 11 есе көп (5 мкг/м³)."


@pytest.mark.parametrize("area", CITIES)
def test_each_number_is_that_of_the_rows(area: str) -> None:
    case, found = case_of(area), facts(area)
    assert 6 <= len(found) <= 9
    for id_, fact in found.items():
        row, indicator = case.rows[id_], case.standard.indicator[id_]
        assert numbers(fact.value)[0] == pytest.approx(row["value"], rel=0.005)
        relation = fact.said[0]
        if "times the guideline" in relation:
            ratio, best = numbers(relation)
            assert best == indicator.low
            assert ratio == pytest.approx(row["value"] / best, abs=0.05 if ratio < 10 else 0.5)
        elif relation.startswith("The aim"):
            assert numbers(relation) == [indicator.high]
        else:
            assert relation.startswith("Kazakhstan")
            periods = [one["period"] for one in row["pool"]] or [row["value_period"]]
            known = [
                one["value"]
                for one in others().series[indicator.fact]
                if one["area"] == "KZ" and one["period"] in periods
            ]
            assert len(known) == len(periods)
            assert numbers(relation)[-1] == pytest.approx(sum(known) / len(known), rel=0.005)


@pytest.mark.parametrize("area", CITIES)
def test_whose_and_of_when_a_figure_is_stands_in_its_sentence(area: str) -> None:
    case = case_of(area)
    for id_, fact in facts(area).items():
        row = case.rows[id_]
        said = " ".join(fact.said)
        whose = "the city itself" if row["boundary"] == area else f"Figures of: {case.place(row['boundary'])}."
        assert whose in said
        assert ("There is no figure for 2019" in said) == (row["value_period"] != "2019")
        periods = sorted(one["period"] for one in row["pool"])
        if len(periods) > 1:
            assert f"{periods[0]}–{periods[-1]}" in fact.lead


@pytest.mark.parametrize("area", CITIES)
def test_the_furthest_come_first_and_no_industry_crowds(area: str) -> None:
    case = case_of(area)
    choice = chosen(case)
    industry = {one.id: node.id for node in case.standard.industries for one in case.below(node)}
    assert max(Counter(industry[one.id] for one in choice.furthest).values()) <= 2
    assert max(Counter(industry[one.id] for one in (*choice.furthest, *choice.nearest)).values()) <= 3
    counted = [case.rows[one.id]["degree"] for one in choice.furthest if case.rows[one.id]["degree"] is not None]
    assert counted == sorted(counted)
    for one in choice.nearest:
        assert case.rows[one.id]["degree"] > max(counted)
    assert all(one.class_ == "outcome" and one.scored for one in (*choice.furthest, *choice.nearest))


def test_what_a_finding_struck_is_said_and_is_never_among_the_nearest() -> None:
    found = facts("151010000")["tr-roads"]
    assert found.warnings[0] == text("city.struck", "en")
    assert found.warnings[1].startswith("Last year's value repeated: ")
    for area in CITIES:
        assert all(case_of(area).rows[one.id]["state"] != "questioned" for one in chosen(case_of(area)).nearest)
    assert facts("351010000")["ev-pm25"].warnings == ()


def test_a_figure_that_may_not_stand_for_the_city_is_not_told() -> None:
    case = case_of("151010000")
    assert case.rows["ed-toilet"]["state"] == "withheld"
    choice = chosen(case)
    assert "ed-toilet" not in [one.id for one in (*choice.furthest, *choice.nearest)]


@pytest.mark.parametrize(
    ("basis", "ground"),
    [
        ("low: WHO interim target 1; high: WHO guideline 2021", "guideline"),
        ("low: WHO guideline; high: logical minimum", ""),
        ("low: worst; high: Nurly Zhol aim for local roads by 2025, 95", "aim"),
        ("high: WHO interim target 1", ""),
        ("low: proposal; high: sanitary norm of 2021", "norm"),
        ("high: EU-27 2019, 5.1 (recalled)", ""),
        ("norm 10 and 15 minutes: order; goalposts proposal", ""),
        ("high: рекомендация ВОЗ 2021", "guideline"),
        ("", ""),
    ],
)
def test_a_ground_is_read_from_what_the_best_end_rests_on(basis: str, ground: str) -> None:
    one = standard(TREE, HEAD + f"a,air,lower,quantity,1,9,outcome,m,{basis!r}\n".replace("'", '"')).indicator["a"]
    assert ground_of(one) == ground


@pytest.mark.parametrize(
    ("value", "said"),
    [
        (4.0, "Within the norm of 5 km."),
        (5.0, "Within the norm of 5 km."),
        (5.1, "About the norm of 5 km."),
        (6.0, "1.2 times the norm of 5 km."),
        (12.5, "2.5 times the norm of 5 km."),
        (56.0, "11 times the norm of 5 km."),
    ],
)
def test_a_figure_is_set_in_relation_to_a_norm(value: float, said: str) -> None:
    case = by_hand("a,air,lower,quantity,5,35,outcome,km,high: norm\n", a=value)
    assert fact_of(case, case.standard.indicator["a"], Others({})).said[0] == said


def test_more_is_better_reaches_its_aim_or_names_it() -> None:
    row = "a,air,higher,share,0,40,outcome,%,high: aim for 2030\n"
    for value, said in ((10.0, "The aim is 40 %."), (40.0, "Reaches the aim of 40 %.")):
        case = by_hand(row, a=value)
        assert fact_of(case, case.standard.indicator["a"], Others({})).said[0] == said


def test_beside_the_middle_of_the_other_cities_where_the_country_has_no_value() -> None:
    row = "a,air,higher,share,0,40,outcome,%,\n"
    values = {"town": 10.0, "x": 20.0, "y": 36.0, "z": 22.0, "struck": 1.0}
    table = long(**{area: {"a": value} for area, value in values.items()})
    document = assessed(standard(TREE, HEAD + row), table, areas(*values)).document
    case = Case.of(document, standard_of(document), "town", "2020", "verified", "en")
    series = {"a": tuple(rows_of(document["values"]["table"]))}
    found = fact_of(case, case.standard.indicator["a"], Others(series, "", tuple(values), {("struck", "a", "2020")}))
    assert found.said[0] == f"Middle of 3 other cities: {median([20.0, 36.0, 22.0]):g} %."
    alone = fact_of(case, case.standard.indicator["a"], Others(series, "", ("town", "x")))
    assert alone.said == ("Figures of the city itself.",)


def test_without_outcomes_all_quantities_are_told_but_no_levels() -> None:
    rows = "a,air,lower,quantity,0,10,output,m,\nb,road,higher,quantity,0,10,,m,\nc,road,higher,level,0,5,,level 0-5,\n"
    choice = chosen(by_hand(rows, a=9.0, b=8.0, c=1.0))
    assert [one.id for one in choice.furthest] == ["a", "b"]


def test_no_figures_are_no_facts() -> None:
    document = assessed(
        standard(TREE, HEAD + "a,air,lower,quantity,0,10,outcome,m,\n"), long(other={"a": 1.0}), areas("town", "other")
    ).document
    case = Case.of(document, standard_of(document), "town", "2020", "verified", "en")
    assert chosen(case).furthest == chosen(case).nearest == ()


@pytest.mark.parametrize(
    ("ratio", "en", "ru"),
    [
        (1.2, "1.2 times", "1,2 раза"),
        (2.0, "2 times", "2 раза"),
        (2.54, "2.5 times", "2,5 раза"),
        (5.02, "5 times", "5 раз"),
        (11.2, "11 times", "11 раз"),
        (21.4, "21 times", "21 раз"),
        (22.0, "22 times", "22 раза"),
    ],
)
def test_times_are_rounded_and_their_word_agrees(ratio: float, en: str, ru: str) -> None:
    assert " ".join(times(ratio, "en")) == en
    assert " ".join(times(ratio, "ru")) == ru


@pytest.mark.parametrize(
    ("value", "said"),
    [(11.683, "11.7"), (56.0, "56"), (1108.0, "1,108"), (0.0312, "0.0312"), (0.0, "0"), (2.546, "2.55")],
)
def test_three_digits_tell(value: float, said: str) -> None:
    assert plain(value, "en") == said


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_sentence_is_there_in_each_language(language: Language) -> None:
    for area in CITIES:
        for fact in facts(area, language).values():
            assert all((fact.lead, fact.value, fact.said, fact.industry))
            assert not re.search(r"[{}]", " ".join((fact.lead, *fact.said, *fact.warnings)))
