"""A standard that scores nothing: what is known is counted, and nothing has a degree, whatever else the pack says."""

from typing import Any

import pytest

from qala.engine.verify import verify
from qala.errors import BadPack
from qala.standard import Standard
from tests.packs_by_hand import Answer, areas, assessed, long, standard, values

TREE = """id,parent,aggregate,missing,weights
whole,,,,
air,whole,,,
water,whole,,,
"""
INDICATORS = """id,parent,weight,direction,unit,kind
dust,air,,lower,µg/m³,quantity
wind,air,,context,m/s,quantity
trees,air,0,context,trees,count
loss,water,,target,%,share
open,water,,higher,,yes-no
"""
NOTHING = "scores = false\n"


def told(facts: dict[str, float | None], tree: str = TREE, settings: str = NOTHING) -> Answer:
    return assessed(standard(tree, INDICATORS, settings), long(town=facts), areas("town"))


def test_what_has_a_value_is_known_and_left_unscored() -> None:
    made = told({"dust": 9.0, "wind": 3.0, "trees": 70.0})
    states = [made.indicator("town", name)["state"] for name in ("dust", "wind", "trees", "loss", "open")]
    assert states == ["unscored", "unscored", "unscored", "missing", "missing"]
    assert all(row["degree"] is None and row["band"] is None for row in made.document["indicators"])


def test_coverage_counts_all_that_has_a_weight_whatever_its_direction() -> None:
    made = told({"dust": 9.0, "wind": 3.0, "trees": 70.0})
    counts = {
        name: (row["known"], row["asked"]) for name in ("whole", "air", "water") for row in [made.node("town", name)]
    }
    assert counts == {"whole": (2, 4), "air": (2, 2), "water": (0, 2)}
    assert made.node("town", "whole")["coverage"] == 0.5


def test_zero_is_a_value() -> None:
    assert told({"dust": 0.0, "open": 0.0}).node("town", "whole")["known"] == 2


@pytest.mark.parametrize("rule", ["exclude", "zero", "withhold", "fail"])
@pytest.mark.parametrize("weights", ["given", "equal", "pca", "entropy"])
def test_nodes_have_nothing_under_any_rule(rule: str, weights: str) -> None:
    made = told({"dust": 9.0, "loss": 1.0}, TREE.replace("whole,,,,", f"whole,,,{rule},{weights}"))
    for node in made.document["nodes"]:
        told_of = [node[name] for name in ("degree", "band", "points", "rank", "change", "contribution")]
        assert told_of == [None] * len(told_of)
        assert node["state"] == "unscored"


def test_a_node_that_counts_still_counts() -> None:
    made = told({"dust": 9.0, "wind": 3.0}, TREE.replace("whole,,,,", "whole,,count,,"))
    whole = made.node("town", "whole")
    assert (whole["degree"], whole["band"], whole["rank"], whole["state"]) == (2.0, "1", 1, "assessed")
    assert made.node("town", "air")["degree"] is None


def test_verified_and_declared_are_counted_apart() -> None:
    rows = [("dust", "verified"), ("wind", "declared"), ("loss", "rejected"), ("open", "questioned")]
    table = values([{"area": "town", "fact": f, "period": "2020", "value": 1.0, "status": s} for f, s in rows])
    made = assessed(standard(TREE, INDICATORS, NOTHING), table, areas("town"), bases=("verified", "declared"))
    assert [made.node("town", "whole", basis=basis)["known"] for basis in ("verified", "declared")] == [1, 2]


def test_what_does_not_apply_is_not_asked() -> None:
    row = {"area": "town", "fact": "loss", "period": "2020", "value": None, "reason": "not-applicable"}
    made = assessed(standard(TREE, INDICATORS, NOTHING), values([row]), areas("town"))
    assert made.node("town", "water")["asked"] == 1


def test_recomputed_it_is_the_same() -> None:
    assert verify(told({"dust": 9.0}).document).same


def test_a_standard_scores_unless_it_says_no() -> None:
    made = assessed(standard(TREE, INDICATORS.replace("target", "lower")), long(town={"dust": 9.0}), areas("town"))
    assert made.document["standard"]["id"] == "by-hand"
    assert made.node("town", "air")["asked"] == 1


@pytest.mark.parametrize("value", ['"no"', "0", '"false"', "[]"])
def test_only_true_and_false_are_taken(value: str) -> None:
    with pytest.raises(BadPack, match="true"):
        standard(TREE, INDICATORS, f"scores = {value}\n")


def test_it_reports_only_where_nothing_is_counted() -> None:
    def read(tree: str, settings: Any = NOTHING) -> Standard:
        return standard(tree, INDICATORS.replace("target", "lower"), settings)

    assert read(TREE).reports_only
    assert not read(TREE.replace("water,whole,,,", "water,whole,count,,")).reports_only
    assert not read(TREE, "").reports_only
