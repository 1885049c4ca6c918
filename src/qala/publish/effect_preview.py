"""What a new assessment would change against the one that stands: who rises, who falls, and why, in words."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from qala.errors import BadUse
from qala.insight import Comparison, IndicatorChange, NodeChange, compare, standard_of
from qala.publish.differences import WORDS
from qala.publish.naming import named, titles_of
from qala.publish.reasons import unit_of
from qala.standard import Standard
from qala.texts import Language, number, text

STEP = 0.005
"""A degree that moved by less than is seen at two decimals stays."""
NAMED = 5
"""So many indicators of an area are named: those that moved what is above them most."""
WAYS = ("rises", "falls", "stays", "appears", "goes", "none")


@dataclass(frozen=True, slots=True)
class Part:
    """A cause and its points of the change."""

    word: str
    said: str


@dataclass(frozen=True, slots=True)
class NodeEffect:
    """A node of an area. way: one of WAYS; size: the points that it moved; band_moved: from one band to another."""

    title: str
    before: str
    after: str
    change: str
    band_before: str
    band_after: str
    way: str
    parts: tuple[Part, ...]
    size: float
    band_moved: bool


@dataclass(frozen=True, slots=True)
class IndicatorEffect:
    """An indicator of an area that is not as before."""

    title: str
    above: str
    values: str
    degrees: str
    points: str
    causes: str


@dataclass(frozen=True, slots=True)
class AreaEffect:
    """An area: the whole, its industries, the indicators that moved most; said: how many industries go which way, and
    the one that moved most.
    """

    name: str
    said: str
    whole: NodeEffect
    industries: tuple[NodeEffect, ...]
    indicators: tuple[IndicatorEffect, ...]

    @property
    def size(self) -> tuple[float, float]:
        """How much it moves: the whole, then the industry that moved most."""
        return self.whole.size, max((one.size for one in self.industries), default=0.0)


@dataclass(frozen=True, slots=True)
class EffectView:
    """The effect of publishing. against: what it is compared with, blank where there is nothing; areas: those that
    move most first; whole: whether any has a degree for the whole, before or after; counts: how many degrees of the
    whole and the industries go each of WAYS; gone: areas that are assessed no more.
    """

    period: str
    basis: str
    against: str
    said: tuple[str, ...]
    areas: tuple[AreaEffect, ...]
    whole: bool
    counts: Mapping[str, int]
    gone: tuple[str, ...]


def comparison_of(
    before: Mapping[str, Any] | None, after: Mapping[str, Any], period: str, basis: str
) -> Comparison | None:
    """What changed in a period on a basis, against the same period of what stands, or its last one where it has not
    that; None where there is nothing to compare with.
    """
    if before is None:
        return None
    settings = before["settings"]
    former = period if period in settings["periods"] else max(settings["periods"])
    if basis not in settings["bases"]:
        return None
    try:
        return compare(before, after, (former, period), basis)
    except BadUse:
        return None


def effect_view(
    after: Mapping[str, Any],
    before: Mapping[str, Any] | None,
    found: Comparison | None,
    chosen: tuple[str, str],
    language: Language,
) -> EffectView:
    """The view of a comparison, for people. chosen: period and basis; found: from comparison_of."""
    made = _Words(after, before if found else None, found, chosen, language)
    return made.view()


class _Words:
    def __init__(
        self,
        after: Mapping[str, Any],
        before: Mapping[str, Any] | None,
        found: Comparison | None,
        chosen: tuple[str, str],
        language: Language,
    ) -> None:
        self.after, self.before, self.found, self.chosen, self.language = after, before, found, chosen, language
        self.standard = standard_of(after)
        self.former = standard_of(before) if before else self.standard
        self.titles = {**titles_of(self.former, language), **titles_of(self.standard, language)}
        self.changes = {(one.area, one.node): one for one in (found.nodes if found else _first(after, *chosen))}

    def view(self) -> EffectView:
        rows = (self._area(row) for row in self.after["areas"]["rows"])
        areas = tuple(sorted(rows, key=lambda one: one.size, reverse=True))
        cells = [node for one in areas for node in (one.whole, *one.industries)]
        whole = any(one.whole.way != "none" for one in areas)
        here = {row["id"] for row in self.after["areas"]["rows"]}
        former = self.before["areas"]["rows"] if self.before else ()
        gone = tuple(row["name"][self.language] or row["id"] for row in former if row["id"] not in here)
        period, basis = self.chosen
        said, counts = self._said(cells), counted(cells)
        return EffectView(period, basis, self._against(), said, areas, whole, counts, gone)

    def _against(self) -> str:
        if self.found is None:
            return ""
        side = self.found.before
        return f"{side.standard}@{side.edition} · {side.period} · {side.basis} · {side.digest}"

    def _said(self, cells: Sequence[NodeEffect]) -> tuple[str, ...]:
        if self.found is None:
            return (self._t("effect.nothing_before"),)
        moved = self._t("effect.count_bands", count=sum(one.band_moved for one in cells))
        lines = [f"{self._t('effect.degrees_all')}: {self._ways(cells)} · {moved}"]
        if self.found.before.period != self.found.after.period:
            lines.append(self._t("effect.other_period", before=self.found.before.period, after=self.found.after.period))
        if any(abs(one.method or 0.0) >= STEP for one in self.found.nodes):
            lines.append(self._t("effect.other_method"))
        return tuple(lines)

    def _ways(self, cells: Sequence[NodeEffect]) -> str:
        counts = counted(cells)
        return " · ".join(self._t(f"effect.count_{way}", count=counts[way]) for way in WAYS if counts[way])

    def _area(self, row: Mapping[str, Any]) -> AreaEffect:
        nodes = [self._node(row["id"], node.id) for node in (self.standard.root, *self.standard.industries)]
        moved = [one for one in (self.found.indicators if self.found else ()) if one.area == row["id"]]
        largest = sorted(moved, key=lambda one: -abs(one.points or 0.0))[:NAMED]
        indicators = tuple(self._indicator(one) for one in largest)
        name, industries = row["name"][self.language] or row["id"], tuple(nodes[1:])
        return AreaEffect(name, self._short(industries), nodes[0], industries, indicators)

    def _short(self, industries: Sequence[NodeEffect]) -> str:
        most = max(industries, key=lambda one: one.size, default=None)
        largest = f" · {most.title} {most.change}" if most and most.size >= STEP else ""
        return self._ways(industries) + largest

    def _node(self, area: str, node: str) -> NodeEffect:
        one = self.changes.get((area, node)) or _only_after(self.after, self.chosen, area, node)
        found = [Part(self._t(f"explain.{word}"), _signed(getattr(one, cause), self.language))
                 for cause, word in WORDS.items() if abs(getattr(one, cause) or 0.0) >= STEP]  # fmt: skip
        return NodeEffect(
            self.titles[node],
            self._degree(one.before),
            self._degree(one.after),
            _signed(one.change, self.language),
            _band(self.former, node, one.band_before, self.language),
            _band(self.standard, node, one.band_after, self.language),
            way_of(one.before, one.after),
            tuple(found),
            abs(one.change or 0.0),
            one.change is not None and one.band_before != one.band_after,
        )

    def _indicator(self, one: IndicatorChange) -> IndicatorEffect:
        known = self.standard.indicator.get(one.indicator) or self.former.indicator[one.indicator]
        unit = unit_of(known, self.language)
        values = " → ".join(
            "–" if v is None else number(v, self.language, 3) for v in (one.value_before, one.value_after)
        )
        degrees = " → ".join(self._degree(degree) for degree in (one.degree_before, one.degree_after))
        causes = ", ".join(self._t(f"explain.{WORDS[cause]}").lower() for cause in one.causes)
        above = self.titles.get(one.parent, one.parent)
        points = _signed(one.points, self.language)
        return IndicatorEffect(named(known, self.language), above, f"{values} {unit}".strip(), degrees, points, causes)

    def _degree(self, value: float | None) -> str:
        return "–" if value is None else number(value, self.language, 2, fixed=True)

    def _t(self, key: str, **fields: object) -> str:
        return text(key, self.language, **fields)


def counted(cells: Sequence[NodeEffect]) -> dict[str, int]:
    """How many go each of WAYS."""
    ways = [one.way for one in cells]
    return {way: ways.count(way) for way in WAYS}


def way_of(before: float | None, after: float | None) -> str:
    """Where a degree goes: one of WAYS."""
    if before is None or after is None:
        return {(True, True): "none", (True, False): "appears", (False, True): "goes"}[before is None, after is None]
    if abs(after - before) < STEP:
        return "stays"
    return "rises" if after > before else "falls"


def _band(standard: Standard, node: str, band: str | None, language: Language) -> str:
    if band is None or node not in standard.node:
        return "–"
    titles = {one.id: one.title.text(language) for one in standard.scale_of(standard.node[node]).bands}
    return titles.get(band) or band


def _first(after: Mapping[str, Any], period: str, basis: str) -> Iterable[NodeChange]:
    rows = (row for row in after["nodes"] if (row["period"], row["basis"]) == (period, basis))
    for row in rows:
        yield NodeChange(row["area"], row["node"], None, row["degree"], None, row["band"], *[None] * 5)


def _only_after(after: Mapping[str, Any], chosen: tuple[str, str], area: str, node: str) -> NodeChange:
    found = (one for one in _first(after, *chosen) if (one.area, one.node) == (area, node))
    return next(found, NodeChange(area, node, *[None] * 9))


def _signed(value: float | None, language: Language) -> str:
    if value is None:
        return "–"
    shown = number(abs(value), language, 2, fixed=True)
    return shown if abs(value) < STEP else f"{'+' if value > 0 else '−'}{shown}"
