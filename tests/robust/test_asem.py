"""The reference engine's own uncertainty analysis: 100 replications to be replayed, and the exact Sobol effects."""

from functools import cache

import numpy as np
import pytest

from qala.engine import Settings
from qala.engine.document import Computed
from qala.engine.run import compute
from qala.robust.factors import factors_of
from qala.robust.problem import Problem
from qala.robust.ranks import ranks_of
from qala.robust.runs import run
from qala.robust.sensitivity import Question, sensitivity
from tests.peers import asem
from tests.peers.asem import Pack

SETTINGS = """
[normalise]
method = "minmax"
range = [1, 100]
clip = false
[treat]
method = "winsorise"
[robust.values]
method = "none"
[robust.missing]
method = "none"
[robust.weights]
method = "sets"
sets = [{}]
[robust.choices]
max_points = [1, 2, 3, 4, 5]
normalise = ["minmax:1:100:open", "zscore:10:2"]
aggregate = ["arithmetic", "geometric"]
"""
CHOICES = {
    "method:normalise": ("norm", ["n_minmax", "n_zscore"]),
    "method:aggregate": ("agg", ["a_amean", "a_gmean"]),
    "method:max_points": ("winmax", ["1", "2", "3", "4", "5"]),
}


@cache
def made() -> Computed:
    weights: dict[tuple[str, str], str] = {}
    for row in asem.table("sa/noisy_weights.csv"):
        weights.setdefault((row["set"], row["iCode"]), row["Weight"])
    text = "set,id,weight\n" + "".join(f"w{name},{code},{weight}\n" for (name, code), weight in weights.items())
    names = ", ".join(f'"w{name}"' for name in range(1, 101))
    pack = Pack(SETTINGS.format(names), files={"weights.csv": text})
    return compute(pack.standard(), asem.step("steps/Imputed.csv"), Settings(("2018",)), asem.places())


def test_replays_the_record() -> None:
    factors = factors_of(made())
    rows = asem.table("sa/ua100_params.csv")
    scenarios = np.array(
        [
            [
                int(row["wset"]) - 1 if one.id == "weights" else CHOICES[one.id][1].index(row[CHOICES[one.id][0]])
                for one in factors
            ]
            for row in rows
        ]
    )
    root = [node.id for node in made().standard.nodes].index("Index")
    found = run(Problem(made(), factors, 1, (root,)), scenarios).degrees[0]
    scores = {row["uCode"]: row for row in asem.table("sa/ua100_scores.csv")}
    ranks = {row["uCode"]: row for row in asem.table("sa/ua100_ranks.csv")}
    own = ranks_of(found, 9)
    for column, area in enumerate(made().grid.cases.areas):
        for replication in range(100):
            name = f"r_{replication + 1}"
            assert asem.close(float(found[replication, column]), float(scores[area][name]))
            assert int(own[replication, column]) == int(ranks[area][name])


@cache
def exact() -> dict[str, tuple[float, float]]:
    names = {"Winmax": "method:max_points", "Normalisation": "method:normalise", "Weights": "weights"}
    names["Aggregation"] = "method:aggregate"
    rows = asem.table("sa/exact_sobol.csv")
    return {
        names[row["Variable"]]: tuple(  # type: ignore[misc]
            float(row[column].removeprefix("np.float64(").rstrip(")")) for column in ("Si_exact", "STi_exact")
        )
        for row in rows
    }


def test_exact_effects_by_enumeration() -> None:
    found = sensitivity(made(), Question("Index"))
    assert (found.exact, found.runs) == (True, 2000)
    for factor, effect in found.effects:
        assert (effect.first, effect.total) == pytest.approx(exact()[factor], abs=1e-6)
        assert effect.first_low == effect.first == effect.first_high


def test_sampled_effects_lie_within_their_own_intervals(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("qala.robust.sensitivity.ENUMERATED", 0)
    found = sensitivity(made(), Question("Index", samples=512, seed=2))
    assert not found.exact
    assert found.runs == 512 * 6
    for factor, effect in found.effects:
        first, total = exact()[factor]
        assert effect.first_low <= first <= effect.first_high, factor
        assert effect.total_low <= total <= effect.total_high, factor
