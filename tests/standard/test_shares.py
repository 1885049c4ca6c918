"""The part of the whole that each item has: of the indicators all together 1."""

import pytest

from qala.standard import Indicator, Node, Standard
from qala.standard.shares import path_share
from tests.packs_by_hand import standard

INDICATORS = """id,parent,weight,direction,low,high
a,water,1,higher,0,1
b,water,3,higher,0,1
c,air,1,lower,0,1
d,air,0,higher,0,1
e,air,5,context,,
"""
HEAD = "id,parent,weight,weights,over,title_en\n"
REST = "water,whole,1,,,W\nair,whole,3,,,A\nempty,whole,9,,,E\n"


def shares(method: Standard) -> dict[str, float]:
    items: dict[str, Node | Indicator] = {**method.node, **method.indicator}
    return {id_: path_share(method, item) for id_, item in items.items()}


@pytest.mark.parametrize(
    ("root", "expected"),
    [
        ("whole,,,,,T\n", {"a": 1 / 16, "b": 3 / 16, "c": 3 / 4, "water": 1 / 4, "air": 3 / 4}),
        ("whole,,,equal,,T\n", {"a": 1 / 8, "b": 3 / 8, "c": 1 / 2, "water": 1 / 2, "air": 1 / 2}),
        ("whole,,,set:x,,T\n", {"a": 1 / 32, "b": 3 / 32, "c": 7 / 8, "water": 1 / 8, "air": 7 / 8}),
        ("whole,,,,indicators,T\n", {"a": 1 / 5, "b": 3 / 5, "c": 1 / 5, "water": 4 / 5, "air": 1 / 5}),
    ],
)
def test_shares(root: str, expected: dict[str, float]) -> None:
    method = standard(HEAD + root + REST, INDICATORS, weights_csv="set,id,weight\nx,air,7\n")
    found = shares(method)
    assert found == pytest.approx({**expected, "whole": 1.0, "d": 0.0, "e": 0.0, "empty": 0.0})
    assert sum(found[one] for one in "abcde") == pytest.approx(1)
