"""What changed from one edition of a standard to another, in words."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, fields, is_dataclass

from qala.areas.model import Text
from qala.standard.model import Indicator, Node, Scale, Standard
from qala.standard.shares import path_share
from qala.texts import Language, number, text

Sets = Mapping[str, Mapping[str, float]]
SETTINGS = (
    "edition", "status", "valid_from", "title", "act", "basis", "scores", "area_kind", "area_table", "reference",
    "screen", "treat", "treatment", "impute", "normalise", "over", "reference_area", "aggregate", "weights",
    "consistency", "zeros", "missing", "min_coverage",
)  # fmt: skip
"""What standard.toml says for all, beside the scales."""


@dataclass(frozen=True, slots=True)
class Difference:
    """One difference. kind: setting, scale, node or indicator; change: added, removed, moved, weight or changed.

    field: the name that it has in the pack; before, after: as written, blank where there is none; share_before,
    share_after: for weights, the part of the whole, 0..1, by the pack's weights multiplied down the path.
    """

    kind: str
    change: str
    id: str
    title: Text
    field: str = ""
    before: str = ""
    after: str = ""
    share_before: float = 0.0
    share_after: float = 0.0

    def text(self, language: Language) -> str:
        """The difference in a sentence."""
        shares = {
            name: number(100 * share, language, 1)
            for name, share in (("share_before", self.share_before), ("share_after", self.share_after))
        }
        where = self.title.text(language) or self.id
        said = {"id": self.id, "field": self.field, "before": self.before or "–", "after": self.after or "–"}
        if self.kind == "setting":
            return text("standard.diff_set", language, **said)
        kind = text(f"standard.diff_{self.kind}", language)
        return text(f"standard.diff_{self.change}", language, kind=kind, title=where, **said, **shares)


def diff(before: Standard, after: Standard) -> tuple[Difference, ...]:
    """All differences: of the settings, the scales, the tree, the indicators; the order of rows is none."""
    return (
        *_settings(before, after),
        *_scales(before, after),
        *_weight_sets(before, after),
        *_items(before, after, "node", before.node, after.node),
        *_items(before, after, "indicator", before.indicator, after.indicator),
    )


def _settings(before: Standard, after: Standard) -> Iterator[Difference]:
    for name in SETTINGS:
        for field, one, other in _parts(name, getattr(before, name), getattr(after, name)):
            yield Difference("setting", "changed", after.id, after.title, field, one, other)


def _scales(before: Standard, after: Standard) -> Iterator[Difference]:
    for name in sorted(before.scales.keys() | after.scales.keys()):
        old, new = before.scales.get(name, Scale()), after.scales.get(name, Scale())
        one, other = ({band.id: band for band in scale.bands} for scale in (old, new))
        for id_ in sorted(one.keys() | other.keys()):
            if id_ not in other:
                yield Difference("band", "removed", id_, one[id_].title)
            elif id_ not in one:
                yield Difference("band", "added", id_, other[id_].title)
            else:
                for field, was, now in _parts("", one[id_], other[id_]):
                    yield Difference("band", "changed", id_, other[id_].title, field, was, now)
        for field in ("round", "closed", "outside"):
            if getattr(old, field) != getattr(new, field):
                was, now = _written(getattr(old, field)), _written(getattr(new, field))
                yield Difference(
                    "setting", "changed", name, after.title, f"scale {name} {field}".replace("  ", " "), was, now
                )


def _weight_sets(before: Standard, after: Standard) -> Iterator[Difference]:
    """weights.csv; and the judgements of ahp.csv, by the node that takes them."""
    tables: tuple[tuple[str, Sets, Sets], ...] = (
        ("weights.csv", before.weight_sets, after.weight_sets),
        ("ahp.csv", _judged(before), _judged(after)),
    )
    for file, one, other in tables:
        for name in sorted(one.keys() | other.keys()):
            old, new = one.get(name, {}), other.get(name, {})
            for id_ in sorted(old.keys() | new.keys()):
                if old.get(id_) != new.get(id_):
                    was, now = _written(old.get(id_)), _written(new.get(id_))
                    yield Difference("setting", "changed", after.id, after.title, f"{file} {name} {id_}", was, now)


def _judged(standard: Standard) -> Sets:
    """How many times as important the one whose id comes first is, by node and pair."""
    return {
        node: {" / ".join(sorted(pair)): ratio if pair[0] <= pair[1] else 1 / ratio for pair, ratio in judged.items()}
        for node, judged in standard.judgements.items()
    }


def _items(
    before: Standard, after: Standard, kind: str,
    one: Mapping[str, Node] | Mapping[str, Indicator], other: Mapping[str, Node] | Mapping[str, Indicator],
) -> Iterator[Difference]:  # fmt: skip
    for id_ in sorted(one.keys() | other.keys()):
        old, new = one.get(id_), other.get(id_)
        if old is None or new is None:
            there = new or old
            if there is not None:
                yield Difference(kind, "added" if old is None else "removed", id_, there.title)
            continue
        if old.parent != new.parent:
            yield Difference(kind, "moved", id_, new.title, "parent", old.parent, new.parent)
        if old.weight != new.weight:
            shares = path_share(before, old), path_share(after, new)
            written = _written(old.weight), _written(new.weight)
            yield Difference(kind, "weight", id_, new.title, "weight", *written, *shares)
        for field, was, now in _parts("", old, new):
            if field not in ("id", "parent", "weight"):
                yield Difference(kind, "changed", id_, new.title, field, was, now)


def _parts(name: str, one: object, other: object) -> Iterator[tuple[str, str, str]]:
    """The fields in which two values differ, down into records; titles as `title_kk`, `title_ru`, `title_en`."""
    if is_dataclass(one) and type(one) is type(other):
        for field in fields(one):
            inner = field.name.rstrip("_")
            joined = f"{name}_{inner}" if isinstance(one, Text) else f"{name} {inner}".strip()
            yield from _parts(joined, getattr(one, field.name), getattr(other, field.name))
    elif one != other:
        yield name, _written(one), _written(other)


def _written(value: object) -> str:
    """A value as a pack writes it."""
    if value is None:
        return ""
    if isinstance(value, float):
        return f"{value:.15g}"
    if isinstance(value, Mapping):
        return ";".join(f"{key}:{_written(one)}" for key, one in value.items())
    if isinstance(value, tuple | list):
        return ";".join(_written(one) for one in value)
    if is_dataclass(value):
        return ":".join(_written(getattr(value, field.name)) for field in fields(value))
    return str(value)
