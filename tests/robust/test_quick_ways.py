"""What is run as matrix products, or one indicator at a time, is what the engine gives."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from qala.engine import Settings
from qala.engine.document import Computed
from qala.engine.run import compute
from qala.robust import runs
from qala.robust.factors import drawn, factors_of
from qala.robust.problem import Problem
from qala.robust.runs import Sample, run
from tests.packs_by_hand import areas, long, standard

TREE = "id,parent,weight\nall,,1\nair,all,2\nheat,all,1\ncoal,heat,1\noil,heat,3\n"
FACTS = {"a": "air", "b": "air", "c": "air", "d": "coal", "e": "coal", "f": "oil", "g": "oil"}
NONE = 'method = "none"\n'
WEIGHTS = f"[robust.values]\n{NONE}[robust.missing]\n{NONE}"
ERRORS = f"[robust.values]\nungraded = 0.05\n[robust.missing]\n{NONE}"


def made(rows: dict[str, dict[str, float | None]], settings_: str) -> Computed:
    table = "id,parent,weight,direction,low,high\n" + "".join(
        f"{fact},{node},{1 + number % 3},{'lower' if number % 2 else 'higher'},,\n"
        for number, (fact, node) in enumerate(FACTS.items())
    )
    return compute(standard(TREE, table, settings_), long(**rows), Settings(("2020",)), areas(*rows))


def both_ways(given_: Computed, monkeypatch: pytest.MonkeyPatch) -> tuple[Sample, Sample, list[str]]:
    """The quick way and the engine's, and which quick ways were taken."""
    problem = Problem(given_, factors_of(given_), 1, tuple(range(given_.tree.nodes)))
    scenarios = drawn(problem.factors, 30, 1)
    taken: list[str] = []
    ways = {name: getattr(runs, name) for name in ("_by_products", "by_noisy_means")}
    with monkeypatch.context() as patch:
        for name, way in ways.items():

            def told(*arguments: object, name: str = name, way: object = way) -> bool:
                done: bool = way(*arguments)  # type: ignore[operator]
                taken.extend([name] if done else [])
                return done

            patch.setattr(runs, name, told)
        quick = run(problem, scenarios, 1)
        for name in ways:
            patch.setattr(runs, name, lambda *_: False)
        slow = run(Problem(given_, problem.factors, 1, problem.nodes), scenarios, 1)
    return quick, slow, taken


@settings(max_examples=60)
@given(st.data())
def test_means_of_means(data: st.DataObject) -> None:
    figure = st.one_of(st.none(), st.floats(1, 100).map(lambda number: round(number, 3)))
    count = data.draw(st.integers(2, 5))
    rows = {
        f"t{n}": dict(zip(FACTS, data.draw(st.lists(figure, min_size=7, max_size=7)), strict=True))
        for n in range(count)
    }
    rows["t0"] = dict.fromkeys(FACTS, 20.0)
    rows["t9"] = dict.fromkeys(FACTS, 80.0)
    mean = data.draw(st.sampled_from(["arithmetic", "geometric", "harmonic", "power:2"]))
    text = f'[normalise]\nmethod = "minmax"\nrange = [1, 100]\n[aggregate]\nmethod = "{mean}"\n{WEIGHTS}'
    quick, slow, _ = both_ways(made(rows, text), pytest.MonkeyPatch())
    assert quick.degrees == pytest.approx(slow.degrees, abs=2e-9, nan_ok=True)
    near = np.abs(quick.degrees[..., None] - np.array([50.0, 80.0])).min(axis=-1) < 1e-8
    assert np.array_equal(quick.bands[~near], slow.bands[~near])


def test_products_are_used_where_they_can_be(monkeypatch: pytest.MonkeyPatch) -> None:
    full: dict[str, dict[str, float | None]] = {f"t{n}": dict.fromkeys(FACTS, 10.0 * n + 3) for n in range(4)}
    full["t1"]["a"] = None
    minmax = '[normalise]\nmethod = "minmax"\n'
    assert set(both_ways(made(full, minmax + WEIGHTS), monkeypatch)[2]) == {"_by_products"}
    gate = "[missing]\nmin_coverage = 0.5\n"
    assert both_ways(made(full, minmax + gate + WEIGHTS), monkeypatch)[2] == []
    assert both_ways(made(full, minmax + ERRORS), monkeypatch)[2] == [], "a figure is missing"
    full["t1"]["a"] = 7
    assert set(both_ways(made(full, minmax + ERRORS), monkeypatch)[2]) == {"by_noisy_means"}


@settings(max_examples=40)
@given(st.data())
def test_errors_under_means(data: st.DataObject) -> None:
    figure = st.floats(1, 100).map(lambda number: round(number, 3))
    count = data.draw(st.integers(2, 5))
    rows: dict[str, dict[str, float | None]] = {
        f"t{n}": dict(zip(FACTS, data.draw(st.lists(figure, min_size=7, max_size=7)), strict=True))
        for n in range(count)
    }
    quick, slow, taken = both_ways(made(rows, f'[normalise]\nmethod = "minmax"\n{ERRORS}'), pytest.MonkeyPatch())
    assert taken
    assert quick.degrees == pytest.approx(slow.degrees, abs=1e-6, nan_ok=True)
