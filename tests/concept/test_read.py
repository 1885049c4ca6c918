"""Reading a concept: what stands in its files, and every bad cell refused by file, row and column."""

from decimal import Decimal
from pathlib import Path

import pytest

from qala.concept import Amount, Range, parse_concept, read_concept
from qala.errors import BadFile, QalaError
from qala.texts import LANGUAGES
from tests.concept import small


def test_says_what_stands_in_the_files() -> None:
    concept = small.concept()
    assert (concept.id, concept.standard, concept.currency, concept.title.en) == ("small", "by-hand", "KZT", "Small")
    assert [one.text.ru for one in concept.sections["tasks"]] == ["р"]
    count, mend, watch = concept.solutions
    assert (count.industry, count.financing, count.risks) == ("water", ("budget", "ppp"), ("rust",))
    assert (mend.requires, watch.title.en, watch.acceptance[0].en) == (("count",), "Watch", "Watched")
    loss = mend.effects[1]
    assert (loss.indicator, loss.kind, loss.change) == ("loss", "share", Range(-0.3, -0.2, -0.1))
    assert (loss.delay, loss.ramp, loss.lifetime, loss.decay, loss.evidence, loss.source) == (
        1, 2, 8, 0.05, "literature", "A study",
    )  # fmt: skip


def test_money_is_exact_and_a_single_price_is_all_three() -> None:
    concept = small.concept()
    assert concept.solution["count"].costs[0].capital == Amount(Decimal(100), Decimal(200), Decimal("300.10"))
    assert concept.solution["mend"].costs[0].capital == Amount(Decimal(5000), Decimal(5000), Decimal(5000))
    assert concept.solution["watch"].costs[0].capital.low == 0


def test_a_folder_is_read_as_its_texts(tmp_path: Path) -> None:
    for name, content in small.FILES.items():
        (tmp_path / name).write_text(content, encoding="utf-8")
    assert read_concept(tmp_path) == parse_concept(small.FILES)


BAD = [
    ("concept.toml", 'id = "small"', 'id = ""', "concept.toml, column concept.id: id is blank"),
    ("concept.toml", 'status = "proposal"', 'status = "propsal"', "Did you mean proposal?"),
    ("concept.toml", '[[tasks]]\nid = "one"', '[[tasks]]\nid = "two"\n[[tasks]]\nid = "two"', "two stands twice"),
    ("concept.toml", "[[tasks]]", "[tasks]", "concept.toml, column tasks"),
    ("concept.toml", "[concept]", "[concept", "concept.toml: is not TOML"),
    ("terms.csv", "risk,rust", "riks,rust", "terms.csv, row 4, column kind"),
    ("terms.csv", "risk,rust", "technology,iot", "terms.csv, row 4, column id: iot stands twice"),
    ("terms.csv", "kind,", "sort,", "terms.csv, row 1: there is no column kind"),
    ("drivers.csv", "0.3", "-0.3", "drivers.csv, row 3, column per_thousand: -0.3 is below 0"),
    ("drivers.csv", "meter,,0.3", "city,,0.3", "drivers.csv, row 3, column id: city stands twice"),
    ("solutions.csv", "mend,water", ",water", "solutions.csv, row 3, column id: id is blank"),
    ("solutions.csv", "mend,water", "count,water", "solutions.csv, row 3, column id: count stands twice"),
    ("solutions.csv", "mend,water", "mend,", "solutions.csv, row 3, column industry: industry is blank"),
    ("solutions.csv", "water,iot,,", "water,ioT,,", "solutions.csv, row 2, column technologies"),
    ("solutions.csv", "iot,count", "iot,cuont", "Did you mean count?"),
    ("solutions.csv", "budget;ppp", "budget;loan", "solutions.csv, row 2, column financing"),
    ("solutions.csv", "budget;ppp", "budget;budget", "column financing: budget stands twice"),
    ("acceptance.csv", "watch,", "wacth,", "acceptance.csv, row 4, column solution"),
    ("effects.csv", "mend,loss", "mended,loss", "effects.csv, row 4, column solution"),
    ("effects.csv", "mend,loss", "mend,", "effects.csv, row 4, column indicator: indicator is blank"),
    ("effects.csv", "loss,share", "loss,part", "effects.csv, row 4, column kind"),
    ("effects.csv", "-0.3,-0.2", "-0.3,", "effects.csv, row 4, column mode: mode is blank"),
    ("effects.csv", "-0.3,-0.2", "-0.3,a fifth", "effects.csv, row 4, column mode: \"a fifth\" is not a number"),
    ("effects.csv", "-0.3,-0.2", "-0.3,nan", "is not a finite number"),
    ("effects.csv", "8,0.05", "8,1.5", "effects.csv, row 4, column decay"),
    ("effects.csv", "8,0.05", "-8,0.05", "effects.csv, row 4, column lifetime_years: -8 is below 0"),
    ("effects.csv", "literature", "hearsay", "effects.csv, row 4, column evidence"),
    ("costs.csv", "count,meter", "count,metre", "costs.csv, row 2, column driver"),
    ("costs.csv", "200,300.10", "-200,300.10", "costs.csv, row 2, column capital_mode: -200 is below 0"),
    ("costs.csv", "200,300.10", ",300.10", "costs.csv, row 2, column capital_mode: capital_mode is blank"),
    ("costs.csv", "200,300.10", "200,1e99", "costs.csv, row 2, column capital_high"),
    ("costs.csv", "KZT,2024", ",2024", "costs.csv, row 2, column currency: currency is blank"),
    ("costs.csv", "KZT,2024", "KZT,2024.5", "costs.csv, row 2, column price_year: \"2024.5\" is not a year"),
    ("costs.csv", "KZT,2024", "KZT,20024", "costs.csv, row 2, column price_year"),
    ("costs.csv", "2,3,KZT", "2;3,KZT", "costs.csv, row 2"),
    ("costs.csv", "solution,driver", "solution,solution", "costs.csv, row 1"),
]  # fmt: skip


@pytest.mark.parametrize(("file", "before", "after", "told"), BAD)
def test_what_is_bad_is_refused_in_one_sentence_that_says_where(file: str, before: str, after: str, told: str) -> None:
    with pytest.raises(QalaError) as caught:
        parse_concept(small.changed(file, before, after))
    assert told in str(caught.value)
    for language in LANGUAGES:
        assert "\n" not in caught.value.text(language)


@pytest.mark.parametrize("name", small.FILES)
def test_a_file_that_is_not_there_is_named(name: str, tmp_path: Path) -> None:
    with pytest.raises(BadFile) as caught:
        parse_concept({other: content for other, content in small.FILES.items() if other != name})
    assert name in str(caught.value)
    for other, content in small.FILES.items():
        if other != name:
            (tmp_path / other).write_text(content, encoding="utf-8")
    with pytest.raises(BadFile) as caught:
        read_concept(tmp_path)
    assert name in str(caught.value)


def test_a_folder_that_is_not_there_is_refused(tmp_path: Path) -> None:
    with pytest.raises(BadFile, match="there is no such folder"):
        read_concept(tmp_path / "nowhere")
