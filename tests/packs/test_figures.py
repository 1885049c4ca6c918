"""The shipped figures against their origin."""

import csv
import gzip
import math
from decimal import Decimal
from pathlib import Path

import pytest

from tests import kz_figures as kz

ORIGIN = Path(__file__).parents[3] / "shared/data/kazakhstan"
ROWS = kz.table("figures/kz/figures.csv")
GRIDS = {"151010000": "Aktobe_5634", "750000000": "Almaty_6174", "710000000": "Astana_5936",
         "351010000": "Karaganda_5967", "790000000": "Shymkent_6003"}  # fmt: skip
BAND = ("fixed-broadband-over-10-mbit", "fixed-broadband-2-to-10-mbit", "fixed-broadband-256-kbit-to-2-mbit")


def test_keys_are_unique_and_areas_known() -> None:
    keys = [(row["area"], row["fact"], row["period"], row["status"], row["recorded_at"]) for row in ROWS]
    assert len(set(keys)) == len(keys)
    assert {row["area"] for row in ROWS} | {row["boundary"] for row in ROWS} <= kz.areas().ids
    assert keys == sorted(keys)


def test_spot_checks() -> None:
    def value(area: str, fact: str, period: str) -> tuple[str, str]:
        found = {(row["area"], row["fact"], row["period"]): (row["value"], row["boundary"]) for row in ROWS}
        return found[area, fact, period]

    assert value("710000000", "residents-served-by-waste-collection", "2022") == ("36", "710000000")
    assert value("750000000", "residents-of-unsafe-buildings", "2019") == ("49589", "750000000")
    assert value("151010000", "pm2.5-annual-mean", "2022") == ("1.6", "151010000")
    assert value("351010000", "wastewater-treated-to-norm", "2019") == ("55.9", "350000000")
    assert value("351010000", "road-traffic-deaths", "2010") == ("19.58", "350000000-urban")
    assert value("790000000", "maternal-mortality", "2017")[1] == "510000000"


def origin(name: str) -> list[dict[str, str]]:
    if not ORIGIN.is_dir():
        pytest.skip("the data the figures were taken from (../shared beside the repository) is not here")
    with (ORIGIN / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def test_every_figure_equals_its_origin() -> None:
    published = {
        (row["key"], row["kato"] or row["area"], row["residence"], row["year"]): row["value"]
        for row in origin("figures.csv")
    }
    people = {(row["kato"] or "KZ", row["year"]): row["population"] for row in origin("population.csv")}
    for row in ROWS:
        fact, period, shown = row["fact"], row["period"], Decimal(row["value"])
        base = row["boundary"].removesuffix("-urban")
        if fact == "population":
            assert shown == population(people, base, period), row
        elif fact.startswith("fixed-broadband"):
            lines = [Decimal(published[name, base, "all", period]) for name in BAND]
            assert (Decimal(row["numerator"]), Decimal(row["denominator"])) == (lines[0], sum(lines)), row
            assert float(shown) == float(100 * lines[0] / sum(lines))
        elif not fact.startswith("walk-"):
            residence = "urban" if ", urban," in row["source"] else "all"
            assert row["boundary"].endswith("-urban") <= (residence == "urban"), row
            factor = 1000 if fact.startswith("pm") else 1
            assert shown == factor * Decimal(published[fact, base, residence, period]), row


def population(people: dict[tuple[str, str], str], area: str, period: str) -> Decimal:
    if area != "510000000":
        return Decimal(people[area, period])
    return Decimal(people["610000000", period]) + Decimal(people.get(("790000000", period), 0))


def test_every_walking_figure_equals_its_grid() -> None:
    origin("kato.csv")
    for area, name in GRIDS.items():
        with gzip.open(ORIGIN / f"access/grid_{name}.csv.gz", "rt", encoding="utf-8") as file:
            cells = list(csv.DictReader(file))
        for column, fact in (("education", "education"), ("health_wellbeing", "health-and-daily-services")):
            near = math.fsum(float(cell["POP_2015"]) for cell in cells if float(cell[column]) <= 1250)
            total = math.fsum(float(cell["POP_2015"]) for cell in cells)
            row = next(row for row in ROWS if (row["area"], row["fact"]) == (area, f"walk-1250-m-to-{fact}"))
            assert (float(row["numerator"]), float(row["denominator"])) == (near, total)
            assert float(row["value"]) == 100 * near / total
