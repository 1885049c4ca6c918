"""What if: each answer is checked by assessing what was supposed."""

from typing import Any

import pytest

from qala.engine import Settings, assess
from qala.errors import BadUse
from qala.insight import WhatIf, what_if
from tests.kz_demo import demo_assessment
from tests.packs_by_hand import long, standard

TREE = "id,parent,weight\nwhole,,\nwater,whole,2\nair,whole,1\n"
ROWS = {"a": "water,1", "b": "water,3", "c": "air,1", "d": "air,1"}
FIGURES = {
    "x": {"a": 80.0, "b": 55, "c": 20, "d": 90},
    "y": {"a": 10.0, "b": 95, "c": 30, "d": 40},
    "z": {"a": 60.0, "b": 62, "c": 61, "d": 63},
}


def made(rows: dict[str, str] | None = None, figures: Any = None, tree: str = TREE) -> dict[str, Any]:
    table = "id,parent,weight,low,high\n" + "".join(f"{name},{row},0,100\n" for name, row in (rows or ROWS).items())
    return assess(standard(tree, table), long(**(figures or FIGURES)), Settings(("2020",)))


def cell(document: dict[str, Any], area: str, node: str) -> tuple[float, str, int]:
    row = next(row for row in document["nodes"] if (row["area"], row["node"]) == (area, node))
    return row["degree"], row["band"], row["rank"]


def standing(found: Any) -> tuple[float, str, int]:
    return found.degree, found.band, found.rank


@pytest.mark.parametrize("node", ["whole", "water"])
@pytest.mark.parametrize("area", ["x", "y", "z"])
def test_leaving_out_and_keeping_silent_are_what_an_assessment_says(area: str, node: str) -> None:
    found = what_if(made(), area, node)
    assert standing(found.now) == cell(made(), area, node)
    for one in found.without:
        fewer = {name: row for name, row in ROWS.items() if name != one.indicator}
        assert standing(one.left_out) == pytest.approx(cell(made(fewer), area, node))
        silent = {key: dict(row) for key, row in FIGURES.items()}
        del silent[area][one.indicator]
        assert standing(one.not_reported) == pytest.approx(cell(made(figures=silent), area, node))
        assert one.skipping == pytest.approx(cell(made(figures=silent), area, node)[0] - cell(made(), area, node)[0])
    assert [one.skipping for one in found.without] == sorted((one.skipping or 0 for one in found.without), reverse=True)


@pytest.mark.parametrize("area", ["x", "y", "z"])
def test_the_smallest_change_of_a_weight_flips_and_a_smaller_one_does_not(area: str) -> None:
    now = cell(made(), area, "whole")
    found = what_if(made(), area)
    assert {flip.what for flip in found.flips} <= {"band", "rank"}
    assert found.flips
    for flip in found.flips:
        for factor, flipped in ((flip.factor, True), (flip.factor**0.999, False)):
            then = weighted(flip.child, factor, area)
            assert (then[1 if flip.what == "band" else 2] != now[1 if flip.what == "band" else 2]) == flipped, flip
        assert flip.weight == pytest.approx(flip.factor * given(flip.child))


def given(child: str) -> float:
    if child in ROWS:
        return float(ROWS[child].split(",")[1])
    return {"water": 2.0, "air": 1.0}[child]


def weighted(child: str, factor: float, area: str) -> tuple[float, str, int]:
    weight = repr(given(child) * factor)
    if child in ROWS:
        parent = ROWS[child].split(",")[0]
        return cell(made({**ROWS, child: f"{parent},{weight}"}), area, "whole")
    return cell(made(tree=TREE.replace(f"{child},whole,{given(child):g}", f"{child},whole,{weight}")), area, "whole")


def test_what_may_count_twice_is_told() -> None:
    figures = {
        f"x{index}": {"a": 10.0 * index, "b": 9.0 * index + 1, "c": 50.0 + (-1) ** index, "d": 7.0}
        for index in range(8)
    }
    found = what_if(made(figures=figures), "x3", bound=0.95)
    assert [(pair.one, pair.other, pair.cases) for pair in found.pairs] == [("a", "b", 8)]
    assert found.pairs[0].correlation == pytest.approx(1)


def test_silence_that_would_withhold_wins_nothing() -> None:
    gated = TREE.replace("id,parent,weight", "id,parent,weight,min_coverage").replace(
        "water,whole,2", "water,whole,2,1"
    )
    found = what_if(
        made(tree=gated.replace("whole,,", "whole,,,").replace("air,whole,1", "air,whole,1,")), "x", "water"
    )
    assert all(one.skipping is None and one.not_reported.degree is None for one in found.without)
    assert all(one.left_out.degree is not None for one in found.without)


def test_almaty_would_win_a_band_by_silence_on_its_pre_schools() -> None:
    found: WhatIf = what_if(demo_assessment(), "750000000", "education")
    first = found.without[0]
    assert first.indicator == "ed-inclusive-preschool"
    assert first.skipping is not None
    assert first.skipping > 10
    assert (found.now.band, first.not_reported.band) == ("4", "5")


def test_bad_bounds_and_names_are_refused() -> None:
    with pytest.raises(BadUse, match="not a correlation"):
        what_if(made(), "x", bound=7)
    with pytest.raises(BadUse, match="nobody"):
        what_if(made(), "nobody")
