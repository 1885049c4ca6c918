"""Published indices out of packs alone: HDI, EGDI, and the points of U4SSC."""

import csv
from pathlib import Path

import pytest

from qala.engine import Settings, assess
from qala.standard import Standard, parse_standard
from tests.packs_by_hand import long

HERE = Path(__file__).parent
HDI_FIGURES = ("life_expectancy", "expected_years", "mean_years", "gni")
HALF_STEP = {"life_expectancy": 0.05, "expected_years": 0.05, "mean_years": 0.05, "gni": 0.5}
HDI = """[standard]
id = "hdi"
edition = "2021-22"
title = "Human Development Index"
[normalise]
range = [0, 1]
[aggregate]
method = "geometric"
[scale]
round = 3
bands = [
  { id = "low", from = 0, title = "low" },
  { id = "medium", from = 0.55, title = "medium" },
  { id = "high", from = 0.7, title = "high" },
  { id = "very-high", from = 0.8, title = "very high" },
]
"""
HDI_TREE = "id,parent,aggregate\nhdi,,\nhealth,hdi,\neducation,hdi,arithmetic\nincome,hdi,\n"
HDI_INDICATORS = """id,parent,transform,low,high
life_expectancy,health,,20,85
expected_years,education,,0,18
mean_years,education,,0,15
gni,income,log,100,75000
"""


def rows(name: str) -> list[dict[str, str]]:
    with (HERE / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def degrees(standard: Standard, figures: dict[str, dict[str, float]]) -> dict[str, float]:
    document = assess(standard, long(**figures), Settings(("2020",)))
    root = standard.root.id
    return {row["area"]: row["degree"] for row in document["nodes"] if row["node"] == root}


def hdi() -> Standard:
    return parse_standard({"standard.toml": HDI, "tree.csv": HDI_TREE, "indicators.csv": HDI_INDICATORS})


def hdi_figures(shift: float) -> dict[str, dict[str, float]]:
    return {
        row["country"]: {name: float(row[name]) + shift * HALF_STEP[name] for name in HDI_FIGURES}
        for row in rows("hdi_2021.csv")
    }


def test_hdi_2021_lies_within_what_the_rounding_of_its_figures_leaves_open() -> None:
    least, greatest = (degrees(hdi(), hdi_figures(shift)) for shift in (-1, 1))
    assert len(least) == 99
    for row in rows("hdi_2021.csv"):
        low, high = least[row["country"]], greatest[row["country"]]
        assert low - 0.0005 <= float(row["hdi"]) <= high + 0.0005, row
        assert high - low < 0.012


def test_hdi_2021_from_the_printed_figures_is_right_to_the_third_decimal_nearly_everywhere() -> None:
    found = degrees(hdi(), hdi_figures(0))
    gaps = [abs(found[row["country"]] - float(row["hdi"])) for row in rows("hdi_2021.csv")]
    assert max(gaps) < 0.002
    assert sum(gap <= 0.0011 for gap in gaps) >= 0.95 * len(gaps)


def test_hdi_groups_and_ranks() -> None:
    document = assess(hdi(), long(**hdi_figures(0)), Settings(("2020",)))
    cells = {row["area"]: row for row in document["nodes"] if row["node"] == "hdi"}
    assert cells["Kazakhstan"]["band"] == "very-high"
    assert cells["Mexico"]["band"] == "high"
    assert cells["India"]["band"] == "medium"
    assert cells["Chad"]["band"] == "low"
    assert [cells[name]["rank"] for name in ("Switzerland", "Norway", "Iceland", "South Sudan")] == [1, 2, 3, 99]


def test_what_lies_beyond_the_goalposts_counts_as_at_them() -> None:
    document = assess(hdi(), long(**hdi_figures(0)), Settings(("2020",)))
    rows_ = {(row["area"], row["indicator"]): row for row in document["indicators"]}
    assert rows_["Liechtenstein", "gni"]["degree"] == 1
    assert rows_["Liechtenstein", "gni"]["overshoot"]
    assert rows_["Norway", "expected_years"]["degree"] == 1
    assert rows_["Hong Kong, China (SAR)", "life_expectancy"]["overshoot"]


def test_egdi_2022_is_the_mean_of_its_three_components() -> None:
    toml = (
        HDI.replace('"hdi"', '"egdi"')
        .replace('method = "geometric"', 'method = "arithmetic"')
        .replace("round = 3", "round = 4")
    )
    names = ("services", "telecommunication", "human_capital")
    table = "id,parent,low,high\n" + "".join(f"{name},egdi,0,1\n" for name in names)
    standard = parse_standard({"standard.toml": toml, "tree.csv": "id,parent\negdi,\n", "indicators.csv": table})
    published = rows("egdi_2022.csv")
    found = degrees(standard, {row["country"]: {name: float(row[name]) for name in names} for row in published})
    for row in published:
        assert found[row["country"]] == pytest.approx(float(row["egdi"]), abs=1.01e-4), row


U4SSC = """[standard]
id = "u4ssc"
edition = "Y.4903"
title = "U4SSC"
[scale]
bands = [
  { id = "1", from = 0, points = 1, title = "0-33" },
  { id = "2", from = 33, points = 2, title = "33-66" },
  { id = "3", from = 66, points = 3, title = "66-95" },
  { id = "4", from = 95, points = 4, title = "95+" },
]
"""


@pytest.mark.parametrize(("points", "share", "band"), [([1, 3, 4, 1], 56.25, "2"), ([3, 4, 2], 75.0, "3")])
def test_the_points_of_u4ssc_and_its_worked_examples(points: list[int], share: float, band: str) -> None:
    """Each data point: below 33 % of its target 1 point, from 33 % 2, from 66 % 3, from 95 % 4, as shares of 4."""
    table = "id,parent,target,normalise,steps\n" + "".join(
        f"i{number},whole,{10 * (number + 1)},steps,25;33%:50;66%:75;95%:100\n" for number in range(len(points))
    )
    standard = parse_standard({"standard.toml": U4SSC, "tree.csv": "id,parent\nwhole,\n", "indicators.csv": table})
    reached = {1: 0.2, 2: 0.5, 3: 0.66, 4: 0.95}
    figures = {f"i{number}": reached[point] * 10 * (number + 1) for number, point in enumerate(points)}
    document = assess(standard, long(x=figures), Settings(("2020",)))
    cell = next(row for row in document["nodes"] if row["node"] == "whole")
    assert (cell["degree"], cell["band"]) == (share, band)
