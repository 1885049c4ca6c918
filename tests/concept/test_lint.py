"""Every fault of a concept is told with its place and its mend, and a concept without any is clean."""

import pytest

from qala.concept import parse_concept
from qala.concept.lint import lint
from qala.texts import LANGUAGES
from tests.concept import small

STANDARD = small.standard()
FAULTS = [
    ("concept.toml", 'standard = "by-hand"', 'standard = "other"', "lint_standard", None),
    ("concept.toml", 'edition = "1"', 'edition = ""', "lint_edition", None),
    ("concept.toml", 'currency = "KZT"', 'currency = "tenge"', "lint_currency", None),
    ("concept.toml", 'en = "Small"', 'en = ""', "lint_missing", None),
    ("concept.toml", '[[tasks]]\nid = "one"\nkk = "к"\nru = "р"\nen = "e"', "", "lint_section_empty", None),
    ("terms.csv", "risk,rust,", "risk,dust,к,р,Dust\nrisk,rust,", "lint_stray", 4),
    ("terms.csv", "An owner", "", "lint_missing", 3),
    ("drivers.csv", "meter,,0.3", "meter,,", "lint_no_size", 3),
    ("drivers.csv", "meter,,", "lamp,1,,к,р,lamp\nmeter,,", "lint_stray", 3),
    ("solutions.csv", "Mend,к,р,Mend pipes", "Mend,к,,Mend pipes", "lint_missing", 3),
    ("solutions.csv", "к,р,Count,", "жарықты қашықтан басқарушы,жарықты қашықтан басқарушы,Count,", "lint_alike", 2),
    ("solutions.csv", "watch,air", "watch,fire", "lint_industry", 4),
    ("solutions.csv", "watch,air", "watch,fire", "lint_industry_empty", None),
    ("solutions.csv", "private,rust", "private,", "lint_names_none", 3),
    ("solutions.csv", "private,rust", ",rust", "lint_names_none", 3),
    ("solutions.csv", "count,water,iot,,", "count,water,iot,watch,", "lint_circle", 2),
    ("solutions.csv", "count,water,iot,,", "count,water,iot,count,", "lint_circle", 2),
    ("acceptance.csv", "watch,к,р,Watched\n", "", "lint_no_rows", None),
    ("effects.csv", "watch,posts,level,3,4,5,1,1,6,,assumption,,\n", "", "lint_no_level", 5),
    ("effects.csv", "watch,posts", "watch,post", "lint_indicator", 5),
    ("effects.csv", "mend,loss", "mend,meters", "lint_effect_twice", 4),
    ("effects.csv", "loss,share", "loss,level", "lint_effect_kind", 4),
    ("effects.csv", "posts,level", "posts,value", "lint_effect_kind", 5),
    ("effects.csv", "3,4,5,1,2,8,,assumption", "3,4,5,1,2,8,,", "lint_no_evidence", 2),
    ("effects.csv", "A study", "", "lint_no_source", 4),
    ("effects.csv", "-0.3,-0.2", "-0.2,-0.3", "lint_order", 4),
    ("effects.csv", "-0.3,-0.2", "-1.3,-0.2", "lint_below_nothing", 4),
    ("effects.csv", "level,3,4,5", "level,3,4,6", "lint_levels", 2),
    ("effects.csv", "1,2,8,0.05", "1,2,,0.05", "lint_no_lifetime", 4),
    ("effects.csv", "value,-2,-1,0", "value,-200,-1,0", "lint_beyond", 6),
    ("effects.csv", "value,-2,-1,0", "value,0,1,2", "lint_harms", 6),
    ("costs.csv", "100,200,300.10", "300,200,300.10", "lint_order", 2),
    ("costs.csv", "count,city", "count,meter", "lint_cost_twice", 3),
    ("costs.csv", "3,KZT", "3,USD", "lint_other_currency", 2),
    ("costs.csv", "KZT,2024", "KZT,2020", "lint_price_years", None),
    ("costs.csv", "2024,assumption", "2024,", "lint_no_basis", 2),
    ("costs.csv", "5000,,,50", "0,,,0", "lint_free", 4),
]  # fmt: skip


def test_a_good_one_is_without_fault() -> None:
    assert [fault.text("en") for fault in lint(small.concept(), STANDARD)] == []


@pytest.mark.parametrize(("file", "before", "after", "code", "row"), FAULTS)
def test_a_fault_is_told_where_it_stands(file: str, before: str, after: str, code: str, row: int | None) -> None:
    found = lint(small.concept(file, before, after), STANDARD)
    assert (code, row) in [(fault.code, fault.place.row) for fault in found]
    for fault in found:
        for language in LANGUAGES:
            assert "\n" not in fault.text(language)
            assert "{" not in fault.text(language)


def test_a_circle_is_told_once() -> None:
    found = lint(small.concept("solutions.csv", "count,water,iot,,", "count,water,iot,watch,"), STANDARD)
    (circle,) = [fault for fault in found if fault.code == "lint_circle"]
    assert "count → watch → mend → count" in circle.text("en")


def test_an_effect_that_harms_is_let_be_where_it_says_why() -> None:
    good = small.concept(
        "effects.csv", "value,-2,-1,0,1,1,6,,observed,Another city,", "value,0,1,2,1,1,6,,observed,X,Why"
    )
    assert lint(good, STANDARD) == ()


def test_an_id_that_does_not_go_into_an_address_is_told() -> None:
    files = {name: content.replace("watch", "watch air") for name, content in small.FILES.items()}
    assert "lint_id" in [fault.code for fault in lint(parse_concept(files), STANDARD)]
