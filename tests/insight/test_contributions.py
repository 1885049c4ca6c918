"""Whatever the mean, the points of the children add up to the degree."""

import math
from collections.abc import Mapping

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from qala.engine import Settings, assess
from qala.insight import Part, explain
from tests.packs_by_hand import areas, long, standard

MEANS = (
    "arithmetic",
    "geometric",
    "harmonic",
    "power:2",
    "power:0.5",
    "power:-2",
    "median",
    "minimum",
    "sum",
    "copeland",
)
TREE = "id,parent,weight,aggregate,add,floor\nwhole,,,{0},{1},{2}\nleft,whole,2,{0},,\nright,whole,1,arithmetic,,\n"
INDICATORS = "id,parent,weight,low,high\n" + "".join(
    f"{name},{parent},{weight},0,100\n"
    for name, parent, weight in (
        ("a", "left", 1),
        ("b", "left", 2.5),
        ("c", "left", 1),
        ("d", "right", 1),
        ("e", "whole", 0.5),
    )
)
DEGREE = st.one_of(st.none(), st.floats(0.5, 100))
FIGURES = st.fixed_dictionaries(dict.fromkeys("abcde", DEGREE))


def check(degree: float | None, own: float, parts: tuple[Part, ...]) -> None:
    if degree is not None and parts:
        given_ = [part.contribution for part in parts if part.contribution is not None]
        assert math.fsum([own, *given_]) == pytest.approx(degree, abs=1e-9, rel=1e-9)
    for part in parts:
        if part.kind == "node":
            check(part.degree, part.own, part.children)


@pytest.mark.parametrize("mean", MEANS)
@given(table=st.fixed_dictionaries(dict.fromkeys("xyz", FIGURES)))
@settings(max_examples=25)
def test_points_add_up(mean: str, table: Mapping[str, Mapping[str, float | None]]) -> None:
    method = standard(TREE.format(mean, "7" if mean == "sum" else "", "" if mean != "sum" else "20"), INDICATORS)
    if mean == "copeland":
        method = standard(TREE.format("copeland", "", ""), INDICATORS)
    known = {area: {name: value for name, value in row.items() if value is not None} for area, row in table.items()}
    document = assess(method, long(**known), Settings(("2020",)), areas(*"xyz"))
    for row in document["areas"]["rows"]:
        found = explain(document, row["id"], "whole")
        check(found.degree, found.own, found.parts)


def test_a_geometric_mean_by_hand() -> None:
    """Two children of equal weight: the logarithmic mean of each with the mean says how much it pulls."""
    method = standard("id,parent,aggregate\nwhole,,geometric\n", "id,parent,low,high\na,whole,0,100\nb,whole,0,100\n")
    found = explain(assess(method, long(x={"a": 10, "b": 90}), Settings(("2020",))), "x", "whole")
    middle = 30.0
    pull = [(math.log(value) - math.log(middle)) / (value - middle) for value in (10, 90)]
    wanted = [weight / sum(pull) * value for weight, value in zip(pull, (10, 90), strict=True)]
    assert found.degree == pytest.approx(middle)
    assert [part.contribution for part in found.parts] == pytest.approx(wanted, abs=1e-9)


def test_the_weakest_and_the_middle_decide() -> None:
    tree, indicators = "id,parent,aggregate\nwhole,,{}\n", "id,parent,low,high\na,whole,0,9\nb,whole,0,9\nc,whole,0,9\n"
    figures = long(x={"a": 9, "b": 3, "c": 6})

    def points(mean: str) -> list[float | None]:
        made = assess(standard(tree.format(mean), indicators), figures, Settings(("2020",)))
        return [part.contribution for part in explain(made, "x", "whole").parts]

    assert points("minimum") == pytest.approx([0, 100 / 3, 0])
    assert points("median") == pytest.approx([0, 0, 200 / 3])


def test_what_a_sum_adds_and_its_floor_are_its_own() -> None:
    method = standard(
        "id,parent,aggregate,add,floor\nwhole,,sum,10,\n", "id,parent,weight,low,high\na,whole,0.5,0,100\n"
    )
    found = explain(assess(method, long(x={"a": 40}), Settings(("2020",))), "x", "whole")
    assert (found.degree, found.own, found.parts[0].contribution) == (30, 10, 20)
    method = standard(
        "id,parent,aggregate,add,floor\nwhole,,sum,-90,5\n", "id,parent,weight,low,high\na,whole,1,0,100\n"
    )
    found = explain(assess(method, long(x={"a": 40}), Settings(("2020",))), "x", "whole")
    assert (found.degree, found.own) == (5, -35)


def test_wins_are_shared_by_shapley() -> None:
    """Of two children the heavier decides: the lighter loses a point alone, and changes nothing beside the other."""
    method = standard(
        "id,parent,aggregate\nwhole,,copeland\n", "id,parent,weight,low,high\na,whole,1,0,9\nb,whole,3,0,9\n"
    )
    document = assess(method, long(x={"a": 9, "b": 0}, y={"a": 0, "b": 9}), Settings(("2020",)))
    found = explain(document, "y", "whole")
    assert found.degree == 1
    assert [part.contribution for part in found.parts] == pytest.approx([(-1 + 0) / 2, (1 + 2) / 2])
