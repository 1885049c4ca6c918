"""Ranks of many replications at a time."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import numpy as np
import numpy.typing as npt

from qala.engine.arrays import Bools, Floats, Ints

Ranks = npt.NDArray[np.uint16] | npt.NDArray[np.uint32]
BLOCK = 16
"""So many replications are ranked at a time: what is needed beside them then stays in the processor's own memory."""


def ranks_of(degrees: Floats, decimals: int, threads: int = 2) -> Ranks:
    """(replications, areas): rank within each replication: 1 the highest, ties share the smallest, 0 where not known.

    As the engine's rank of degrees that are rounded to `decimals`; in 16 bits up to 65,534 areas, else in 32.
    """
    areas = degrees.shape[1]
    found: Ranks = np.empty(degrees.shape, dtype=np.uint16 if areas < 65_535 else np.uint32)

    def work(rows: slice) -> None:
        found[rows] = _ranked(degrees[rows], decimals, found.dtype)

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


def _ranked(degrees: Floats, decimals: int, kind: npt.DTypeLike) -> npt.NDArray[Any]:
    areas, keys = degrees.shape[1], np.empty(degrees.shape)
    np.negative(degrees, out=keys)
    unknown = np.isnan(keys) if np.isnan(keys.min()) else None
    order, ordered = _in_order(keys, 10.0**decimals, unknown)
    order += np.arange(0, order.size, areas)[:, None]
    places = np.broadcast_to(np.arange(1, areas + 1, dtype=kind), order.shape)
    same = ordered[:, 1:] == ordered[:, :-1]
    if same.any():
        places = places.copy()
        places[:, 1:][same] = 0
        places = np.maximum.accumulate(places, axis=1)
    found: npt.NDArray[Any] = np.empty(order.size, dtype=kind)
    found[order] = places
    found = found.reshape(order.shape)
    if unknown is not None:
        found[unknown] = 0
    return found


def _in_order(keys: Floats, steps: float, unknown: Bools | None) -> tuple[Ints, npt.NDArray[Any]]:
    """(rows, columns) each: the columns of every row from the least key to the greatest, NaN last; and what tells the
    keys apart in that order. steps: of so many parts of 1 all keys are whole multiples; keys are overwritten.

    Each key, in steps, and its column are packed into one integer, whose sorting needs no second look at the keys.
    """
    columns = keys.shape[1]
    bits = columns.bit_length()
    least, most = np.fmin.reduce(keys, axis=None), np.fmax.reduce(keys, axis=None)
    if not most - least < 2.0 ** (62 - bits) / steps or max(-least, most) > 2.0**52 / steps:
        order = np.argsort(keys, axis=1)
        return order, np.take_along_axis(keys, order, axis=1)
    keys *= steps
    keys += 0.5 - least * steps
    if unknown is not None:
        keys[unknown] = (most - least) * steps + 1.5
    packed = keys.astype(np.int64)
    packed <<= bits
    packed |= np.arange(columns)
    packed.sort(axis=1)
    return packed & ((1 << bits) - 1), packed >> bits
