"""What changed between two cases, ready to be shown: areas, their industries by cause, the indicators behind it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from qala.insight import Comparison, IndicatorChange, NodeChange
from qala.insight.causes import CAUSES
from qala.publish.map_model import BandLook, looks_of
from qala.publish.marks import marks_of
from qala.publish.naming import named
from qala.publish.reasons import unit_of
from qala.standard import Node, Standard
from qala.texts import Language, number, text

BEHIND = 10
"""So many indicators are named for an area."""
_LEAST = 0.005


@dataclass(frozen=True)
class Side:
    """A degree as it is shown, with its band."""

    degree: float | None
    text: str
    band: BandLook | None


@dataclass(frozen=True)
class Part:
    """The points of a change that a cause makes; sign: 1 up, -1 down, 0 where nothing or not known."""

    text: str
    sign: int


@dataclass(frozen=True)
class Moved:
    """The root or an industry: before, after, the change, and its parts in the order of CAUSES."""

    node: str
    title: str
    whole: bool
    before: Side
    after: Side
    change: Part
    parts: tuple[Part, ...]


@dataclass(frozen=True)
class Behind:
    """An indicator that changed: its values, and the points that its branch gained or lost by it."""

    id: str
    title: str
    branch: str
    before: str
    after: str
    points: Part
    causes: str


@dataclass(frozen=True)
class ComparedArea:
    """An area; more: how many further indicators changed; marks: that the method or its boundary is not the same."""

    id: str
    name: str
    nodes: tuple[Moved, ...]
    indicators: tuple[Behind, ...]
    more: int
    marks: tuple[str, ...] = ()


def compared(
    found: Comparison, standards: tuple[Standard, Standard], names: Mapping[str, str], areas: Sequence[str],
    language: Language,
) -> tuple[ComparedArea, ...]:  # fmt: skip
    """What a comparison says of some areas; standards: of both sides, the later one's industries are shown."""
    teller = _Teller(standards, language)
    nodes = {(one.area, one.node): one for one in found.nodes}
    return tuple(
        replace(
            teller.area(area, names[area], nodes, [one for one in found.indicators if one.area == area]),
            marks=tuple(marks_of(found, {area: names[area]}, language)),
        )
        for area in areas
    )


@dataclass(frozen=True)
class _Teller:
    standards: tuple[Standard, Standard]
    language: Language

    @cached_property
    def looks(self) -> list[dict[str, dict[str, BandLook]]]:
        """The bands of each side by their ids, for each scale by its name."""
        return [
            {
                name: {look.id: look for look in looks_of(scale.bands, standard.normalise.high, self.language)}
                for name, scale in {"": standard.scale, **standard.scales}.items()
            }
            for standard in self.standards
        ]

    def area(
        self, area: str, name: str, nodes: Mapping[tuple[str, str], NodeChange], moved: list[IndicatorChange]
    ) -> ComparedArea:
        after = self.standards[1]
        shown = [nodes[area, one.id] for one in (after.root, *after.industries) if (area, one.id) in nodes]
        ranked = sorted(moved, key=_weighty)
        told = tuple(self.behind(one) for one in ranked[:BEHIND])
        return ComparedArea(area, name, tuple(self.moved(one) for one in shown), told, max(0, len(ranked) - BEHIND))

    def moved(self, one: NodeChange) -> Moved:
        node = self.standards[1].node[one.node]
        parts = tuple(self.points(getattr(one, cause)) for cause in CAUSES)
        return Moved(
            node.id,
            named(node, self.language),
            not node.parent,
            self.side(0, node, one.before, one.band_before),
            self.side(1, node, one.after, one.band_after),
            self.points(one.change),
            parts,
        )

    def side(self, which: int, node: Node, degree: float | None, band: str | None) -> Side:
        standard = self.standards[which]
        own = standard.node.get(node.id)
        looks = self.looks[which][own.scale] if own else {}
        return Side(
            degree, "–" if degree is None else number(degree, self.language, 1, fixed=True), looks.get(band or "")
        )

    def behind(self, one: IndicatorChange) -> Behind:
        standard = next(each for each in reversed(self.standards) if one.indicator in each.indicator)
        indicator = standard.indicator[one.indicator]
        unit = unit_of(indicator, self.language)
        values = [
            text("comparison.no_value", self.language)
            if value is None
            else f"{number(value, self.language, 3)} {unit}".strip()
            for value in (one.value_before, one.value_after)
        ]
        causes = ", ".join(text(f"comparison.because_{cause}", self.language) for cause in one.causes)
        top = standard.node[one.parent]
        titles = [named(node, self.language) for node in self.above(standard, top)]
        title = named(indicator, self.language)
        return Behind(indicator.id, title, " · ".join(titles), values[0], values[1], self.points(one.effect), causes)

    def above(self, standard: Standard, node: Node) -> list[Node]:
        """The nodes from below the root down to this one."""
        found = [node]
        while found[0].parent and found[0].parent != standard.root.id:
            found.insert(0, standard.node[found[0].parent])
        return found

    def points(self, value: float | None) -> Part:
        if value is None:
            return Part("–", 0)
        shown = number(abs(value), self.language, 2, fixed=True)
        if abs(value) < _LEAST:
            return Part(shown, 0)
        return Part(f"{'+' if value > 0 else '−'}{shown}", 1 if value > 0 else -1)


def _weighty(one: IndicatorChange) -> tuple[float, float]:
    """The largest effect first, then the largest move of a degree."""
    return -abs(one.effect or 0.0), -abs((one.degree_after or 0.0) - (one.degree_before or 0.0))
