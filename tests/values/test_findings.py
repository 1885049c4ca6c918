"""Each kind of rule: what it strikes, what it leaves at the edge, and gaps."""

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from qala.areas.model import Area, AreaEvent, Areas, Text
from qala.errors import BadTable
from qala.texts import LANGUAGES
from qala.values.findings import Finding, FindingRule, describe, find, questioned, read_rules
from tests import kz_figures as kz

NAME = Text("", "", "a")
PLACES = Areas(
    (*(Area(id_, NAME) for id_ in "abcdef"), Area("a-urban", NAME, "a", "urban-part")),
    (AreaEvent("2020-06-01", "split", "a", "b", None, ""), AreaEvent("2019-06-01", "renaming", "c", "c", None, "")),
)
HEADER = "id,rule,facts,severity,parameters,title_kk,title_ru,title_en,explanation_kk,explanation_ru,explanation_en\n"


def rule(kind: str, severity: str = "serious", facts: tuple[str, ...] = ("f",), **parameters: float) -> FindingRule:
    return FindingRule("r", kind, facts, severity, parameters, NAME, NAME)


def struck(one: FindingRule, rows: list[dict[str, object]]) -> list[tuple[str, str, str]]:
    return [(item.area, item.fact, item.period) for item in find([one], kz.values_of(rows), PLACES)]


def series(*values: float | None, area: str = "c", fact: str = "f", **cells: object) -> list[dict[str, object]]:
    return [
        {"area": area, "fact": fact, "period": str(2018 + year), "value": value, **cells}
        for year, value in enumerate(values)
        if value is not None
    ]


def years(one: FindingRule, *values: float | None) -> list[str]:
    return [period for _, _, period in struck(one, series(*values))]


def test_a_part_as_high_as_its_whole_strikes_both() -> None:
    one = rule("part-above-whole", facts=("f", "g"))
    assert struck(one, series(5, 4.9) + series(5, 5, fact="g")) == [("c", "f", "2018"), ("c", "g", "2018")]
    assert struck(one, series(5)) == []


def test_below() -> None:
    assert years(rule("below", limit=3), 3, 2.99, None, 0) == ["2019", "2021"]


def repeated(changed: int, of: int) -> list[tuple[str, str, str]]:
    rows = [row for n, id_ in enumerate("abcdef"[:of]) for row in series(10, 11 if n < changed else 10, area=id_)]
    return struck(rule("year-repeated", areas=5, share=0.5), rows)


def test_year_repeated() -> None:
    assert [area for area, _, _ in repeated(3, 6)] == ["d", "e", "f"]
    assert repeated(4, 6) == []
    assert repeated(0, 4) == []  # too few areas
    full = [row for id_ in "abcdef" for row in series(100, 100, area=id_)]
    assert struck(rule("year-repeated", areas=5, share=0.5), full) == []


def test_jump_and_return() -> None:
    one = rule("jump-and-return", points=30, years=2)
    assert years(one, 100, 36, 100) == ["2019"]
    assert years(one, 30, 75, 75.2, 17.4) == ["2019", "2020"]
    assert years(one, 100, 70, 100) == []  # 30 is not more than 30
    assert years(one, 100, 36, 84) == []  # not back
    assert years(one, 100, 36, 36, 36, 100) == []  # too late
    assert years(one, 100, 36, None, 100) == []
    assert years(one, 100) == []


def test_jump() -> None:
    one = rule("jump", points=30)
    assert years(one, 50, 80.1, 50.1) == ["2019"]
    assert years(one, 50, None, 100) == []
    assert years(one, 50) == []


def test_reclassification() -> None:
    one = rule("reclassification", base=1000, factor=10)
    assert years(one, 49589, 17) == ["2019"]
    assert years(one, 1000, 100, 5) == ["2019"]
    assert years(one, 1000, 101) == []
    assert years(one, 999, 0) == []
    assert years(one, 1000, 10000) == ["2019"]
    assert years(one, 1000, None, 0) == []


def test_boundary_break() -> None:
    one = rule("boundary-break", "note")
    assert struck(one, series(1, 1, 1, 1, area="a")) == [("a", "f", "2020")]
    assert struck(one, series(1, 1, 1, area="c")) == []  # a renaming
    assert struck(one, series(1, 1, 1, area="d", boundary="b")) == [("d", "f", "2020")]
    assert struck(one, series(1, None, 1, area="a")) == []


def test_few_events() -> None:
    one = rule("few-events", "ask", events=20, per=1000, share=0.5)
    people = series(1000, area="a", fact="population")
    assert struck(one, series(39.9, area="a") + people) == [("a", "f", "2018")]
    assert struck(one, series(40, area="a") + people) == []
    assert struck(one, series(1, area="a")) == []  # no population
    assert struck(one, series(39.9, area="a-urban") + people) == [("a-urban", "f", "2018")]
    assert struck(one, series(39.9, area="b", boundary="a") + people) == [("b", "f", "2018")]
    assert struck(one, series(1, area="a", numerator=20) + people) == []


def test_silent() -> None:
    one = rule("silent", "note", above=95, areas=5, share=0.8)
    rows = [row for n, id_ in enumerate("abcde") for row in series(95 if n == 0 else 99, area=id_)]
    assert len(struck(one, rows)) == 5
    assert struck(one, rows[:4]) == []
    assert struck(one, rows[:3] + series(95, area="d") + rows[4:]) == []


def test_the_row_that_counts() -> None:
    one = rule("below", limit=3)
    rows = series(1, status="declared", recorded_at="2025") + series(4, status="official", recorded_at="2020")
    assert struck(one, rows) == []
    assert struck(one, [*rows, *series(1, recorded_at="2021")]) == [("c", "f", "2018")]
    assert struck(one, series(1, status="rejected")) == []
    decided = find([one], kz.values_of([*rows, *series(2, status="verified")]), PLACES)
    assert [item.severity for item in decided] == ["ask"]
    assert questioned(decided) == frozenset()


@settings(report_multiple_bugs=False)
@given(st.permutations(kz.figures().frame.filter(pl.col("area") == "351010000").to_dicts()))
def test_order_of_rows_never_matters(rows: list[dict[str, object]]) -> None:
    assert find(kz.rules(), kz.values_of(rows), kz.areas()) == find(kz.rules(), kz.values_of(rows[::-1]), kz.areas())


@pytest.mark.parametrize(
    "line",
    ["r,odd,f,ask,", "r,jump,f,grave,points=3", "r,jump,f,ask,", "r,jump,f,ask,points=x", "r,jump,f,ask,points=1;q=2",
     "r,jump,,ask,points=3", ",jump,f,ask,points=3", "r,part-above-whole,f,ask,", "r,jump,f,ask,points=nan",
     "r,outside,f,ask,", "r,outside,f,ask,low=1;points=2", "r,at-most,f,ask,", "r,at-most,f;g;h,ask,",
     "r,at-most,f;f,ask,", "r,parts,f,ask,", "r,peers,f,ask,points=3", "r,ratio,f,ask,points=-1",
     "r,per-population,f,ask,per=1000", "r,outside,f,ask,high=inf"],
)  # fmt: skip
def test_bad_rules_are_refused_with_a_sentence(line: str) -> None:
    with pytest.raises(BadTable) as caught:
        read_rules(f"{HEADER}{line},,,,,,\n", "findings.csv")
    assert all(caught.value.text(language) for language in LANGUAGES)
    assert caught.value.place.row == 2


def test_limits_may_be_below_zero() -> None:
    (one,) = read_rules(f"{HEADER}r,outside,f,ask,low=-40;high=50,,,,,,\n", "findings.csv")
    assert one.parameters == {"low": -40, "high": 50}


def test_findings_on_the_shipped_figures() -> None:
    found = {(x.rule, x.area, x.fact, x.period): x for x in find(kz.rules(), kz.figures(), kz.areas())}

    def severity(rule_id: str, area: str, fact: str, period: str) -> str:
        return found[rule_id, area, fact, period].severity

    for area, period in [("710000000", "2019"), *(("351010000", str(year)) for year in (2021, 2022, 2023))]:
        for fact in ("pm2.5-annual-mean", "pm10-annual-mean"):
            assert severity("pm-part-above-whole", area, fact, period) == "serious"
    waste, roads = "residents-served-by-waste-collection", "local-roads-in-good-and-satisfactory-condition"
    assert severity("pm25-below-background", "151010000", "pm2.5-annual-mean", "2022") == "serious"
    assert severity("waste-jump-and-return", "710000000", waste, "2022") == "serious"
    assert severity("unsafe-reclassified", "750000000", "residents-of-unsafe-buildings", "2020") == "ask"
    assert severity("roads-repeated", "350000000", roads, "2019") == "serious"
    assert severity("maternal-few-events", "710000000", "maternal-mortality", "2019") == "ask"
    assert severity("silent", "710000000", "uninterrupted-power-need-met", "2019") == "note"
    assert {key[3] for key in found if key[0] == "roads-repeated"} == {"2019"}
    assert severity("pm25-outside", "351010000", "pm2.5-annual-mean", "2023") == "ask"
    assert severity("pm-peers", "351010000", "pm2.5-annual-mean", "2018") == "note"
    assert severity("population-change", "710000000", "population", "2017") == "ask"
    assert {key[0] for key, x in found.items() if x.severity == "serious"} == {
        "pm-part-above-whole", "pm10-below-background", "pm25-below-background", "recycled-jump-and-return",
        "roads-repeated", "waste-jump", "waste-jump-and-return",
    }  # fmt: skip


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_finding_is_described(language: str) -> None:
    by_id = {rule.id: rule for rule in kz.rules()}
    first: dict[str, Finding] = {}
    for item in find(kz.rules(), kz.figures(), kz.areas()):
        first.setdefault(item.rule, item)
    for item in first.values():
        sentence = describe(item, by_id[item.rule], language)  # type: ignore[arg-type]
        assert "{" not in sentence
        assert sentence
