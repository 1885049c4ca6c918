"""What two standards share: facts that count in both, facts that are near each other, and what is left over."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass

from qala.standard.model import Indicator, Standard
from qala.standard.relations import Relation, relations_of
from qala.standard.units import conversion


@dataclass(frozen=True, slots=True)
class Shared:
    """A fact that both ask for. factor: what a value of the one is multiplied by to be one of the other."""

    fact: str
    one: Indicator
    other: Indicator
    factor: float

    @property
    def relation(self) -> str:
        """`same`, or `converted` where the units differ."""
        return "same" if self.factor == 1 else "converted"


@dataclass(frozen=True, slots=True)
class Related:
    """An indicator of one standard, and one of the other whose fact is broader or narrower, or the rest of the whole.

    of_other: whether the indicator that is asked belongs to the other standard.
    """

    asked: Indicator
    near: Indicator
    relation: Relation
    of_other: bool


@dataclass(frozen=True, slots=True)
class Crosswalk:
    """shared: one for each fact; related: each pair once, as the one says it where both do; left, left_other: what the
    one, and the other, asks beyond all that.
    """

    shared: tuple[Shared, ...]
    related: tuple[Related, ...]
    left: tuple[Indicator, ...]
    left_other: tuple[Indicator, ...]

    @property
    def converted(self) -> int:
        """How many of the shared facts are converted."""
        return sum(one.relation == "converted" for one in self.shared)


def crosswalk(one: Standard, other: Standard) -> Crosswalk:
    """Two standards side by side, in the order of the first."""
    mine, theirs = by_fact(one), by_fact(other)
    shared = tuple(_shared(fact, mine[fact], theirs[fact]) for fact in mine if fact in theirs)
    own = _related(one, theirs, mine.keys(), False)
    told = {(pair.asked.id, pair.near.id) for pair in own}
    reverse = _related(other, mine, theirs.keys(), True)
    related = (*own, *(pair for pair in reverse if (pair.near.id, pair.asked.id) not in told))
    near = {id(item) for pair in related for item in (pair.asked, pair.near)}
    left, left_other = (
        tuple(item for item in standard.indicators if item.fact not in others and id(item) not in near)
        for standard, others in ((one, theirs), (other, mine))
    )
    return Crosswalk(shared, related, left, left_other)


def by_fact(standard: Standard) -> dict[str, Indicator]:
    """The first indicator of each fact."""
    found: dict[str, Indicator] = {}
    for one in standard.indicators:
        found.setdefault(one.fact, one)
    return found


def _shared(fact: str, one: Indicator, other: Indicator) -> Shared:
    exact = conversion(one.unit, other.unit)
    return Shared(fact, one, other, other.factor / one.factor if exact is None else float(exact))


def _related(
    standard: Standard, theirs: Mapping[str, Indicator], own: Collection[str], of_other: bool
) -> tuple[Related, ...]:
    """The indicators of a standard to which an indicator of the other is near."""
    found = (one for one in relations_of(standard) if one.fact in theirs and one.fact not in own)
    return tuple(
        Related(standard.indicator[one.indicator], theirs[one.fact], one, of_other)
        for one in found
        if one.indicator in standard.indicator
    )
