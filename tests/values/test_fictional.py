"""Made-up values: plausible, the same to the last bit, and never on a real place."""

from dataclasses import replace
from statistics import fmean

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from qala import packs
from qala.areas.model import Area, Areas, Text
from qala.areas.read import read_areas
from qala.cli import inputs
from qala.engine import Settings, assess
from qala.errors import BadUse, CannotAssess
from qala.standard import Standard
from qala.standard.finding_rules import rules_of
from qala.texts import LANGUAGES
from qala.values.fictional import REASONS, SOURCE, fictional_values, refuse_on_real
from qala.values.findings import find, questioned
from qala.values.model import Values
from tests.kz_demo import demo_inputs
from tests.standard.test_lint import pack

STANDARD = inputs.standard("kz-2017")
ULGI = read_areas(packs.find_places("ulgi"))
GOLDEN = "97f58b4afdf46460c886f5c6188342a181bf3a8b1bde474b0eeb42f7af82637b"
"""The digest of the values of kz-2017 for Ulgi, 2026, seed 1: on any machine."""


def made(seed: int = 1, period: str = "2026", standard: Standard = STANDARD) -> Values:
    return fictional_values(standard, ULGI, period, seed)


def test_every_scored_indicator_of_every_place_is_answered_or_says_why_not() -> None:
    frame = made().frame
    facts = {one.fact for one in STANDARD.indicators if one.scored} | {"population"}
    asked = {(area, fact) for area in ULGI.ids for fact in facts}
    assert {(row["area"], row["fact"]) for row in frame.to_dicts()} == asked
    assert len(frame) == len(asked) == 20 * 81
    missing = [row for row in frame.to_dicts() if row["value"] is None]
    assert 0.03 < len(missing) / len(frame) < 0.1
    assert {row["reason"] for row in missing} == set(REASONS)
    assert {row["reason"] for row in frame.to_dicts() if row["value"] is not None} == {""}


def test_every_value_says_what_it_is() -> None:
    frame = made(seed=42).frame
    assert set(frame["source"]) == {f"{SOURCE}, seed 42"} == {"fictional: made by Qala, seed 42"}
    assert set(frame["status"]) == {"declared"}
    assert (frame["boundary"] == frame["area"]).all()


def test_values_lie_between_their_goalposts() -> None:
    by_fact = {one.fact: one for one in STANDARD.indicators if one.scored}
    for row in made().frame.to_dicts():
        one = by_fact.get(row["fact"])
        if one is None or row["value"] is None:
            continue
        if one.kind == "level":
            assert row["value"] in range(6)
        else:
            assert one.low is not None
            assert one.high is not None
            assert one.low - 0.5 <= row["value"] <= one.high + 0.5, row


def test_shares_follow_from_their_parts_and_parts_from_the_population() -> None:
    people = {area.id: area.population for area in ULGI.records}
    by_fact = {one.fact: one for one in STANDARD.indicators}
    shares = [row for row in made().frame.to_dicts() if row["denominator"] is not None]
    assert len({row["fact"] for row in shares}) >= 25
    for row in shares:
        assert row["value"] == round(100 * row["numerator"] / row["denominator"], 2)
        assert 0 <= row["numerator"] <= row["denominator"] <= people[row["area"]]
        if by_fact[row["fact"]].denominator == "residents":
            assert row["denominator"] == people[row["area"]]
    schools = {row["denominator"] for row in shares if row["area"] == "ulgi-01"
               and by_fact[row["fact"]].denominator == "schools"}  # fmt: skip
    assert len(schools) == 1


def test_the_same_to_the_last_bit() -> None:
    assert made().sha256 == GOLDEN
    shuffled = Areas(tuple(reversed(ULGI.records)))
    assert fictional_values(STANDARD, shuffled, "2026", 1).sha256 == GOLDEN
    assert made(seed=2).sha256 != GOLDEN


def test_a_place_has_the_same_values_whoever_else_there_is() -> None:
    alone = fictional_values(STANDARD, Areas(ULGI.records[3:4]), "2026", 1).frame
    assert alone.equals(made().frame.filter(made().frame["area"] == "ulgi-04"))


def test_nothing_in_it_would_be_questioned_in_any_of_ten_years() -> None:
    for seed in range(5):
        years = [made(seed, str(year)) for year in (2025, 2026)]
        for values in years:
            assert questioned(find(rules_of(STANDARD), values, ULGI)) == frozenset()


def test_years_lie_near_each_other_and_are_not_the_same() -> None:
    before, after = (
        {(row["area"], row["fact"]): row["value"] for row in made(1, year).frame.to_dicts() if row["value"] is not None}
        for year in ("2025", "2026")
    )
    both = before.keys() & after.keys()
    shares = {one.fact for one in STANDARD.indicators if one.kind == "share" and one.scored}
    moves = [abs(before[key] - after[key]) for key in both if key[1] in shares]
    assert max(moves) < 20
    assert sum(move > 0 for move in moves) > len(moves) / 2


def test_cities_have_levels_of_their_own() -> None:
    found = assess(STANDARD, made(), Settings(("2026",), ("declared",)), ULGI)
    degrees = {
        area: [row["degree"] for row in found["nodes"] if row["area"] == area and row["node"] in industries]
        for industries in [{one.id for one in STANDARD.industries}]
        for area in sorted(ULGI.ids)
    }
    assert all(len(known) == 7 and None not in known for known in degrees.values())
    means = [fmean(known) for known in degrees.values()]
    assert max(means) - min(means) > 30
    assert fmean(max(known) - min(known) for known in degrees.values()) < 60
    assert len({row["band"] for row in found["nodes"] if row["node"] == "city"}) >= 3


def test_real_places_are_refused() -> None:
    standard, _, places = demo_inputs()
    with pytest.raises(BadUse, match="is a real place") as caught:
        fictional_values(standard, places, "2019", 1)
    assert all(caught.value.text(language) for language in LANGUAGES)
    mixed = Areas((*ULGI.records, Area("real", Text("a", "a", "a"), kind="city")))
    with pytest.raises(BadUse, match="real"):
        fictional_values(standard, mixed, "2019", 1)


def test_made_up_values_are_refused_at_real_places() -> None:
    standard, _, places = demo_inputs()
    moved = Values.of(made().frame.with_columns(area=made().frame["area"].replace("ulgi-01", "710000000")))
    refuse_on_real(made(), ULGI)
    for areas in (places, Areas((*ULGI.records, *places.records)), None):
        with pytest.raises(CannotAssess, match="made up") as caught:
            assess(standard, moved, Settings(("2026",), ("declared",)), areas)
        assert all(caught.value.text(language) for language in LANGUAGES)


OTHER: dict[str, dict[str, str]] = {
    "target": {"direction": "target", "target": "5"},
    "observed": {"low": "", "high": ""},
    "steps": {"low": "", "high": "", "normalise": "steps", "target": "40", "steps": "0;25%:50;75%:100"},
    "bands": {"low": "", "high": "", "bands": "2;8"},
    "count": {"kind": "count"},
    "per": {"transform": "per:c:1000"},
    "per-people": {"transform": "per:e:1000"},
    "yes-no": {"kind": "yes-no", "low": "", "high": ""},
}


@pytest.mark.parametrize("case", OTHER)
@settings(max_examples=20, deadline=None)
@given(seed=st.integers(0, 2**40))
def test_any_standard_gets_values_that_it_can_score(case: str, seed: int) -> None:
    standard = pack(a=OTHER[case], e={"fact": "population"})
    found = assess(standard, fictional_values(standard, ULGI, "2026", seed), Settings(("2026",), ("declared",)), ULGI)
    known = [row for row in found["indicators"] if row["indicator"] == "a" and row["value"] is not None]
    rows = [row for row in known if row["transformed"] is not None]
    assert rows
    assert len(rows) == len(known) or case == "per", "what it is divided by may be a gap"
    assert all(0 <= row["degree"] <= 100 for row in rows)
    if case == "yes-no":
        assert {row["value"] for row in rows} <= {0, 1}
    if case == "count":
        assert all(row["value"] == int(row["value"]) for row in rows)


def test_a_standard_that_asks_nothing_of_cities_of_this_kind() -> None:
    assert len(fictional_values(replace(STANDARD, area_kind="region"), ULGI, "2026", 1)) == 0
