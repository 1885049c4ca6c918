"""The places most like one: by size and context, not by hand.

Each column is standardised robustly: differences are divided by 1.4826 x the median absolute deviation of all places
(where that is 0, by 1.2533 x their mean absolute deviation: Iglewicz and Hoaglin 1993). The distance of two places is
the root of the mean squared difference over the columns, so that it is in robust standard deviations whatever their
number. A column of words differs by 0 or 1.
"""

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from statistics import median

from qala.insight.benchmark.context import Column


@dataclass(frozen=True, slots=True)
class Peer:
    """A place, its distance, and how far it is away by each column: above 0 where it has more."""

    area: str
    distance: float
    parts: Mapping[str, float]


@dataclass(frozen=True, slots=True)
class PeerGroup:
    """The nearest places first; columns: what they are compared by; unknown: of whom too little is known."""

    columns: tuple[str, ...]
    peers: tuple[Peer, ...]
    unknown: tuple[str, ...]


def peer_group(area: str, candidates: Iterable[str], columns: Sequence[Column], count: int) -> PeerGroup:
    """The `count` candidates nearest to an area, of which every column is known; ties by their ids."""
    others = sorted(set(candidates) - {area})
    known = [one for one in others if all(column.knows(one) for column in columns)]
    names = tuple(column.name for column in columns)
    unknown = tuple(one for one in others if one not in known)
    if not columns:
        return PeerGroup((), (), tuple(others))
    spreads = {column.name: _spread(column, [area, *known]) for column in columns}
    found = []
    for one in known:
        parts = {column.name: _part(column, spreads[column.name], area, one) for column in columns}
        found.append(Peer(one, math.sqrt(sum(part**2 for part in parts.values()) / len(parts)), parts))
    return PeerGroup(names, tuple(sorted(found, key=lambda peer: (peer.distance, peer.area))[:count]), unknown)


def _part(column: Column, spread: float, area: str, other: str) -> float:
    if column.words:
        return float(column.words[area] != column.words[other])
    return (column.numbers[other] - column.numbers[area]) / spread if spread else 0.0


def _spread(column: Column, places: Sequence[str]) -> float:
    """The robust standard deviation of a column over some places; 0 where all are alike."""
    if column.words:
        return 0.0
    numbers = [column.numbers[place] for place in places]
    middle = median(numbers)
    gaps = [abs(number - middle) for number in numbers]
    return 1.4826 * median(gaps) or 1.2533 * math.fsum(gaps) / len(gaps)
