"""What the page of a method shows."""

from dataclasses import dataclass

from qala.publish.map_model import BandLook


@dataclass(frozen=True)
class Section:
    """A part of the page: its anchor, its heading and its sentences."""

    id: str
    title: str
    said: tuple[str, ...]


@dataclass(frozen=True)
class Item:
    """A node or indicator of the tree. share: its part of the weight of the whole; rule: how its value is read."""

    id: str
    title: str
    indicator: bool
    scored: bool
    unit: str
    share: str
    rule: str
    items: tuple["Item", ...] = ()

    @property
    def leaves(self) -> int:
        """How many scored indicators lie under it."""
        return sum(one.leaves for one in self.items) if self.items else int(self.indicator and self.scored)


@dataclass(frozen=True)
class Level:
    """A level of implementation: what it means, where the passports say so, and the degree that it gives."""

    level: str
    meaning: str
    degree: str


@dataclass(frozen=True)
class Check:
    """A rule of the data: what it is called, what it says, what follows, and at which figures it looks."""

    id: str
    title: str
    said: str
    severity: str
    follows: str
    about: str


@dataclass(frozen=True)
class Method:
    """A standard in words; notes: those of the standard itself as HTML, blank where it has none."""

    title: str
    edition: str
    status: str
    acts: tuple[str, ...]
    sections: tuple[Section, ...]
    tree: Item
    scale: tuple[BandLook, ...]
    levels: tuple[Level, ...]
    checks: tuple[Check, ...]
    notes: str
