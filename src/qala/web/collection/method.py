"""What the standards of a round ask: each fact once, whatever standards and indicators it counts in."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

from qala import packs
from qala.areas.model import Areas, Text
from qala.areas.read import read_areas
from qala.standard import Indicator, Standard, read_standard
from qala.values.form import Ask

MINUTES: Mapping[str, int] = {"level": 20, "yes-no": 5, "count": 15, "rate": 15, "share": 15, "quantity": 15}
"""What an answer should take, by the kind of its indicator."""
TO_CONFIRM = 3
"""Minutes to confirm or dispute an official figure."""


@dataclass(frozen=True)
class Asked:
    """A fact as it is asked: the first indicator that it is for, the industry of that, all standards it counts in.

    The indicator is as its fact is kept: a question is asked in the unit of the fact, whatever unit each standard
    counts it in.
    """

    fact: str
    indicator: Indicator
    standard: Standard
    industry: str
    counts_in: tuple[str, ...]

    @property
    def industry_name(self) -> Text:
        """The name of the industry."""
        return self.standard.node[self.industry].title

    @property
    def minutes(self) -> int:
        """What an answer should take."""
        return MINUTES[self.indicator.kind]

    def ask(self, **known: object) -> Ask:
        """The question; known: last and official figures, as Ask has them."""
        one = self.indicator
        told: dict[str, object] = {"minutes": self.minutes, **known}
        return Ask(
            self.fact, one.title, self.industry_name, one.unit, one.kind, one.numerator, one.denominator, one.evidence,
            **told,  # type: ignore[arg-type]
        )  # fmt: skip


def name_of(standard: Standard) -> str:
    """ID@EDITION."""
    return f"{standard.id}@{standard.edition}"


@lru_cache(maxsize=32)
def standard_named(name: str) -> Standard:
    """A standard that ships, by ID or ID@EDITION. Raises BadUse where there is none."""
    return read_standard(packs.find_standard(name))


@lru_cache(maxsize=32)
def places_of(table: str) -> Areas:
    """The places of a table that ships."""
    return read_areas(packs.places(table) / "areas.csv")


def is_fictional(table: str) -> bool:
    """Whether the places of a table are invented, as its column `fictional` marks them."""
    return any(one.fictional for one in places_of(table).records)


@lru_cache(maxsize=32)
def asked_of(names: tuple[str, ...]) -> Mapping[str, Asked]:
    """What standards ask, by fact, in the order of the first that asks it; not those that are only shown."""
    found: dict[str, Asked] = {}
    counts: dict[str, list[str]] = {}
    for name in names:
        standard = standard_named(name)
        for one in standard.indicators:
            if one.asked:
                industry = _industry(standard, one.parent)
                found.setdefault(one.fact, Asked(one.fact, one.as_kept, standard, industry, ()))
                counts.setdefault(one.fact, []).append(name)
    return {
        fact: Asked(fact, one.indicator, one.standard, one.industry, tuple(dict.fromkeys(counts[fact])))
        for fact, one in found.items()
    }


def _industry(standard: Standard, node: str) -> str:
    while node != standard.root.id and standard.node[node].parent != standard.root.id:
        node = standard.node[node].parent
    return node
