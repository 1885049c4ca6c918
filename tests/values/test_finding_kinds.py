"""The kinds of rules within a value, between values, against last year, peers, the population, what was measured."""

import pytest

from qala.areas.model import Area, Areas, Text
from qala.standard.finding_rules import TAKES, FindingRule
from qala.texts import LANGUAGES
from qala.values.finding_kinds import KINDS
from qala.values.findings import Finding, describe, find, questioned
from tests import kz_figures as kz
from tests.values.test_findings import NAME, PLACES, rule, series, struck, years


def strikes(one: FindingRule, rows: list[dict[str, object]], places: Areas = PLACES) -> tuple[Finding, ...]:
    return find([one], kz.values_of(rows), places)


def test_every_kind_has_what_it_takes_and_says() -> None:
    assert KINDS.keys() == TAKES.keys()
    assert all(kind.__doc__ for kind in KINDS.values())


def test_ratio() -> None:
    one = rule("ratio", points=0.5)
    assert years(one, 50) == []  # no parts
    assert struck(one, series(50.5, numerator=1, denominator=2)) == []
    assert struck(one, series(50.6, numerator=1, denominator=2)) == [("c", "f", "2018")]
    assert struck(one, series(50.6, numerator=1)) == []
    rate = rule("ratio", points=0.5, per=100_000)
    assert struck(rate, series(12, numerator=12, denominator=100_000)) == []
    assert struck(rate, series(120, numerator=12, denominator=100_000)) == [("c", "f", "2018")]


def test_outside() -> None:
    assert years(rule("outside", low=2, high=60), 2, 1.9, 60, 60.1) == ["2019", "2021"]
    assert years(rule("outside", low=-40), -41, -40, 1e9) == ["2018"]
    assert years(rule("outside", high=8760), 8760, 8761, -1) == ["2019"]
    (found,) = strikes(rule("outside", low=2, high=60), series(61))
    assert found.fields == {"value": 61, "limit": 60}


def test_at_most_strikes_both() -> None:
    one = rule("at-most", facts=("f", "g"))
    assert struck(one, series(5) + series(5, fact="g")) == []
    assert struck(one, series(5.1) + series(5, fact="g")) == [("c", "f", "2018"), ("c", "g", "2018")]
    assert struck(rule("at-most", facts=("f", "g"), points=0.2), series(5.1) + series(5, fact="g")) == []
    assert struck(one, series(5.1) + series(5, fact="g", boundary="a")) == []  # of another place
    assert struck(one, series(5.1)) == []


def test_parts_together_above_the_whole() -> None:
    one = rule("parts", facts=("f", "g", "h"))

    def rows(*values: float) -> list[dict[str, object]]:
        return [row for fact, value in zip("fgh", values, strict=False) for row in series(value, fact=fact)]

    assert struck(one, rows(0.1, 0.2, 0.3)) == []
    assert struck(one, rows(10, 20, 30.1)) == []
    assert [fact for _, fact, _ in struck(one, rows(10, 20, 29))] == ["f", "g", "h"]
    assert struck(one, rows(10, 200)) == []  # the whole is not known
    near = rule("parts", facts=("f", "g", "h"), points=1)
    assert struck(near, rows(10, 20, 31)) == []
    assert len(struck(near, rows(10, 20, 31.5))) == 3
    of_hundred = rule("parts", facts=("f", "g"), whole=100)
    assert struck(of_hundred, rows(60, 40)) == []
    assert len(struck(of_hundred, rows(60, 41))) == 2
    assert len(struck(rule("parts", facts=("f", "g"), whole=100, points=2), rows(60, 30))) == 2


def test_change() -> None:
    one = rule("change", base=10, share=0.5)
    assert years(one, 10, 15, 7.5) == []
    assert years(one, 10, 15.1, 7.5) == ["2019", "2020"]
    assert years(one, 9, 90) == []  # from too little
    assert years(one, 10, None, 90) == []
    assert struck(one, series(10, 10, 90, area="a")) == []  # the boundary changed in 2020
    assert struck(one, series(10, 10, 90, area="c", boundary="a")) == []
    assert struck(one, series(10, area="d", boundary="b") + series(None, 90, area="d")) == []  # another place


def cities(*values: float, kind: str = "city") -> tuple[list[dict[str, object]], Areas]:
    places = Areas(tuple(Area(f"c{n}", NAME, kind=kind) for n in range(len(values))))
    return [row for n, value in enumerate(values) for row in series(value, area=f"c{n}")], places


def test_peers() -> None:
    one = rule("peers", distance=5)
    rows, places = cities(10, 11, 9, 10, 40)
    assert [found.area for found in strikes(one, rows, places)] == ["c4"]
    (found,) = strikes(one, rows, places)
    assert found.fields == {"value": 40, "middle": 10, "areas": 4}
    assert strikes(rule("peers", distance=5, points=30), rows, places) == ()
    assert strikes(one, rows[1:], places) == ()  # three others
    assert strikes(one, *cities(10, 11, 9, 10, 12)) == ()
    assert [found.area for found in strikes(one, *cities(100, 100, 100, 100, 99))] == ["c4"]
    assert strikes(rule("peers", distance=5, points=5), *cities(100, 100, 100, 100, 99)) == ()
    assert strikes(one, *cities(10, 11, 9, 10, 40, kind="urban-part")) == ()


def test_peers_are_of_one_kind_and_described_by_their_own_figures() -> None:
    one = rule("peers", distance=5)
    rows, places = cities(10, 11, 9, 10, 40)
    others = Areas((*places.records[:3], *(Area(id_, NAME, kind="region") for id_ in ("c3", "c4"))))
    assert strikes(one, rows, others) == ()
    borrowed = [{**row, "boundary": "c0"} if row["area"] in ("c3", "c4") else row for row in rows]
    assert strikes(one, borrowed, places) == ()


def test_per_population() -> None:
    one = rule("per-population", high=100, per=1000)
    people = series(1000, area="a", fact="population")
    assert struck(one, series(100, area="a") + people) == []
    assert struck(one, series(101, area="a") + people) == [("a", "f", "2018")]
    assert struck(one, series(101, area="a")) == []  # no population
    assert struck(rule("per-population", low=10, per=1000), series(9, area="a") + people) == [("a", "f", "2018")]
    table = Areas((Area("c", Text("", "", "c"), population=500),))
    (found,) = strikes(one, series(51), table)
    assert found.fields == {"value": 51, "found": 102, "limit": 100, "per": 1000, "population": 500}
    assert strikes(one, series(51) + series(1000, fact="population"), table) == ()


def test_measured() -> None:
    one = rule("measured", share=0.2)
    declared = series(50, status="declared")
    assert struck(one, declared) == []
    assert struck(one, declared + series(60, status="measured")) == []
    assert struck(one, declared + series(63, status="measured")) == [("c", "f", "2018")]
    assert struck(one, declared + series(0, status="measured")) == [("c", "f", "2018")]
    assert struck(one, series(50, status="rejected") + series(63, status="measured")) == []
    later = series(62, status="declared", recorded_at="2026-01-01")
    assert struck(one, declared + later + series(63, status="measured")) == []


def test_declaring_something_else_does_not_take_a_measured_value_out() -> None:
    found = strikes(
        rule("measured", "serious", share=0.2), series(5, status="declared") + series(63, status="measured")
    )
    assert [one.severity for one in found] == ["ask"]
    assert questioned(found) == frozenset()


STRUCK = {
    "ratio": (rule("ratio", points=0.5), series(60, numerator=1, denominator=2)),
    "outside": (rule("outside", high=1), series(2)),
    "at-most": (rule("at-most", facts=("f", "g")), series(5.1) + series(5, fact="g")),
    "parts": (rule("parts", facts=("f", "g"), whole=10), series(9) + series(8, fact="g")),
    "change": (rule("change", base=1, share=0.5), series(1, 2)),
    "peers": (rule("peers", distance=5), [row for id_ in "bcdef" for row in series(99 * (id_ == "f"), area=id_)]),
    "per-population": (rule("per-population", high=1), series(9) + series(3, fact="population")),
    "measured": (rule("measured", share=0.2), series(5, status="declared") + series(9, status="measured")),
}  # fmt: skip


@pytest.mark.parametrize("kind", STRUCK)
@pytest.mark.parametrize("language", LANGUAGES)
def test_every_finding_is_one_sentence_with_its_numbers(kind: str, language: str) -> None:
    one, rows = STRUCK[kind]
    found = strikes(one, rows)
    assert found
    for each in found:
        said = describe(each, one, language)  # type: ignore[arg-type]
        assert "{" not in said
        assert said.endswith(".")
        assert any(sign.isdigit() for sign in said)
