"""The Map of five cities for 2019, checked against figures worked out apart from the engine."""

from statistics import fmean
from typing import Any

import pytest

from tests.kz_demo import demo_assessment

ASTANA, ALMATY, SHYMKENT, KARAGANDA, AKTOBE = "710000000", "750000000", "790000000", "351010000", "151010000"
CITIES = (ASTANA, ALMATY, SHYMKENT, KARAGANDA, AKTOBE)


def cell(table: str, area: str, id_: str) -> dict[str, Any]:
    """A cell of the Map."""
    name = table.removesuffix("s")
    found: list[dict[str, Any]] = [row for row in demo_assessment()[table] if row["area"] == area and row[name] == id_]
    assert len(found) == 1
    return found[0]


def test_the_five_cities_and_nothing_else() -> None:
    assert sorted(row["id"] for row in demo_assessment()["areas"]["rows"]) == sorted(CITIES)
    names = {row["id"]: row["name"]["en"] for row in demo_assessment()["areas"]["rows"]}
    assert names[ASTANA] == "Astana (Nur-Sultan)"


@pytest.mark.parametrize("area", CITIES)
def test_the_whole_city_has_no_degree_band_or_rank(area: str) -> None:
    whole = cell("nodes", area, "city")
    assert (whole["degree"], whole["band"], whole["rank"], whole["state"]) == (None, None, None, "withheld")
    assert whole["asked"] == 80


@pytest.mark.parametrize("area", CITIES)
def test_energy_is_empty_and_implementation_not_collected(area: str) -> None:
    energy = cell("nodes", area, "energy")
    assert (energy["degree"], energy["known"], energy["asked"]) == (None, 0, 11)
    for industry in ("energy", "hcs", "transport", "education", "health", "environment", "it"):
        assert cell("nodes", area, f"{industry}-implementation")["known"] == 0


def test_housing_in_almaty_by_hand() -> None:
    waste, sewage = (89.0 - 50) / 50 * 100, (98.1 - 20) / 80 * 100
    assert cell("nodes", ALMATY, "hcs")["degree"] == pytest.approx(fmean((waste, sewage)), abs=1e-9)


def test_health_in_astana_by_hand() -> None:
    under_five = (15 - fmean((7.0, 7.44, 7.62))) / 11 * 100
    poisoning = (8 - fmean((3.0, 2.85, 2.44))) / 7.5 * 100
    assert cell("nodes", ASTANA, "health")["degree"] == pytest.approx((under_five + poisoning / 2) / 1.5, abs=1e-9)


def test_shymkent_does_not_pool_the_oblast_of_2017() -> None:
    deaths = cell("indicators", SHYMKENT, "tr-deaths")
    assert deaths["value"] == pytest.approx(fmean((11.42, 13.58)), abs=1e-12)
    assert {entry["boundary"] for entry in deaths["pool"]} == {SHYMKENT}


def test_equal_particles_in_astana_are_questioned_and_not_scored() -> None:
    for indicator in ("ev-pm25", "ev-pm10"):
        row = cell("indicators", ASTANA, indicator)
        assert (row["state"], row["value"], row["degree"]) == ("questioned", 30.0, None)
    assert cell("nodes", ASTANA, "environment")["state"] == "withheld"
    struck = {(row["indicator"], row["severity"]) for row in demo_assessment()["findings"] if row["area"] == ASTANA}
    assert {("ev-pm25", "serious"), ("ev-pm10", "serious")} <= struck


def test_roads_are_carried_for_three_cities_and_not_scored_for_two() -> None:
    for area, value in ((ASTANA, 76.0), (ALMATY, 70.0), (SHYMKENT, 53.7)):
        row = cell("indicators", area, "tr-roads")
        assert (row["state"], row["value_period"], row["value"]) == ("carried", "2018", value)
    for area in (KARAGANDA, AKTOBE):
        assert cell("indicators", area, "tr-roads")["degree"] is None
        assert cell("nodes", area, "transport")["degree"] is None
        assert cell("indicators", area, "ed-toilet")["state"] == "withheld"


def test_oblast_figures_say_so() -> None:
    assert cell("indicators", KARAGANDA, "hc-sewage")["boundary"] == "350000000"
    assert cell("indicators", KARAGANDA, "tr-deaths")["boundary"] == "350000000-urban"
    assert cell("indicators", KARAGANDA, "ev-pm25")["boundary"] == KARAGANDA
    others = {row["id"] for row in demo_assessment()["areas"]["others"]}
    assert {"350000000", "350000000-urban"} <= others


def test_overshoot_is_shown() -> None:
    karaganda = cell("indicators", KARAGANDA, "ev-pm25")
    assert (karaganda["value"], karaganda["degree"], karaganda["overshoot"]) == (56.0, 0, True)
