"""The eight spheres of the order of 2025, with indicators of ours that are marked as such."""

from qala.cli import inputs
from qala.engine import Settings, assess
from tests import kz_figures as kz
from tests import packs_by_hand as hand
from tests.packs import of_packs

STANDARD = inputs.standard("kz-2026")
SPHERES = ("management", "safety", "transport", "social", "ecology", "hcs", "economy", "infrastructure")


def test_structure() -> None:
    assert tuple(node.id for node in STANDARD.industries) == SPHERES
    for sphere in SPHERES:
        assert STANDARD.children[sphere] == (f"{sphere}-outcome", f"{sphere}-implementation")
        assert len(STANDARD.asked_below[sphere]) >= 7
    scored = [one for one in STANDARD.indicators if one.scored]
    assert (len(scored), len(STANDARD.indicators)) == (80, 86)
    assert sum(one.kind == "level" for one in scored) == 38


def test_levels_hang_under_implementation_and_all_else_under_outcomes() -> None:
    for one in STANDARD.indicators:
        assert one.parent.endswith("-implementation" if one.kind == "level" else "-outcome"), one.id


def test_only_the_spheres_are_claimed() -> None:
    assert STANDARD.status == "proposal"
    assert STANDARD.valid_from == "2026-01-01"
    assert "469/НҚ" in STANDARD.basis[0]
    assert "nothing else" in STANDARD.basis[0]
    assert "not an edition of the state" in STANDARD.title.en
    assert "не государственная" in STANDARD.title.ru
    assert "мемлекеттік редакция емес" in STANDARD.title.kk
    scored = [one for one in STANDARD.indicators if one.scored]
    assert all(one.basis.startswith("proposal: the indicators of the order were not seen") for one in scored)


def test_a_value_of_kz_2017_counts_here_too() -> None:
    other = inputs.standard("kz-2017")
    shared = [one for one in STANDARD.indicators if one.id in other.indicator]
    assert len(shared) == 71
    for one in shared:
        twin = other.indicator[one.id]
        assert (one.fact, one.unit, one.low, one.high) == (twin.fact, twin.unit, twin.low, twin.high)


def test_it_is_without_fault_and_has_its_passports() -> None:
    assert of_packs.faults_of(STANDARD) == []
    assert of_packs.without_passport(STANDARD) == []
    assert of_packs.without_outcome(STANDARD) == []


def test_the_five_cities_have_a_map_of_2019() -> None:
    made = of_packs.of_2019(STANDARD)
    nodes = {(row["area"], row["node"]): row for row in made["nodes"]}
    for area in of_packs.FIVE:
        for sphere in ("safety", "social", "hcs"):
            assert nodes[area, sphere]["degree"] is not None
        assert nodes[area, "city"]["degree"] is None
    of_2017 = assess(inputs.standard("kz-2017"), kz.figures(), Settings(("2019",)), kz.areas())
    before = {(row["area"], row["indicator"]): row["degree"] for row in of_2017["indicators"]}
    for row in made["indicators"]:
        if (row["area"], row["indicator"]) in before:
            assert row["degree"] == before[row["area"], row["indicator"]]


def test_the_whole_has_a_degree_only_where_all_eight_spheres_have_one() -> None:
    best: dict[str, float | None] = {
        one.fact: 5.0 if one.kind == "level" else one.high if one.direction == "higher" else one.low
        for one in STANDARD.indicators
        if one.scored
    }
    levels = {one.fact for one in STANDARD.indicators if one.parent == "economy-implementation"}
    economy = levels | {one.fact for one in STANDARD.indicators if one.parent == "economy-outcome"}
    best["population"] = 1e7
    found = hand.assessed(
        STANDARD,
        hand.long(
            all=best,
            results={fact: value for fact, value in best.items() if fact not in levels},
            seven={fact: value for fact, value in best.items() if fact not in economy},
        ),
        hand.areas("all", "results", "seven"),
    )
    assert found.node("all", "city")["degree"] == 100
    assert found.node("results", "city")["degree"] == 100
    assert found.node("seven", "city")["degree"] is None
