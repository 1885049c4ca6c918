"""Judgements of several experts: one by the geometric mean, each with its consistency, whoever contradicts named."""

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qala.errors import BadPack
from qala.standard.judgements import Weighed, joined, opinions, weighed
from qala.standard.lint import lint
from tests.standard.test_lint import AHP, pack

RATIOS = st.floats(1 / 9, 9)
HEAD = "node,a,b,ratio,expert\n"


def test_three_experts_become_one_by_the_geometric_mean() -> None:
    """Aczel and Saaty 1983: of 2, 4 and 8 it is 4, and of what was judged the other way round its reciprocal."""
    together = joined({"x": {("a", "b"): 2.0}, "y": {("b", "a"): 1 / 4}, "z": {("a", "b"): 8.0}})
    assert together == {("a", "b"): pytest.approx(4)}


@given(st.lists(st.tuples(RATIOS, RATIOS, RATIOS), min_size=2, max_size=5))
def test_the_reciprocal_judgements_give_the_reciprocal(answers: list[tuple[float, float, float]]) -> None:
    pairs = (("a", "b"), ("b", "c"), ("a", "c"))
    told = {str(i): dict(zip(pairs, ratios, strict=True)) for i, ratios in enumerate(answers)}
    turned = {name: {pair[::-1]: ratio for pair, ratio in judged.items()} for name, judged in told.items()}
    for pair, ratio in joined(told).items():
        assert joined(turned)[pair[::-1]] == pytest.approx(ratio)
        assert math.prod(one[pair] for one in told.values()) == pytest.approx(ratio ** len(told))


@given(RATIOS, RATIOS)
def test_judgements_without_contradiction_give_their_weights(one: float, other: float) -> None:
    found = weighed({("a", "b"): one, ("b", "c"): other, ("a", "c"): one * other}, ["a", "b", "c"])
    assert isinstance(found, Weighed)
    assert found.ratio == pytest.approx(0, abs=1e-9)
    assert found.weights[0] / found.weights[1] == pytest.approx(one)


def test_a_pair_that_nobody_judged_is_named() -> None:
    assert weighed({("a", "b"): 2.0}, ["a", "b", "c"]) == ("a", "c")


def test_each_expert_has_weights_and_a_ratio_after_all_together() -> None:
    rows = "water,a,b,2,Aida\nwater,b,a,0.125,Bolat\n"
    found = list(opinions(pack(tree=AHP, files={"ahp.csv": HEAD + rows})))
    assert [one.expert for one in found] == ["", "Aida", "Bolat"]
    assert [one.weights["a"] for one in found] == pytest.approx([4 / 5, 2 / 3, 8 / 9])
    assert {one.ratio for one in found} == {0.0}


THREE = ("water,whole,1,,", "water,whole,1,,ahp")


def three(rows: str) -> list[tuple[str, dict[str, str]]]:
    """The faults of ahp.csv of a node with three indicators."""
    standard = pack(tree=THREE, files={"ahp.csv": HEAD + rows}, c={"parent": "water"})
    return [(one.code, dict(one.fields)) for one in lint(standard) if one.place.file == "ahp.csv"]


def test_an_expert_who_contradicts_is_named() -> None:
    calm = "water,a,b,2,Aida\nwater,b,c,2,Aida\nwater,a,c,4,Aida\n"
    wild = "water,a,b,9,Bolat\nwater,b,c,9,Bolat\nwater,c,a,9,Bolat\n"
    assert three(calm) == []
    found = three(calm + wild)
    assert [(code, told["expert"]) for code, told in found] == [
        ("lint_inconsistent", ""),
        ("lint_expert_inconsistent", "Bolat"),
    ]


def test_an_expert_who_left_a_pair_out_is_named() -> None:
    rows = "water,a,b,2,Aida\nwater,b,c,2,Aida\nwater,a,c,4,Aida\nwater,a,b,3,Bolat\nwater,b,c,1,Bolat\n"
    ((code, told),) = three(rows)
    assert (code, told["expert"], told["one"], told["other"]) == ("lint_expert_missing", "Bolat", "a", "c")


def test_the_same_expert_twice_is_refused() -> None:
    with pytest.raises(BadPack, match="compared twice"):
        three("water,a,b,2,Aida\nwater,b,a,2,Aida\n")
