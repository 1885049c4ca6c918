"""Ranks of many replications at a time."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import numpy as np
import numpy.typing as npt

from qala.engine.arrays import Floats

Ranks = npt.NDArray[np.uint16] | npt.NDArray[np.uint32]
BLOCK = 16
"""So many replications are ranked at a time: what is needed beside them then stays in the processor's own memory."""


def ranks_of(degrees: Floats, threads: int = 2) -> Ranks:
    """(replications, areas): rank within each replication: 1 the highest, ties share the smallest, 0 where not known.

    As the engine's rank of degrees that are rounded; in 16 bits up to 65,534 areas, else in 32.
    """
    areas = degrees.shape[1]
    found: Ranks = np.empty(degrees.shape, dtype=np.uint16 if areas < 65_535 else np.uint32)

    def work(rows: slice) -> None:
        found[rows] = _ranked(degrees[rows], found.dtype)

    in_blocks(work, len(degrees), BLOCK, threads)
    return found


def in_blocks(work: Callable[[slice], object], count: int, block: int, threads: int) -> None:
    """Does work on slices of `block` out of `count`, on some threads."""
    slices = [slice(start, min(start + block, count)) for start in range(0, count, block)]
    if len(slices) < 2 or threads < 2:
        for one in slices:
            work(one)
        return
    with ThreadPoolExecutor(threads) as pool:
        list(pool.map(work, slices))


def _ranked(degrees: Floats, kind: npt.DTypeLike) -> npt.NDArray[Any]:
    areas = degrees.shape[1]
    keys = np.empty((len(degrees), areas))
    np.negative(degrees, out=keys)
    order = np.argsort(keys, axis=1)
    order += np.arange(0, keys.size, areas)[:, None]
    ordered = keys.reshape(-1)[order]
    places = np.broadcast_to(np.arange(1, areas + 1, dtype=kind), keys.shape)
    same = ordered[:, 1:] == ordered[:, :-1]
    if same.any():
        places = places.copy()
        places[:, 1:][same] = 0
        places = np.maximum.accumulate(places, axis=1)
    if np.isnan(ordered[:, -1]).any():
        places = np.where(np.isnan(ordered), np.zeros(1, dtype=kind), places)
    found: npt.NDArray[Any] = np.empty(keys.size, dtype=kind)
    found[order] = places
    return found.reshape(keys.shape)
