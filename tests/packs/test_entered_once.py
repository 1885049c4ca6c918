"""The five cities' figures, entered once, under every standard that ships."""

from collections.abc import Mapping
from functools import cache
from typing import Any

import pytest

import qala
from qala import packs
from qala.publish import map_view
from qala.standard import read_standard
from qala.texts import text

PACKS = [folder.name for folder in packs.standards()]
KNOWN = {
    "iso-37120-2018": 5,
    "wccd-levels": 5,
    "u4ssc": 4,
    "sdg-11": 2,
    "kz-2017": 13,
    "kz-2018-five-band": 13,
    "kz-2026": 12,
}
"""Of how many indicators that it asks Astana's figures of 2019 tell; the others ask for what nobody publishes."""
REPORTING = ("iso-37120-2018", "iso-37122-2019", "iso-37123-2019")


@cache
def assessed(name: str) -> Mapping[str, Any]:
    standard = read_standard(packs.find_standard(name))
    values = qala.read_values(qala.figures(), standard)
    return qala.assess(standard, values, "2019").document


@pytest.mark.parametrize("name", PACKS)
def test_each_gives_its_map_of_the_five_cities(name: str) -> None:
    made = assessed(name)
    view = map_view(made, "en")
    assert len(view.rows) == 5
    assert (text("readiness.kicker", "en") == view.kicker) == (name in (*REPORTING, "wccd-levels"))
    root = {
        row["area"]: row for row in made["nodes"] if row["node"] == read_standard(packs.find_standard(name)).root.id
    }
    assert root["710000000"]["known"] == KNOWN.get(name, 0)


def test_a_fact_is_the_same_value_in_each_of_them() -> None:
    told: dict[str, set[float]] = {}
    shared: dict[str, set[str]] = {}
    for name in PACKS:
        standard = read_standard(packs.find_standard(name))
        for row in assessed(name)["indicators"]:
            one = standard.indicator[row["indicator"]]
            if row["area"] == "750000000" and row["value"] is not None and one.window == 1:
                told.setdefault(one.fact, set()).add(round(row["value"] / one.factor, 9))
                shared.setdefault(one.fact, set()).add(name)
    assert all(len(values) == 1 for values in told.values())
    assert len(shared["pm2.5-annual-mean"]) >= 6
