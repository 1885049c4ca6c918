"""Assessments over many years and of many areas, and what a chart holds."""

from copy import deepcopy
from functools import cache
from typing import Any

import altair as alt

from qala.engine import Settings, assess
from tests.kz_demo import demo_inputs
from tests.robustness_by_draws import with_robustness

Rows = list[dict[str, Any]]
YEARS = tuple(str(year) for year in range(2010, 2024))


@cache
def cities() -> dict[str, Any]:
    """The five cities over fourteen years."""
    standard, values, places = demo_inputs()
    return assess(standard, values, Settings(YEARS), places)


@cache
def robust_cities() -> dict[str, Any]:
    """The same of two years, with robustness."""
    standard, values, places = demo_inputs()
    return with_robustness(assess(standard, values, Settings(("2018", "2019")), places))


@cache
def regions() -> dict[str, Any]:
    """All regions over two years."""
    standard, values, places = demo_inputs()
    return assess(standard, values, Settings(("2018", "2019"), kind="region"), places)


def part(assessment: dict[str, Any], *areas: str) -> dict[str, Any]:
    """The part of an assessment that is about some areas, as the site hands it over."""
    found = deepcopy(assessment)
    found["areas"]["rows"] = [row for row in found["areas"]["rows"] if row["id"] in areas]
    for table in ("nodes", "indicators", "findings", "characteristics"):
        found[table] = [row for row in found[table] if row["area"] in areas]
    found.pop("values")
    if found["robustness"]:
        found["robustness"]["nodes"] = [row for row in found["robustness"]["nodes"] if row["area"] in areas]
    return found


def layers(spec: dict[str, Any], mark: str) -> list[Rows]:
    """The data of the layers with a mark, of panels one after another."""
    whole = [layer for one in spec.get("concat", [spec]) for layer in one["layer"]]
    return [spec_data(spec, layer) for layer in whole if layer["mark"]["type"] == mark]


def spec_data(spec: dict[str, Any], layer: dict[str, Any]) -> Rows:
    """The rows of a layer."""
    found: Rows = spec["datasets"][layer["data"]["name"]]
    return found


def told(chart: alt.LayerChart | alt.ConcatChart) -> str:
    """What it says to those who do not see it."""
    return str(chart.description)
