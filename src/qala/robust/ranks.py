"""Ranks of many replications at a time."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import numpy as np
import numpy.typing as npt

from qala.engine.arrays import Floats, round_half_away

Ranks = npt.NDArray[np.uint16] | npt.NDArray[np.uint32]
BLOCK = 64
"""So many replications, or areas, are worked on at a time: what is needed beside the input stays small."""


def ranks_of(degrees: Floats, decimals: int, threads: int = 2) -> Ranks:
    """(replications, areas): rank within each replication: 1 the highest, ties share the smallest, 0 where not known.

    As the engine's rank, after rounding to `decimals`; in 16 bits up to 65,534 areas, else in 32.
    """
    areas = degrees.shape[1]
    found: Ranks = np.empty(degrees.shape, dtype=np.uint16 if areas < 65_535 else np.uint32)

    def work(rows: slice) -> None:
        found[rows] = _ranked(degrees[rows], decimals, found.dtype)

    in_blocks(work, len(degrees), threads)
    return found


def in_blocks(work: Callable[[slice], object], count: int, threads: int) -> None:
    """Does work on slices of BLOCK out of `count`, on some threads."""
    slices = [slice(start, min(start + BLOCK, count)) for start in range(0, count, BLOCK)]
    if len(slices) < 2 or threads < 2:
        for one in slices:
            work(one)
        return
    with ThreadPoolExecutor(threads) as pool:
        list(pool.map(work, slices))


def _ranked(degrees: Floats, decimals: int, kind: npt.DTypeLike) -> npt.NDArray[Any]:
    keys = -round_half_away(degrees, decimals)
    order = np.argsort(keys, axis=1)
    ordered = np.take_along_axis(keys, order, axis=1)
    places = np.broadcast_to(np.arange(1, keys.shape[1] + 1, dtype=kind), keys.shape)
    same = ordered[:, 1:] == ordered[:, :-1]
    if same.any():
        places = places.copy()
        places[:, 1:][same] = 0
        places = np.maximum.accumulate(places, axis=1)
    unknown = np.isnan(ordered[:, -1])
    if unknown.any():
        places = np.where(np.isnan(ordered), np.zeros(1, dtype=kind), places)
    found: npt.NDArray[Any] = np.empty(keys.shape, dtype=kind)
    np.put_along_axis(found, order, places, axis=1)
    return found
