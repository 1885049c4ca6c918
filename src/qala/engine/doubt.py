"""Benefit of the doubt: each area has the weights that show it best, within bounds on what each child may count.

The degree of area c is the upper end times max sum w_i x_ci, where no assessed area of its period and basis may exceed
1 under the same weights: sum w_i x_ji <= 1 for all j. The share of each child, w_i x_ci / sum w x_c, stays within
(1 - slack) and (1 + slack) times its given weight among the children that have a degree above 0. Source: Cherchye,
Moesen, Rogge and Van Puyenbroeck (2007), An introduction to benefit of the doubt composite indicators, Social
Indicators Research 82; OECD/JRC Handbook (2008), section 6.2.
"""

from typing import Any

import numpy as np

from qala.engine.aggregate import by_case
from qala.engine.arrays import Floats, Ints
from qala.engine.grid import Cases
from qala.engine.matrix import as_floats
from qala.errors import CannotAssess

MOST = 2_000
"""Of so many areas at most: each has a linear programme with a row for every other."""


def doubt_weights(passed: Floats, given: Floats, cases: Cases, slack: float, top: float, node: str) -> Floats:
    """(children, cases): weights whose sum of w x is the degree; 0 for what is not known.

    passed: (children, cases) degrees, NaN where not known; given: (children,) or (children, cases); top: the upper end.
    Raises CannotAssess for negative degrees and too many areas.
    """
    if (passed < 0).any():
        raise CannotAssess("assess.doubt_negative", node=node)
    if np.count_nonzero(cases.assessed) > MOST:
        raise CannotAssess("assess.doubt_areas", node=node, most=MOST)
    found = np.zeros(passed.shape)
    wanted = np.broadcast_to(by_case(given), passed.shape)
    for basis in range(len(cases.bases)):
        for period in range(len(cases.periods)):
            columns = cases.span(basis, period).start + np.flatnonzero(cases.assessed)
            table = np.nan_to_num(passed[:, columns])
            others = np.unique(table, axis=1)
            for place, column in enumerate(columns):
                active = np.flatnonzero(table[:, place] > 0)
                if active.size:
                    weights = best_weights(table[active, place], others[active], wanted[active, column], slack)
                    found[active, column] = weights * top
    return found


def best_weights(own: Floats, others: Floats, given: Floats, slack: float) -> Floats:
    """(children,): the weights of one area; own: (children,) > 0; others: (children, areas) with its own among them.

    given: (children,); their sum of w x is at most 1 for all.
    """
    share = given / given.sum()
    rows = [others.T]
    below = [np.ones(others.shape[1])]
    for side in (-1.0, 1.0):
        limit = share * (1 + side * slack)
        rows.append(side * (np.diag(own) - limit[:, None] * own[None, :]))
        below.append(np.zeros(own.size))
    return as_floats(_solved(own, np.concatenate(rows), np.concatenate(below)).tolist())


def _solved(gain: Floats, rows: Floats, below: Floats) -> Floats:
    """The weights >= 0 of greatest gain with rows @ weights <= below."""
    import highspy  # noqa: PLC0415 - only this weighting needs it

    program: Any = highspy.Highs
    solver = program()
    solver.silent()
    solver.setOptionValue("threads", 1)
    size, infinite = gain.size, highspy.kHighsInf
    starts: Ints = np.arange(len(rows) + 1) * size
    model = highspy.HighsLp()
    model.num_col_, model.num_row_ = size, len(rows)
    model.col_cost_, model.col_lower_, model.col_upper_ = -gain, np.zeros(size), np.full(size, infinite)
    model.row_lower_, model.row_upper_ = np.full(len(rows), -infinite), below
    model.a_matrix_.format_ = highspy.MatrixFormat.kRowwise
    model.a_matrix_.start_ = starts
    model.a_matrix_.index_ = np.tile(np.arange(size), len(rows))
    model.a_matrix_.value_ = rows.reshape(-1)
    solver.passModel(model)
    solver.run()
    found: Floats = np.maximum(np.array(solver.getSolution().col_value), 0.0)
    return found
