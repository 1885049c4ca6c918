"""One line of a benchmark."""

import time
from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Line:
    """A figure, its peer or limit in the same run, and the most that the figure may be (None: told, without an aim)."""

    name: str
    figure: float
    peer: str
    peer_figure: float
    most: float | None = None
    unit: str = "s"

    @property
    def reached(self) -> bool:
        """Whether the aim is reached."""
        return self.most is None or self.figure <= self.most

    def text(self) -> str:
        """The line as printed."""
        ratio = self.figure / self.peer_figure
        told = f"{self.name}: {self.figure:.3g} {self.unit}; {self.peer} {self.peer_figure:.3g} {self.unit}"
        if self.most is None:
            return f"{told}; ratio {ratio:.2f}"
        verdict = "reached" if self.reached else "MISSED"
        return f"{told}; ratio {ratio:.2f}; aim {self.most:.3g} {self.unit}, {verdict}"


def best_of(times: int, work: Callable[[], object]) -> float:
    """The shortest of several runs, in seconds."""
    found = []
    for _ in range(times):
        started = time.perf_counter()
        work()
        found.append(time.perf_counter() - started)
    return min(found)
