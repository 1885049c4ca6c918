"""What holds for any figures and any method."""

import random
from typing import Any

import polars as pl
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from qala.engine import Settings, assess
from qala.errors import CannotAssess
from qala.standard import Standard, parse_standard
from qala.values.model import Values
from tests.packs_by_hand import areas, long, standard

AREAS, NAMES = ("p", "q", "r", "s", "t", "u"), ("a", "b", "c", "d")
MEANS = ("arithmetic", "geometric", "harmonic", "power:2", "power:-1", "median", "minimum", "sum", "copeland")
METHODS = ("goalposts", "minmax", "percentile", "zscore:50:10", "rank", "fraction-of-target")
NUMBER = st.floats(1, 99).map(lambda value: round(value, 3))
CELLS = st.dictionaries(st.sampled_from([(area, name) for area in AREAS for name in NAMES]), NUMBER, min_size=3)
RULES = st.sampled_from(("exclude", "zero", "withhold", "fail"))
PROFILE = settings(max_examples=15, derandomize=True)


def pack(mean: str, method: str, rule: str = "exclude", gate: float = 0.0, scale: float = 1.0, **more: str) -> Standard:
    """Two nodes of two indicators; `scale` multiplies the unit of `a` and its goalposts."""
    ends = {name: (scale if name == "a" else 1.0) for name in NAMES}
    rows = "".join(
        f"{name},{'left' if name in 'ab' else 'right'},{1 + index},{'lower' if name == 'b' else 'higher'},"
        f"{100 * ends[name]},{50 * ends[name]},0,{method}\n".replace(",0,", f",{0 * ends[name]},")
        for index, name in enumerate(NAMES)
    )
    table = f"id,parent,weight,direction,high,target,low,normalise\n{rows}"
    toml = f'[aggregate]\nmethod = "{mean}"\n[normalise]\nrange = [1, 100]\n'
    toml += f'[missing]\nrule = "{rule}"\nmin_coverage = {gate}\n'
    return standard("id,parent,weight\nwhole,,\nleft,whole,2\nright,whole,1\n", table, toml + more.get("toml", ""))


def figures(cells: dict[tuple[str, str], float], scale: float = 1.0) -> Values:
    by_area: dict[str, dict[str, float]] = {area: {} for area in AREAS}
    for (area, name), value in cells.items():
        by_area[area][name] = value * scale if name == "a" else value
    return long(**by_area)


def degrees(method: Standard, table: Values) -> dict[tuple[str, str], float | None]:
    document = assess(method, table, Settings(("2020",)), areas(*AREAS))
    return {(row["area"], row["node"]): row["degree"] for row in document["nodes"]}


@pytest.mark.parametrize(
    ("mean", "method"), [*((mean, "goalposts") for mean in MEANS), *(("arithmetic", method) for method in METHODS[1:])]
)
@given(cells=CELLS, seed=st.integers(0, 99))
@PROFILE
def test_the_order_of_rows_and_columns_never_matters(mean: str, method: str, cells: Any, seed: int) -> None:
    one = pack(mean, method)
    table = figures(cells)
    shuffled = table.frame.sample(fraction=1, shuffle=True, seed=seed)
    names = list(shuffled.columns)
    random.Random(seed).shuffle(names)  # noqa: S311 - a fixed shuffle, not a secret
    once = assess(one, table, Settings(("2020",)), areas(*AREAS))
    again = assess(one, Values.of(shuffled.select(names)), Settings(("2020",)), areas(*reversed(AREAS)))
    assert once["digest"] == again["digest"]


@given(cells=CELLS)
@PROFILE
def test_the_order_of_rows_and_columns_of_a_pack_changes_no_degree(cells: Any) -> None:
    one = pack("geometric", "minmax")
    files = dict(one.files)
    for name in ("tree.csv", "indicators.csv"):
        head, *rows = [line.split(",") for line in files[name].strip().split("\n")]
        turned = [[*reversed(row)] for row in [head, *reversed(rows)]]
        files[name] = "\n".join(",".join(row) for row in turned) + "\n"
    found, other = degrees(one, figures(cells)), degrees(parse_standard(files), figures(cells))
    for key, degree in found.items():
        assert degree == pytest.approx(other[key], abs=1e-9)


@pytest.mark.parametrize("method", METHODS)
@given(cells=CELLS, power=st.integers(-6, 6))
@PROFILE
def test_scaling_a_unit_with_its_goalposts_never_matters(method: str, cells: Any, power: int) -> None:
    scale = 2.0**power
    found = degrees(pack("arithmetic", method), figures(cells))
    scaled = degrees(pack("arithmetic", method, scale=scale), figures(cells, scale))
    for key, degree in found.items():
        assert degree == pytest.approx(scaled[key], abs=1e-9)


MONOTONE = [(mean, method) for mean in MEANS if mean != "copeland" for method in ("goalposts", "fraction-of-target")]


@pytest.mark.parametrize(("mean", "method"), MONOTONE)
@given(cells=CELLS, rule=RULES, step=st.floats(0.01, 40), data=st.data())
@PROFILE
def test_a_better_value_never_lowers_a_degree(
    mean: str, method: str, cells: Any, rule: str, step: float, data: Any
) -> None:
    area, name = data.draw(st.sampled_from(sorted(cells)))
    value = cells[area, name]
    better = {**cells, (area, name): max(0.001, value - step) if name == "b" else value + step}
    one = pack(mean, method, rule)
    before, after = degrees(one, figures(cells)), degrees(one, figures(better))
    for node in ("left", "right", "whole"):
        old, new = before[area, node], after[area, node]
        assert (old is None) == (new is None)
        assert old is None or new is None or new >= old - 1e-9


@given(cells=CELLS, gate=st.sampled_from((0.3, 0.5, 0.6, 1.0)), mean=st.sampled_from(MEANS[:4]))
@PROFILE
def test_withheld_never_becomes_whole(cells: Any, gate: float, mean: str) -> None:
    """A node under its gate has no degree, no band, no rank, no points for its parent, whatever lies around it."""
    document = assess(pack(mean, "goalposts", gate=gate), figures(cells), Settings(("2020",)), areas(*AREAS))
    rows = {(row["area"], row["node"]): row for row in document["nodes"]}
    for area in AREAS:
        for node, children in (("left", "ab"), ("right", "cd")):
            have = sum((area, name) in cells for name in children)
            row = rows[area, node]
            if have == 0 or have < gate * 2 - 1e-12:
                assert row["state"] == "withheld"
                assert (row["degree"], row["band"], row["points"], row["rank"], row["contribution"]) == (None,) * 5
                assert row["weight"] == 0
            else:
                assert row["state"] == "assessed"
        have = sum(rows[area, node]["degree"] is not None for node in ("left", "right"))
        assert (rows[area, "whole"]["degree"] is None) == (have == 0 or have < gate * 2 - 1e-12)


@given(cells=CELLS, name=st.sampled_from(NAMES))
@PROFILE
def test_a_value_that_is_taken_away_is_never_known(cells: Any, name: str) -> None:
    assume(any(key[1] == name for key in cells))
    fewer = {key: value for key, value in cells.items() if key[1] != name}
    assume(fewer)
    document = assess(pack("arithmetic", "minmax"), figures(fewer), Settings(("2020",)), areas(*AREAS))
    gone = [row for row in document["indicators"] if row["indicator"] == name]
    assert all((row["state"], row["value"], row["degree"], row["weight"]) == ("missing", None, None, 0) for row in gone)


@given(cells=CELLS, method=st.sampled_from(("minmax", "zscore", "percentile", "rank", "none")), treat=st.booleans())
@PROFILE
def test_any_figures_are_assessed_or_refused_in_one_sentence(cells: Any, method: str, treat: bool) -> None:
    toml = '[treat]\nmethod = "winsorise"\nskew = 0.1\nkurtosis = -3\n' if treat else ""
    wild = {key: (value - 50) * 1e6 for key, value in cells.items()}
    one = pack("harmonic", method, toml=toml)
    if method in ("minmax", "percentile", "rank"):
        assert all(degree is None or 0 < degree < float("inf") for degree in degrees(one, figures(wild)).values())
    else:
        with pytest.raises(CannotAssess, match=r"^node \w+ takes a mean[^\n]*$"):
            degrees(one, figures(wild | {("p", "a"): -1.0, ("q", "a"): -2.0}))


def test_any_chunking_gives_the_same_digest() -> None:
    table = figures(
        {(area, name): 1.0 + index for index, (area, name) in enumerate((a, n) for a in AREAS for n in NAMES)}
    )
    halves = Values.of(pl.concat([table.frame[12:], table.frame[:12]], rechunk=False))
    one = assess(pack("geometric", "minmax"), table, Settings(("2020",)), areas(*AREAS))
    assert one["digest"] == assess(pack("geometric", "minmax"), halves, Settings(("2020",)), areas(*AREAS))["digest"]
