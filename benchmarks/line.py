"""One line of a benchmark."""

import time
from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Line:
    """A figure in seconds, its peer in the same run, and the most that the figure may be."""

    name: str
    seconds: float
    peer: str
    peer_seconds: float
    most: float

    @property
    def reached(self) -> bool:
        """Whether the aim is reached."""
        return self.seconds <= self.most

    def text(self) -> str:
        """The line as printed."""
        ratio = self.seconds / self.peer_seconds
        verdict = "reached" if self.reached else "MISSED"
        peer = f"{self.peer} {self.peer_seconds:.3f} s"
        return f"{self.name}: {self.seconds:.3f} s; {peer}; ratio {ratio:.1f}; aim {self.most:.3g} s, {verdict}"


def best_of(times: int, work: Callable[[], object]) -> float:
    """The shortest of several runs, in seconds."""
    found = []
    for _ in range(times):
        started = time.perf_counter()
        work()
        found.append(time.perf_counter() - started)
    return min(found)
