"""The five-band rule of 2018-2020: its arithmetic, its three defects as the notes settle them, its indicators."""

from itertools import product
from math import ceil

import pytest

from qala.cli import inputs
from qala.standard import Standard, parse_standard
from qala.standard.notes import notes_of
from qala.texts import LANGUAGES
from tests import packs_by_hand as hand
from tests.packs import of_packs

STANDARD = inputs.standard("kz-2018-five-band")
BLOCKS = {"priority": 2, "ict": 2, "additional": 1}
WHOLE = "city"


def rule(*changes: tuple[str, str]) -> Standard:
    """The shipped tree and settings over one indicator in each direction, its value the per cent of implementation."""
    rows = ["id,parent,low,high,basis"]
    rows += [f"p-{node.id},{node.id},0,100,test" for node in STANDARD.nodes if node.parent in BLOCKS]
    files = {**STANDARD.files, "indicators.csv": "\n".join(rows) + "\n"}
    files = {name: text for name, text in files.items() if name in ("standard.toml", "tree.csv", "indicators.csv")}
    for old, new in changes:
        assert old in files["tree.csv"]
        files["tree.csv"] = files["tree.csv"].replace(old, new)
    return parse_standard(files)


def reported(**percents: float) -> dict[str, float | None]:
    """One per cent for all directions of each block named."""
    return {f"p-{node.id}": percents[node.parent] for node in STANDARD.nodes if node.parent in percents}


def outcome(method: Standard, **cases: dict[str, float]) -> hand.Answer:
    """One assessment of all cases, each a place, beside one that reports a little."""
    values = hand.long(other=reported(priority=50), **{name: reported(**case) for name, case in cases.items()})
    return hand.assessed(method, values, hand.areas("other", *cases))


def total(method: Standard, **percents: float) -> float | None:
    degree: float | None = outcome(method, x=percents).node("x", WHOLE)["degree"]
    return degree


def alike(percent: float) -> dict[str, float]:
    return dict.fromkeys(BLOCKS, percent)


RULE = rule()
NO_BLOCK_ASKED = ("city,,,sum,,,,,,1,", "city,,,sum,,,,,zero,,")
FROM_ZERO = (
    ("city,,,sum,,,,", "city,,,sum,,,-25,"), ("priority,city,8,", "priority,city,10,"), ("ict,city,8,", "ict,city,10,"),
    ("additional,city,4,", "additional,city,5,"),
)  # fmt: skip
SMOOTH = (
    ("city,,,sum,", "city,,,arithmetic,"), ("priority,city,8,", "priority,city,2,"), ("ict,city,8,", "ict,city,2,"),
    ("additional,city,4,", "additional,city,1,"), (",0.5,,yes,", ",0.5,,,"),
)  # fmt: skip


def ends(best: bool) -> dict[str, float | None]:
    """Every indicator of the whole pack at its best or worst."""
    found: dict[str, float | None] = {}
    for one in STANDARD.indicators:
        low, high = (0.0, 5.0) if one.kind == "level" else (one.low, one.high)
        found[one.fact] = high if best == (one.direction == "higher") else low
    return found


def whole_pack(best: bool) -> hand.Answer:
    years = [
        {"area": "x", "fact": fact, "period": year, "value": value}
        for fact, value in (ends(best) | {"population": 1e7}).items()
        for year in ("2018", "2019", "2020")
    ]
    return hand.assessed(STANDARD, hand.values(years), hand.areas("x"))


def test_all_fives_give_one() -> None:
    found = whole_pack(best=True)
    assert [found.node("x", block)["points"] for block in BLOCKS] == [5, 5, 5]
    assert found.node("x", WHOLE)["degree"] / 100 == pytest.approx(1.0, abs=1e-12)
    assert total(RULE, priority=100, ict=81, additional=90) == pytest.approx(100)


def test_all_ones_give_five_of_twenty_five() -> None:
    found = whole_pack(best=False)
    assert [found.node("x", block)["points"] for block in BLOCKS] == [1, 1, 1]
    assert found.node("x", WHOLE)["degree"] / 100 == pytest.approx(5 / 25, abs=1e-12)
    assert total(RULE, **alike(0)) == pytest.approx(20)


def test_the_total_is_the_sum_of_points_and_coefficients_over_25() -> None:
    cases = {"-".join(map(str, case)): case for case in product((0.0, 20.0, 21.0, 60.0, 61.0, 100.0), repeat=3)}
    found = outcome(RULE, **{name: dict(zip(BLOCKS, case, strict=True)) for name, case in cases.items()})
    totals = {row["area"]: row["degree"] for row in found.document["nodes"] if row["node"] == WHOLE}
    for name, case in cases.items():
        published = sum(max(1, ceil(one / 20)) * factor for one, factor in zip(case, BLOCKS.values(), strict=True)) / 25
        assert totals[name] == pytest.approx(100 * published), name


def test_every_whole_per_cent_has_its_published_points_and_what_lies_between_those_of_the_upper_band() -> None:
    points: dict[float, int] = {percent: max(1, ceil(percent / 20)) for percent in range(101)}
    points |= {20.5: 2, 40.5: 3, 60.5: 4, 80.5: 5}
    found = outcome(RULE, **{str(percent): alike(percent) for percent in points})
    for row in found.document["nodes"]:
        if row["area"] != "other" and row["node"] in BLOCKS:
            assert row["points"] == points[float(row["area"])]
        if row["area"] != "other" and row["node"] == WHOLE:
            assert row["band"] == str(points[float(row["area"])])


def test_a_band_step_moves_the_total_by_four_times_the_coefficient() -> None:
    steps = {(block, edge): alike(0) | {block: edge} for block in BLOCKS for edge in (20, 40, 60, 80)}
    cases = {f"{block}-{edge}": case for (block, edge), case in steps.items()}
    cases |= {f"{block}-{edge}+": case | {block: edge + 0.001} for (block, edge), case in steps.items()}
    found = outcome(RULE, **cases)
    for block, edge in steps:
        before, after = (found.node(f"{block}-{edge}{sign}", WHOLE)["degree"] for sign in ("", "+"))
        assert after - before == pytest.approx(8 if block in ("priority", "ict") else 4)


def test_nothing_reported_gives_no_total() -> None:
    found = outcome(RULE, x={})
    assert found.node("x", WHOLE)["degree"] is None
    assert found.node("x", WHOLE)["state"] == "withheld"
    assert all(found.node("x", block)["points"] is None for block in BLOCKS)


def test_a_block_that_is_not_reported_withholds_the_total() -> None:
    found = outcome(RULE, **{silent: {block: 90.0 for block in BLOCKS if block != silent} for silent in BLOCKS})
    for silent in BLOCKS:
        assert found.node(silent, silent)["points"] is None
        assert found.node(silent, WHOLE)["degree"] is None


def test_the_other_settlements_do_what_the_notes_say() -> None:
    asked_all = outcome(rule(NO_BLOCK_ASKED), nothing={}, one={"priority": 90})
    assert [asked_all.node(area, WHOLE)["degree"] for area in ("nothing", "one")] == pytest.approx([0, 40])
    from_zero = outcome(rule(*FROM_ZERO), ones=alike(0), fives=alike(90))
    assert [from_zero.node(area, WHOLE)["degree"] for area in ("ones", "fives")] == pytest.approx([0, 100])
    smooth = outcome(rule(*SMOOTH), half=alike(50), more=alike(50) | {"priority": 51})
    assert [smooth.node(area, WHOLE)["degree"] for area in ("half", "more")] == pytest.approx([50, 50.4])


def test_the_notes_tell_of_the_three_defects() -> None:
    for language in LANGUAGES:
        notes = notes_of(STANDARD, language)
        assert notes.count("\n1. **") == notes.count("\n2. **") == notes.count("\n3. **") == 1
        assert "20.5 %" in notes or "20,5 %" in notes
        assert "5/25" in notes


def test_structure() -> None:
    assert STANDARD.children[WHOLE] == tuple(BLOCKS)
    directions = [node for node in STANDARD.nodes if node.parent in BLOCKS]
    assert (len(directions), len(STANDARD.indicators)) == (11, 80)
    assert all(one.scored for one in STANDARD.indicators)
    assert [STANDARD.node[block].weight for block in BLOCKS] == [4 * factor for factor in BLOCKS.values()]


def test_a_value_of_kz_2017_counts_here_too() -> None:
    other = inputs.standard("kz-2017")
    for one in STANDARD.indicators:
        twin = other.indicator[one.id]
        assert (one.fact, one.unit, one.low, one.high) == (twin.fact, twin.unit, twin.low, twin.high)


def test_it_is_a_proposal_and_says_so() -> None:
    assert STANDARD.status == "proposal"
    assert "not an edition of the state" in STANDARD.title.en
    assert "не государственная" in STANDARD.title.ru
    assert "мемлекеттік редакция емес" in STANDARD.title.kk
    assert all(one.basis.startswith("proposal") for one in STANDARD.indicators)


def test_it_is_without_fault_and_has_its_passports() -> None:
    assert of_packs.faults_of(STANDARD) == []
    assert of_packs.without_passport(STANDARD) == []
    assert of_packs.without_outcome(STANDARD) == []


def test_the_five_cities_have_a_map_of_2019() -> None:
    made = of_packs.of_2019(STANDARD)
    nodes = {(row["area"], row["node"]): row for row in made["nodes"]}
    for area in of_packs.FIVE:
        assert nodes[area, "networks"]["degree"] is not None
        assert nodes[area, WHOLE]["degree"] is None
        assert nodes[area, WHOLE]["known"] >= 13
    assert nodes["750000000", "additional"]["points"] == 3
