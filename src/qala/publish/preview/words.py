"""What of a new edition moved a degree, in words: the reason, with what the two packs say."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from qala.insight.preview import Preview
from qala.insight.reasons import Reason
from qala.publish.naming import titles_of
from qala.standard import Standard
from qala.standard.diff import Difference, diff
from qala.standard.shares import child_of, path_share
from qala.texts import Language, number, text

DASH = "–"
STEP = 0.005
"""A degree that moved by less than is seen at two decimals stays."""
SILENT = frozenset(
    {"title_kk", "title_ru", "title_en", "basis", "owner", "influence", "sdg", "evidence", "measure", "numerator"}
    | {"denominator", "class", "core", "characteristics", "unit", "weight", "parent", "resolution"}
)
"""What can change in a row without moving a degree."""


@dataclass(frozen=True)
class Words:
    """A preview, both standards, the names of areas, in a language."""

    found: Preview
    standards: tuple[Standard, Standard]
    areas: Mapping[str, str]
    language: Language

    def say(self, key: str, **fields: object) -> str:
        """A text of the subject `preview`."""
        return text(f"preview.{key}", self.language, **fields)

    @cached_property
    def titles(self) -> dict[str, str]:
        """The titles of nodes and indicators; those of the new edition first."""
        old, new = (titles_of(one, self.language) for one in self.standards)
        return {**old, **new}

    @cached_property
    def changed(self) -> dict[str, list[Difference]]:
        """What the packs say otherwise of a node or indicator, by id."""
        found: dict[str, list[Difference]] = {}
        for one in diff(*self.standards):
            if one.kind in ("node", "indicator") and one.change == "changed" and one.field not in SILENT:
                found.setdefault(one.id, []).append(one)
        return found

    def reason(self, one: Reason) -> str:
        """What moved a degree."""
        name = text("map.quoted", self.language, name=self.titles[one.id])
        if one.kind == "weight":
            before, after = (self._share(standard, one.id) for standard in self.standards)
            return self.say("weight", name=name, before=before, after=after)
        if one.kind in ("came", "gone"):
            other = self.standards[0 if one.kind == "came" else 1]
            known = one.id in other.node or one.id in other.indicator
            return self.say(f"{one.kind}_{'known' if known else 'new'}", name=name)
        told = "; ".join(
            f"{each.field} {each.before or DASH} → {each.after or DASH}" for each in self.changed.get(one.id, ())
        )
        return self.say(one.kind if told else f"{one.kind}_untold", name=name, told=told)

    def reasons(self, found: tuple[Reason, ...], most: int) -> tuple[str, ...]:
        """The largest reasons with their points; how many more there are."""
        shown = [one for one in found if abs(one.points) >= STEP]
        said = [f"{self.signed(one.points)}: {self.reason(one)}" for one in shown[:most]]
        return (*said, self.say("more", count=len(shown) - most)) if len(shown) > most else tuple(said)

    def _share(self, standard: Standard, id_: str) -> str:
        return number(100 * path_share(standard, child_of(standard, id_)), self.language, 1)

    def degree(self, value: float | None) -> str:
        """A degree, or a dash."""
        return DASH if value is None else number(value, self.language, 1, fixed=True)

    def signed(self, value: float | None) -> str:
        """Points with their sign."""
        if value is None:
            return DASH
        shown = number(abs(value), self.language, 2, fixed=True)
        return shown if abs(value) < STEP else f"{'+' if value > 0 else '−'}{shown}"

    def band(self, side: int, node: str, band: str | None) -> str:
        """The word for a band on the scale of a node."""
        standard = self.standards[side]
        if band is None or node not in standard.node:
            return DASH
        titles = {one.id: one.title.text(self.language) for one in standard.scale_of(standard.node[node]).bands}
        return titles.get(band) or band
