"""More replications than are kept: counts say what the replications themselves would."""

from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from qala.robust import uncertainty
from qala.robust.runs import Sample, run
from qala.robust.tally import WIDEST, Histogram
from qala.robust.uncertainty import Asked, robustness
from tests.kz_demo import demo_inputs
from tests.robust.test_runs import TOWNS, by_hand

FIGURES = ("mean", "sd", "q05", "q25", "q50", "q75", "q95")


def test_counts_say_what_the_replications_say(monkeypatch: pytest.MonkeyPatch) -> None:
    """Of the five cities: ranks, bands, pairs and what is withheld exactly, degrees to half a step."""
    from qala.engine import Settings
    from qala.engine.run import compute

    method, table, places = demo_inputs()
    made = compute(method, table, Settings(("2018", "2019")), places)
    kept = robustness(made, Asked(1500))
    monkeypatch.setattr(uncertainty, "KEPT", 1000)
    counted = robustness(made, Asked(1500))
    assert "histogram" in counted["rules"]
    assert "histogram" not in kept["rules"]
    assert counted["ahead"] == kept["ahead"]
    assert len(counted["nodes"]) == len(kept["nodes"])
    for one, other in zip(counted["nodes"], kept["nodes"], strict=True):
        for name in FIGURES:
            limit = 1e-9 if name in ("mean", "sd") else 0.005 + 1e-9
            assert one[name] == (None if other[name] is None else pytest.approx(other[name], abs=limit)), name
        assert one.pop("sources") == pytest.approx(other.pop("sources"), abs=1e-12)
        same = {name: value for name, value in one.items() if name not in FIGURES}
        assert same == {name: value for name, value in other.items() if name not in FIGURES}


def test_nodes_in_groups_say_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    made = by_hand()
    whole = robustness(made, Asked(200))
    monkeypatch.setattr(uncertainty, "TOGETHER", 1)
    assert robustness(made, Asked(200)) == whole
    calls = []

    def stop(done: int, count: int) -> None:
        calls.append(done)
        if calls == [count, count]:
            raise KeyboardInterrupt

    part = robustness(made, Asked(200), stop)
    assert (part["replications"], part["untold"]) == (200, [made.standard.industries[-1].id])
    kept = [row for row in whole["nodes"] if row["node"] not in part["untold"]]
    assert [row | {"sources": {}} for row in part["nodes"]] == [row | {"sources": {}} for row in kept]


def test_stopped_at_any_time_keeps_what_is_done(monkeypatch: pytest.MonkeyPatch) -> None:
    """Before a later group of nodes has begun; and while it is found out where the uncertainty comes from."""
    made, calls = by_hand(), [0]

    def interrupted(at: int) -> None:
        def second(*words: Any) -> Sample:
            calls[0] += 1
            if calls[0] == at:
                raise KeyboardInterrupt
            return run(*words)

        calls[0] = 0
        monkeypatch.setattr(uncertainty, "run", second)

    interrupted(2)
    whole = robustness(made, Asked(200))
    assert (whole["replications"], whole["untold"]) == (200, [])
    assert all(row["sources"] == {} for row in whole["nodes"])
    monkeypatch.setattr(uncertainty, "TOGETHER", 1)
    interrupted(2 + len(whole["sources"]))
    part = robustness(made, Asked(200))
    assert part["untold"] == [node.id for node in made.standard.industries]
    assert {row["node"] for row in part["nodes"]} == {made.standard.root.id}
    interrupted(1)
    with pytest.raises(KeyboardInterrupt):
        robustness(made, Asked(200))


def test_stopped_between_counts_keeps_what_is_counted(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(uncertainty, "KEPT", 1000)

    def stop(done: int, count: int) -> None:
        assert count == 5000
        if done > 3000:
            raise KeyboardInterrupt

    part = robustness(by_hand(), Asked(5000), stop)
    assert 2048 <= part["replications"] < 5000
    assert all(sum(row["ranks"].values()) == pytest.approx(1) for row in part["nodes"])
    assert len(part["nodes"]) == len(TOWNS) * 3


@given(
    st.lists(st.lists(st.floats(-1e4, 1e4) | st.just(float("nan")), min_size=2, max_size=2), min_size=1, max_size=30),
    st.integers(1, 5),
)
def test_a_histogram_finds_each_place_to_its_step(rows: list[list[float]], parts: int) -> None:
    table = np.array(rows)
    found = Histogram(2, 0.01)
    for part in np.array_split(table, parts):
        if len(part):
            found.add(part)
    assert found.counts.shape[1] <= WIDEST
    for column in range(2):
        known = np.sort(table[:, column][~np.isnan(table[:, column])])
        assert found.counts[column].sum() == known.size
        for place, wanted in enumerate(known):
            degrees = found.at(np.array([place, place]))
            assert degrees[column] == pytest.approx(wanted, abs=found.step * 1.01)
        if not known.size:
            assert np.isnan(found.at(np.array([0, 0]))[column])
