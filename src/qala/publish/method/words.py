"""A standard and a language: how the parts of a method speak."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property

from qala.publish.naming import named
from qala.standard import Indicator, Node, Standard
from qala.texts import Language, number, percent, text

MANY = 4
"""So many things are named in a sentence; of the rest, the number is given."""


@dataclass(frozen=True)
class Words:
    """What the sections of a method are written with."""

    standard: Standard
    language: Language

    @cached_property
    def scored(self) -> tuple[Indicator, ...]:
        """The indicators that count."""
        return tuple(one for one in self.standard.indicators if one.scored)

    @cached_property
    def counting(self) -> tuple[Node, ...]:
        """The nodes that have children."""
        return tuple(one for one in self.standard.nodes if self.standard.children[one.id])

    def say(self, name: str, **fields: object) -> str:
        """A text of the subject `method`."""
        return text(f"method.{name.replace('-', '_')}", self.language, **fields)

    def maybe(self, name: str, found: Iterable[Indicator], **fields: object) -> Iterator[str]:
        """The text where there is any indicator that it is about: with their number, and the names of some."""
        about = list(found)
        if about:
            counts = {"count": len(about), "all": len(self.scored), "names": self.names(about)}
            yield self.say(name, **counts, **fields)

    def names(self, items: Iterable[Indicator | Node]) -> str:
        """The titles, each once: some of them where they are many."""
        titles = list(dict.fromkeys(named(one, self.language) for one in items))
        rest = len(titles) - MANY
        more = text("map.and_more", self.language, count=rest) if rest > 0 else ""
        return ", ".join(text("map.quoted", self.language, name=title) for title in titles[:MANY]) + more

    def number(self, value: float, decimals: int = 6) -> str:
        """A number."""
        return number(value, self.language, decimals)

    def percent(self, share: float) -> str:
        """A share of 0..1 in per cent, to a tenth."""
        return f"{number(share * 100, self.language, 1)} %"

    def whole(self, share: float) -> str:
        """A share of 0..1 in whole per cent."""
        return percent(share, self.language)
