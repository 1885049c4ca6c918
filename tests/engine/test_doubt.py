"""Benefit-of-the-doubt weights against a closed form, another solver, and what they promise."""

from typing import Any, TypeAlias

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.optimize import linprog

from qala.engine import Settings, assess
from qala.engine.doubt import doubt_weights
from qala.engine.grid import Cases
from qala.errors import CannotAssess
from tests.packs_by_hand import assessed, long, standard

Rows: TypeAlias = dict[str, dict[str, float | None]]
TABLE = "id,parent,weight,low,high\na,whole,1,0,100\nb,whole,1,0,100\n"


def made(slack: float, rows: Rows, mean: str = "arithmetic") -> Any:
    tree = f"id,parent,weights,aggregate\nwhole,,benefit-of-the-doubt,{mean}\n"
    return assessed(standard(tree, TABLE, f"[aggregate]\ndoubt = {slack}\n"), long(**rows))


def cases(areas: int) -> Cases:
    return Cases(("verified",), ("2020",), ("2020",), tuple(map(str, range(areas))), np.ones(areas, dtype=bool))


def test_two_children_without_bounds_to_speak_of() -> None:
    """The best at a and the best at b are both on the frontier; q lies below the line from p to r.

    With shares free, q = (40, 40) reaches the frontier of p = (80, 20) and r = (20, 80) at (50, 50): 0.8.
    """
    rows: Rows = {
        "p": {"a": 80, "b": 20},
        "q": {"a": 40, "b": 40},
        "r": {"a": 20, "b": 80},
    }
    found = made(0.999, rows)
    assert [found.node(area, "whole")["degree"] for area in "pqr"] == pytest.approx([100, 80, 100], abs=1e-6)


def test_equal_shares_where_there_is_no_slack() -> None:
    """Both children give half of the degree, whatever they are."""
    rows: Rows = {
        "p": {"a": 80, "b": 20},
        "q": {"a": 40, "b": 40},
        "r": {"a": 20, "b": 70},
    }
    found = made(0, rows)
    for area in "pqr":
        parts = [found.indicator(area, name) for name in "ab"]
        assert [part["weight"] for part in parts] == pytest.approx([0.5, 0.5], abs=1e-6)
        whole = found.node(area, "whole")["degree"]
        assert sum(part["contribution"] for part in parts) == pytest.approx(whole, abs=1e-9)


@settings(max_examples=40)
@given(st.data())
def test_another_solver_finds_the_same(data: st.DataObject) -> None:
    areas, children = data.draw(st.integers(2, 6)), data.draw(st.integers(2, 4))
    degree = st.floats(1, 100)
    table = np.array([data.draw(st.lists(degree, min_size=areas, max_size=areas)) for _ in range(children)])
    slack = data.draw(st.sampled_from([0.2, 0.5, 0.9]))
    weights = doubt_weights(table, np.ones(children), cases(areas), slack, 1.0, "whole")
    for area in range(areas):
        own = table[:, area]
        share = 1 / children
        rows = [*table.T]
        for child in range(children):
            for side in (-1, 1):
                rows.append(side * (np.eye(children)[child] * own - share * (1 + side * slack) * own))
        below = [1.0] * areas + [0.0] * (2 * children)
        theirs = linprog(-own, A_ub=np.array(rows), b_ub=below, method="highs")
        assert (weights[:, area] * own).sum() == pytest.approx(-theirs.fun, abs=1e-7)
        assert (weights[:, area] @ table).max() <= 1 + 1e-7
        pies = weights[:, area] * own / (weights[:, area] * own).sum()
        assert (pies >= share * (1 - slack) - 1e-6).all()
        assert (pies <= share * (1 + slack) + 1e-6).all()


def test_what_is_not_known_or_0_is_left_out() -> None:
    rows: Rows = {
        "p": {"a": 80, "b": 20}, "q": {"a": 40, "b": None}, "r": {"a": 0, "b": 80}, "s": {"a": 0, "b": 0},
    }  # fmt: skip
    found = made(0.5, rows)
    assert found.node("q", "whole")["degree"] == pytest.approx(50)
    assert found.node("r", "whole")["degree"] == pytest.approx(100)
    assert found.node("s", "whole")["degree"] == 0


def test_is_refused_in_a_sentence() -> None:
    rows: Rows = {"p": {"a": 80, "b": 20}}
    with pytest.raises(CannotAssess, match="asks for geometric"):
        made(0.5, rows, "geometric")
    with pytest.raises(CannotAssess, match="negative"):
        doubt_weights(np.array([[-1.0, 2.0]]), np.ones(1), cases(2), 0.5, 100, "whole")
    with pytest.raises(CannotAssess, match="up to 2000 areas"):
        doubt_weights(np.ones((1, 2001)), np.ones(1), cases(2001), 0.5, 100, "whole")


def test_every_area_is_at_most_best() -> None:
    random = np.random.default_rng(3)
    rows: Any = {f"x{n}": {"a": float(a), "b": float(b)} for n, (a, b) in enumerate(random.uniform(5, 95, (12, 2)))}
    document = assess(
        standard("id,parent,weights\nwhole,,benefit-of-the-doubt\n", TABLE), long(**rows), Settings(("2020",))
    )
    degrees = [row["degree"] for row in document["nodes"]]
    assert max(degrees) == pytest.approx(100, abs=1e-6)
    assert min(degrees) > 0


def test_nothing_is_printed_while_it_is_solved(capfd: pytest.CaptureFixture[str]) -> None:
    """What commands print may be JSON."""
    doubt_weights(np.array([[10.0, 40.0], [30.0, 20.0]]), np.ones(2), cases(2), 0.2, 1.0, "whole")
    assert capfd.readouterr() == ("", "")
