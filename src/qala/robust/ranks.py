"""Ranks of many replications at a time."""

import numpy as np
import numpy.typing as npt

from qala.engine.arrays import Floats, round_half_away

Ranks = npt.NDArray[np.uint16] | npt.NDArray[np.uint32]


def ranks_of(degrees: Floats, decimals: int) -> Ranks:
    """(replications, areas): rank within each replication: 1 the highest, ties share the smallest, 0 where not known.

    As the engine's rank, after rounding to `decimals`; in 16 bits up to 65,535 areas, else in 32.
    """
    areas = degrees.shape[1]
    kind = np.uint16 if areas < 65_535 else np.uint32
    keys = -round_half_away(degrees, decimals)
    order = np.argsort(keys, axis=1)
    ordered = np.take_along_axis(keys, order, axis=1)
    fresh = np.ones(keys.shape, dtype=np.bool_)
    np.not_equal(ordered[:, 1:], ordered[:, :-1], out=fresh[:, 1:])
    places = np.where(fresh, np.arange(1, areas + 1, dtype=kind), kind(0))
    places = np.maximum.accumulate(places, axis=1)
    places[np.isnan(ordered)] = 0
    found = np.empty(keys.shape, dtype=kind)
    np.put_along_axis(found, order, places, axis=1)
    return found
