"""The figures of the world that ship: whole, licensed, equal to their origin, the same measure as at home."""

import csv
from pathlib import Path

import pytest

from qala import packs
from qala.packs.sources import licensed
from qala.packs.world import FOLDER, world
from tests import kz_figures as kz

ORIGIN = Path(__file__).parents[3] / "shared/data"


def test_every_figure_has_a_licence_and_a_place() -> None:
    for measure in world().measures:
        known, others = licensed({measure.source: 1})
        assert len(known) == 1
        assert not others
        assert set(measure.values) <= set(world().places)
        assert all(size > 0 for size in measure.values.values())
        assert measure.direction in ("higher", "lower")


def test_homes_are_places_at_home_and_countries_have_codes() -> None:
    homes = [place.home for place in world().places.values() if place.home]
    assert len(homes) == len(set(homes)) == 6
    assert set(homes) <= kz.areas().ids
    for place in world().places.values():
        assert len(place.country) == 2
        assert place.country.isupper()
        assert "?" not in place.name
        assert place.name == place.name.strip() != ""


def test_it_stays_small() -> None:
    assert sum(file.stat().st_size for file in FOLDER.iterdir()) < 300_000


def test_the_world_is_no_table_of_places() -> None:
    assert not packs.places("world").exists()


def test_every_walk_equals_its_origin() -> None:
    file = ORIGIN / "world/access_to_services_3261_cities.csv"
    if not file.is_file():
        pytest.skip("the data the figures were taken from (../shared beside the repository) is not here")
    columns = {
        "walk-median-m-to-education": "education",
        "walk-median-m-to-health-and-daily-services": "health_wellbeing",
    }
    with file.open(encoding="utf-8", newline="") as source:
        rows = {f"ghs-{row['ID_HDC_G0']}": row for row in csv.DictReader(source)}
    for measure in world().measures:
        if measure.fact in columns:
            for id_, value in measure.values.items():
                assert value == round(float(rows[id_][columns[measure.fact]]))
                assert world().places[id_].population == round(float(rows[id_]["P15"]))


def test_every_share_of_research_equals_its_origin() -> None:
    file = ORIGIN / "asem/iData.csv"
    if not file.is_file():
        pytest.skip("the data the figures were taken from (../shared beside the repository) is not here")
    with file.open(encoding="utf-8", newline="") as source:
        rows = {row["uName"]: row["RDExp"] for row in csv.DictReader(source)}
    measure = next(one for one in world().measures if one.fact == "domestic-rd-expenditure")
    for id_, value in measure.values.items():
        assert value == pytest.approx(float(rows[world().places[id_].name]), rel=1e-4)
    home = {row["period"]: row["value"] for row in kz.table("figures/kz/figures.csv")
            if (row["area"], row["fact"]) == ("KZ", "domestic-rd-expenditure")}  # fmt: skip
    assert {home[year] for year in ("2012", "2013", "2014", "2015")} == {f"{measure.values['KZ']:.2f}"}
