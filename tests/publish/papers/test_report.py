"""A verification report tells what was checked, what came of it, and what that says of the rest."""

from dataclasses import replace
from math import comb

import pytest

from qala.insight.sampling import projected
from qala.publish.papers import render_report
from qala.publish.papers.report import Counted, Report, Sample, Scope, Skipped
from qala.texts import LANGUAGES, Language, number, percent, text
from tests.publish.papers.reading import pages, squeezed, whole
from tests.publish.papers.samples import report


@pytest.mark.parametrize("language", LANGUAGES)
def test_it_tells_everything_it_was_given(language: Language) -> None:
    told = report(language)
    said = whole(render_report(told, language))
    parts = [
        *told.verifiers, *told.remarks, told.sample.seed,
        *(part for one in told.checked for part in (one.about, one.unit, one.how or one.unit)),
        *(part for one in told.findings for part in (one.number, one.about, one.said, one.response, one.owner)),
        *(part for one in told.corrections for part in (one.about, one.reason, "17,5" if language != "en" else "17.5")),
        *(one.reason for one in told.refusals),
        *(part for one in told.conflicts for part in (one.person, one.declared, one.done)),
        *(one.work for one in told.spent), *(one.place for one in told.map),
        *(number(one, language) for one in (20, 80, 1600, 412, 93, 118, 14, 57, 55, 9, 1425, 150, 6)),
    ]  # fmt: skip
    assert [part for part in parts if squeezed(part) not in said] == []
    names = (
        "limited", "limited_means", "materiality_is", "method_order", "why_material", "why_sample", "why_doubt",
        "state_corrected", "state_returned", "state_rejected", "severity_serious", "progress_open", "difference",
    )  # fmt: skip
    assert [name for name in names if squeezed(text(f"papers.{name}", language)) not in said] == []
    assert squeezed(text("papers.hours_minutes", language, hours=47, minutes=25)) in said


def test_the_bound_is_the_exact_one() -> None:
    """By counting: the most errors under which six or fewer among 150 of 1,425 have a probability above 5 %."""

    def six_or_fewer(errors: int) -> float:
        ways = sum(comb(errors, found) * comb(1425 - errors, 150 - found) for found in range(7))
        return ways / comb(1425, 150)

    upper = max(errors for errors in range(6, 400) if six_or_fewer(errors) > 0.05)
    assert projected(6, 150, 1425).upper == upper
    said = whole(render_report(report("en"), "en"))
    assert f"nomorethan{upper}ofthe1,425values({percent(upper / 1425, 'en', 1)})".replace(" ", "") in said
    assert "4%werewrong" in said
    assert "51furthererrors" in said


def with_sample(values: int, checked: int, errors: int) -> Report:
    return replace(report("en"), sample=Sample("seed", 500, Counted(values, checked, errors)))


def test_of_a_sample_that_is_not_checked_whole_nothing_is_projected() -> None:
    said = whole(render_report(with_sample(50, 49, 0), "en"))
    assert "noerrorrateisprojected" in said
    assert "hypergeometric" not in said


def test_without_a_sample_nothing_is_said_of_the_rest() -> None:
    said = whole(render_report(with_sample(0, 0, 0), "en"))
    assert squeezed(text("papers.sample_none", "en")) in said
    assert "hypergeometric" not in said


def test_counts_that_do_not_fit_together_are_refused() -> None:
    with pytest.raises(ValueError, match="600"):
        render_report(with_sample(600, 600, 0), "en")


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_there_is_nothing_of_is_said(language: Language) -> None:
    none = Counted(0, 0, 0)
    empty = Report(report(language).subject, "reasonable", (), Scope(0, 0, 0, 0, 0), none, none, Sample("", 0, none))
    said = whole(render_report(empty, language))
    parts = ("map", "findings", "corrections", "refusals", "conflicts", "spent", "checked")
    names = (*(f"no_{part}" for part in parts), "sample_none", "reasonable_means")
    assert [name for name in names if squeezed(text(f"papers.{name}", language)) not in said] == []


def test_a_map_of_twenty_cities_keeps_the_three_rows_of_a_city_on_one_page() -> None:
    told = report("ru")
    cities = tuple(replace(told.map[0], place=f"Город-{at}-") for at in range(20))
    found = pages(render_report(replace(told, map=cities), "ru"))
    shown = [page for page in found if "Город-" in page]
    assert len(shown) > 1
    for page in shown:
        rows = page.split("Замечания")[0]
        cities_here = rows.count("Город-")
        assert [rows.count(name) for name in ("Заявлено", "Проверено", "Разница")] == [cities_here] * 3
    assert sum(page.count("Город-") for page in shown) == 20
    assert all("Здравоохранение" in page for page in shown), "the heads of columns are on every page"


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_is_not_stated_yet_is_not_stated(language: Language) -> None:
    lacks = ("Material values not decided about: 4.", "There is no draw.")
    said = whole(render_report(replace(report(language), lacks=lacks), language))
    level = text("papers.limited", language)
    for words in (*lacks, text("papers.not_stated", language, level=level)):
        assert squeezed(words) in said
    assert squeezed(text("papers.limited_means", language)) not in said
    without = whole(render_report(replace(report(language), assurance=None), language))
    assert squeezed(text("papers.no_plan", language)) in without


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_unverified_values_would_change_is_shown_by_place(language: Language) -> None:
    told = report(language)
    one, other = (row.standings[0] for row in told.map)
    skipped = (
        Skipped("Aaa", 80, 12, one.verified, replace(one.declared, degree=60.96)),
        Skipped("Bbb", 73, 0, other.verified, other.verified),
    )
    said = whole(render_report(replace(told, skipped=skipped), language))
    assert squeezed(text("papers.skipped_is", language, values="153", unverified="12")) in said
    point = "." if language == "en" else ","
    assert f"+12{point}0" in said, "61.0 less 49.0, as both are shown"
    assert said.index("Aaa") < said.index("Bbb")


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_edition_for_everybody_names_nobody(language: Language) -> None:
    told = replace(
        report(language), verifiers=("V-NAME",), findings=(replace(report(language).findings[0], said="F-SAID"),),
        corrections=(replace(report(language).corrections[0], reason="C-WHY", before=17.5),),
        refusals=(replace(report(language).refusals[0], reason="R-WHY"),),
        conflicts=(replace(report(language).conflicts[0], person="P-NAME"),), public=True,
    )  # fmt: skip
    said = whole(render_report(told, language))
    for private in ("V-NAME", "F-SAID", "C-WHY", "R-WHY", "P-NAME"):
        assert private not in said
        assert private in whole(render_report(replace(told, public=False), language))
    for words in (
        text("papers.public_edition", language), text("papers.limited_means", language), told.sample.seed,
        "17.5" if language == "en" else "17,5",
    ):  # fmt: skip
        assert squeezed(words) in said
