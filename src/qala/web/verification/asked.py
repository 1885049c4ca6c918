"""The evidence that a level of use asks for."""

from collections.abc import Mapping
from dataclasses import dataclass

WANTED: Mapping[int, tuple[str, ...]] = {2: ("contract",), 3: ("usage",), 4: ("objects", "integration"), 5: ("effect",)}
"""By level, what it asks for beyond the levels below: the number of a contract, thirty days of use, a list of objects
and what it is integrated with, a computed effect.
"""


@dataclass(frozen=True)
class Proof:
    """Something that a level asks for: since which level, its name, and what was said; blank where it lacks."""

    level: int
    name: str
    said: str


def proofs_of(kind: str, value: float | None, said: Mapping[str, str]) -> tuple[Proof, ...]:
    """What a value asks for; nothing where it is no level, or too low a one."""
    if kind != "level" or value is None:
        return ()
    return tuple(
        Proof(level, name, str(said.get(name, "")))
        for level, names in WANTED.items()
        for name in names
        if level <= value
    )
