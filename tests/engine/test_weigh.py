"""Derived weights against published results and independent computation."""

import math
from typing import Any

import numpy as np
import pytest

from qala.engine import Settings, assess, verify
from qala.engine.matrix import correlations, first_component
from qala.errors import BadPack, CannotAssess
from qala.insight import gap
from qala.standard.judgements import perron
from tests.packs_by_hand import assessed, long, standard
from tests.peers import asem
from tests.peers.asem import Pack

TREE = "id,parent,weights\nwhole,,{}\n"
TABLE = "id,parent,weight,low,high\na,whole,1,0,100\nb,whole,1,0,100\nc,whole,2,0,100\n"
SAMPLE = {"p": (10.0, 20, 90), "q": (35, 30, 60), "r": (50, 55, 70), "s": (80, 60, 10), "t": (95, 99, 40)}


def made(method: str, more: str = "", **files: str) -> Any:
    pack = standard(TREE.format(method), TABLE, more, **files)
    return assess(
        pack, long(**{area: dict(zip("abc", row, strict=True)) for area, row in SAMPLE.items()}), Settings(("2020",))
    )


def weights(document: Any) -> list[float]:
    return [row["weight"] for row in document["parameters"]["weights"]]


def test_absolute_loadings_of_the_first_component_give_the_record() -> None:
    pack = Pack('[normalise]\nmethod = "minmax"\n[aggregate]\nweights = "pca"\n')
    answer = pack.assess(asem.step("steps/Treated.csv"))
    assert asem.differences(answer.degrees(), asem.expected("variants/w_pca_abs.csv")) == []
    recorded = {row["iCode"]: float(row["Weight"]) for row in asem.table("variants/weights_pca_abs.csv")}
    parameters: Any = answer.document["parameters"]
    for row in parameters["weights"]:
        assert row["weight"] == pytest.approx(recorded[row["child"]], abs=1e-9)


def test_the_first_component_and_correlations_are_those_of_lapack() -> None:
    random = np.random.default_rng(3)
    sample = random.normal(size=(7, 40)) + random.normal(size=40)
    mine = correlations(sample)
    assert np.array(mine) == pytest.approx(np.corrcoef(sample), abs=1e-13)
    value, vector = first_component(mine)
    values, vectors = np.linalg.eigh(np.array(mine))
    assert value == pytest.approx(values[-1], abs=1e-12)
    assert np.abs(vector) == pytest.approx(np.abs(vectors[:, -1]), abs=1e-10)


def test_entropy_and_critic_by_their_formulas() -> None:
    sample = np.array(list(SAMPLE.values())).T
    share = sample / sample.sum(axis=1, keepdims=True)
    spread = 1 + (share * np.log(share)).sum(axis=1) / math.log(sample.shape[1])
    assert weights(made("entropy")) == pytest.approx(spread, rel=1e-9)
    conflict = sample.std(axis=1, ddof=1) * (1 - np.corrcoef(sample)).sum(axis=1)
    assert weights(made("critic")) == pytest.approx(conflict, rel=1e-9)
    document = made("critic")
    row = next(row for row in document["nodes"] if row["area"] == "q")
    assert row["degree"] == pytest.approx(float(conflict @ np.array(SAMPLE["q"]) / conflict.sum()))


NATIONS = ("us", "ussr", "china", "france", "uk", "japan", "germany")
JUDGED = {
    "us": (1, 4, 9, 6, 6, 5, 5),
    "ussr": (1 / 4, 1, 7, 5, 5, 3, 4),
    "china": (1 / 9, 1 / 7, 1, 1 / 5, 1 / 5, 1 / 7, 1 / 5),
    "france": (1 / 6, 1 / 5, 5, 1, 1, 1 / 3, 1 / 3),
    "uk": (1 / 6, 1 / 5, 5, 1, 1, 1 / 3, 1 / 3),
    "japan": (1 / 5, 1 / 3, 7, 3, 3, 1, 2),
    "germany": (1 / 5, 1 / 4, 5, 3, 3, 1 / 2, 1),
}
"""Saaty's judgements on the wealth of seven nations (The Analytic Hierarchy Process, 1980, chapter 2)."""


def judgements(**changed: float) -> str:
    lines = ["node,a,b,ratio"]
    for row, one in enumerate(NATIONS):
        for column in range(row + 1, len(NATIONS)):
            other = NATIONS[column]
            lines.append(f"whole,{one},{other},{changed.get(f'{one}_{other}', JUDGED[one][column])!r}")
    return "\n".join(lines) + "\n"


def nations(table: str, more: str = "") -> Any:
    indicators = "id,parent,low,high\n" + "".join(f"{name},whole,0,100\n" for name in NATIONS)
    return assess(
        standard(TREE.format("ahp"), indicators, more, ahp_csv=table),
        long(x=dict.fromkeys(NATIONS, 50.0)),
        Settings(("2020",)),
    )


def test_pairwise_judgements_give_the_published_weights() -> None:
    rows = nations(judgements())["parameters"]["weights"]
    published = {
        "us": 0.427,
        "ussr": 0.230,
        "china": 0.021,
        "france": 0.052,
        "uk": 0.052,
        "japan": 0.123,
        "germany": 0.094,
    }
    for row in rows:
        assert row["weight"] == pytest.approx(published[row["child"]], abs=0.0015)
    assert perron([list(map(float, row)) for row in JUDGED.values()])[0] == pytest.approx(7.608, abs=0.002)
    assert rows[0]["consistency_ratio"] == pytest.approx(0.608 / 6 / 1.32, abs=0.001)


def test_contradicting_judgements_are_refused_unless_accepted() -> None:
    bad = judgements(us_china=1 / 9)
    with pytest.raises(CannotAssess, match=r"contradict each other: their consistency ratio is 0\.\d\d, above 0\.1"):
        nations(bad)
    assert nations(bad, "[aggregate]\nconsistency = 2\n")["parameters"]["weights"][0]["consistency_ratio"] > 0.1
    with pytest.raises(CannotAssess, match="does not compare japan and germany"):
        nations(judgements().replace("whole,japan,germany,2\n", ""))
    with pytest.raises(BadPack, match="compared twice"):
        nations(judgements() + "whole,germany,japan,2\n")
    with pytest.raises(BadPack, match="number above 0"):
        nations(judgements(us_china=-3))


def test_equal_influence_makes_importance_influence() -> None:
    pack = Pack('[normalise]\nmethod = "minmax"\n', nodes={"4": {"weights": "equal-influence"}})
    answer = pack.assess(asem.step("steps/Treated.csv"))
    degrees = answer.degrees()
    areas = sorted({area for area, _ in degrees})
    column = {
        name: np.array([degrees[area, name] for area in areas], dtype=float) for name in ("Conn", "Sust", "Index")
    }
    one, other = (np.corrcoef(column[name], column["Index"])[0, 1] for name in ("Conn", "Sust"))
    assert one == pytest.approx(other, abs=1e-9)
    parameters: Any = answer.document["parameters"]
    share = parameters["weights"][0]["weight"]
    near = next(float(row["Weight"]) for row in asem.table("variants/weights_opt_l3.csv") if row["iCode"] == "Conn")
    assert share == pytest.approx(near, abs=0.005), "the record stops when the correlations are within 0.0016"


def test_a_child_that_runs_against_the_others_cannot_have_equal_influence() -> None:
    with pytest.raises(CannotAssess, match="runs against the others"):
        made("equal-influence")


@pytest.mark.parametrize("method", ["pca", "critic", "entropy"])
def test_what_cannot_be_derived_is_refused_in_one_sentence(method: str) -> None:
    pack = standard(TREE.format(method), TABLE)
    with pytest.raises(CannotAssess, match="only 2 areas"):
        assessed(pack, long(x={"a": 1, "b": 2, "c": 3}, y={"a": 2, "b": 2, "c": 9}))
    flat = long(**{area: {"a": 5.0, "b": 5.0, "c": 5.0} for area in "xyz"})
    with pytest.raises(CannotAssess, match="the same everywhere"):
        assessed(pack, flat)


@pytest.mark.parametrize("method", ["pca", "critic", "entropy"])
def test_an_assessment_with_derived_weights_verifies_and_has_gaps(method: str) -> None:
    document = made(method)
    assert verify(document).same
    found = gap(document, "q", "whole")
    assert found.now == pytest.approx(next(row["degree"] for row in document["nodes"] if row["area"] == "q"))
    everyone = found.groups[-1]
    assert everyone.reached == pytest.approx(100)
