"""Marks and names on a picture of a given width: marks are moved apart, names stand where there is room."""

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

GAP = 2.0
HALO = 6.0
"""What the line around a name, in the colour of the paper, adds to its width, with a little air."""
OVER = 8.0
"""So far may a name hang over the edge of the picture."""
ROUNDS, PATIENCE = 300, 60
"""After so many rounds of pushing there may be no room the shorter way: then the longer one is tried too."""
_SETTLED = 0.05


@dataclass(frozen=True)
class Box:
    """A rectangle by its middle and its size, in pixels."""

    x: float
    y: float
    width: float
    height: float

    def meets(self, other: "Box", gap: float = 0.0) -> bool:
        """Whether the two overlap, or are nearer than the gap."""
        across, down = _overlap(self, other, gap)
        return across > 0 and down > 0

    def within(self, width: float, height: float, over: float = 0.0) -> bool:
        """Whether it lies in a picture of that size, or hangs over its edge no farther than told."""
        half = (self.width / 2 - over, self.height / 2 - over)
        return half[0] <= self.x <= width - half[0] and half[1] <= self.y <= height - half[1]


@dataclass(frozen=True)
class Spot:
    """Where a name stands. anchor: which end of it is at the mark, as SVG says it."""

    box: Box
    anchor: str

    @property
    def x(self) -> float:
        """Where that end is: names are measured rather too wide."""
        half = (self.box.width - HALO) / 2
        return self.box.x + {"start": -half, "middle": 0.0, "end": half}[self.anchor]


def apart(boxes: Sequence[Box], size: tuple[float, float]) -> list[Box]:
    """The boxes moved apart and into the picture, as little as it takes, where that can be."""
    moved = [_inside(box, size) for box in boxes]
    for one in range(ROUNDS):
        if not _push(moved, sideways=one > PATIENCE and one % 3 == 0):
            break
        moved = [_inside(box, size) for box in moved]
    return moved


def names_beside(marks: Sequence[Box], names: Sequence[Box], size: tuple[float, float]) -> list[Spot | None]:
    """Where each name stands: right, left, above or below its mark; None where it would cover anything.

    names: their sizes.
    """
    taken: list[Box] = list(marks)
    found: list[Spot | None] = []
    for mark, name in zip(marks, names, strict=True):
        free = (
            spot
            for spot in _beside(mark, name)
            if spot.box.within(*size, OVER) and not any(spot.box.meets(other) for other in taken)
        )
        chosen = next(free, None)
        found.append(chosen)
        taken += [chosen.box] if chosen else []
    return found


def _beside(mark: Box, name: Box) -> Iterator[Spot]:
    across = (mark.width + name.width) / 2 + 2 * GAP
    down = (mark.height + name.height) / 2 + GAP / 2
    aligned = (name.width - mark.width) / 2
    yield Spot(_moved(name, mark.x + across, mark.y), "start")
    yield Spot(_moved(name, mark.x - across, mark.y), "end")
    for away in (-down, down):
        yield Spot(_moved(name, mark.x, mark.y + away), "middle")
        yield Spot(_moved(name, mark.x + aligned, mark.y + away), "start")
        yield Spot(_moved(name, mark.x - aligned, mark.y + away), "end")


def _overlap(one: Box, other: Box, gap: float) -> tuple[float, float]:
    across = (one.width + other.width) / 2 + gap - abs(one.x - other.x)
    return across, (one.height + other.height) / 2 + gap - abs(one.y - other.y)


def _push(boxes: list[Box], sideways: bool) -> bool:
    """Moves every overlapping pair half its overlap apart, the shorter way or sideways; whether any was moved."""
    pushed = False
    for first in range(len(boxes)):
        for second in range(first + 1, len(boxes)):
            across, down = _overlap(boxes[first], boxes[second], GAP)
            if min(across, down) > _SETTLED:
                boxes[first], boxes[second] = _parted(
                    boxes[first], boxes[second], across, math.inf if sideways else down
                )
                pushed = True
    return pushed


def _parted(one: Box, other: Box, across: float, down: float) -> tuple[Box, Box]:
    if down <= across:
        step = down / 2 if one.y > other.y else -down / 2
        return _moved(one, 0, step), _moved(other, 0, -step)
    step = across / 2 if one.x > other.x else -across / 2
    return _moved(one, step, 0), _moved(other, -step, 0)


def _moved(box: Box, dx: float, dy: float) -> Box:
    return Box(box.x + dx, box.y + dy, box.width, box.height)


def _inside(box: Box, size: tuple[float, float]) -> Box:
    x = min(max(box.x, box.width / 2), max(size[0] - box.width / 2, box.width / 2))
    y = min(max(box.y, box.height / 2), max(size[1] - box.height / 2, box.height / 2))
    return Box(x, y, box.width, box.height)
