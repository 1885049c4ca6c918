"""What a method team is told about a standard that can be read but is not yet good."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import PurePosixPath

from qala.areas.model import Text
from qala.errors import Place
from qala.standard.model import INFLUENCES, Indicator, Node, Scale, Standard
from qala.texts import LANGUAGES, Language, text


@dataclass(frozen=True, slots=True)
class Fault:
    """One fault: the key of its text, where it stands, what fills the text."""

    code: str
    place: Place
    fields: tuple[tuple[str, str], ...]

    def text(self, language: Language) -> str:
        """Where, what, and the mend."""
        return f"{self.place.text(language)}: {text(f'standard.{self.code}', language, **dict(self.fields))}"


def lint(standard: Standard) -> tuple[Fault, ...]:
    """All faults of a standard, in the order of its files."""
    return (*_about(standard), *_tree(standard), *_indicators(standard))


def _fault(code: str, file: str, row: int | None, column: str, **fields: object) -> Fault:
    return Fault(code, Place(file, row, column), tuple((name, str(value)) for name, value in fields.items()))


def _titles(title: Text, where: str, file: str, row: int | None) -> Iterator[Fault]:
    for language in LANGUAGES:
        if not getattr(title, language).strip():
            yield _fault("lint_title", file, row, f"title_{language}", where=where, language=language)
    if title.kk and title.kk == title.ru and len(title.kk) > 12:
        yield _fault("lint_same_title", file, row, "title_kk", where=where)


def _about(standard: Standard) -> Iterator[Fault]:
    file = "standard.toml"
    yield from _titles(standard.title, standard.id, file, None)
    if not standard.edition:
        yield _fault("lint_edition", file, None, "standard.edition")
    for name, scale in standard.scales.items():
        yield from _scale(scale, f"scales.{name}" if name else "scale", standard)


def _scale(scale: Scale, column: str, standard: Standard) -> Iterator[Fault]:
    file = "standard.toml"
    for band in scale.bands:
        yield from _titles(band.title, band.id, file, None)
        if not band.colour:
            yield _fault("lint_band_colour", file, None, column, band=band.id)
    for one, other in zip(scale.bands, scale.bands[1:], strict=False):
        if one.start == other.start:
            yield _fault("lint_band_overlap", file, None, column, one=one.id, other=other.id, start=f"{one.start:g}")
    low = standard.normalise.low
    if scale.bands and scale.bands[0].start > low:
        yield _fault("lint_band_first", file, None, column, start=f"{scale.bands[0].start:g}", low=f"{low:g}")


def _tree(standard: Standard) -> Iterator[Fault]:
    file = "tree.csv"
    for row, node in enumerate(standard.nodes, 2):
        yield from _titles(node.title, node.id, file, row)
        children = standard.children[node.id]
        if not children:
            yield _fault("lint_empty", file, row, "id", node=node.id)
        elif all(_child(standard, child).weight == 0 for child in children):
            yield _fault("lint_weights", file, row, "weight", node=node.id)
        if node.missing == "zero" and node.min_coverage > 0:
            yield _fault("lint_gate_zero", file, row, "min_coverage", node=node.id, gate=f"{node.min_coverage:g}")


def _child(standard: Standard, id_: str) -> Node | Indicator:
    return standard.node.get(id_) or standard.indicator[id_]


def _indicators(standard: Standard) -> Iterator[Fault]:
    file = "indicators.csv"
    with_passport = {PurePosixPath(name).stem for name in standard.files if name.startswith("passports/")}
    for row, indicator in enumerate(standard.indicators, 2):
        name = indicator.id
        yield from _titles(indicator.title, name, file, row)
        if not indicator.unit and indicator.kind in ("quantity", "rate"):
            yield _fault("lint_unit", file, row, "unit", indicator=name)
        if indicator.influence and indicator.influence not in INFLUENCES:
            yield _fault("lint_influence", file, row, "influence", indicator=name, value=indicator.influence)
        if with_passport and name not in with_passport:
            yield _fault("lint_passport", file, row, "id", indicator=name)
        if indicator.scored and indicator.weight > 0:
            yield from _scored(standard, indicator, row, name in with_passport)


def _scored(standard: Standard, indicator: Indicator, row: int, passport: bool) -> Iterator[Fault]:
    file, name, rule = "indicators.csv", indicator.id, indicator.normalise
    if rule.method == "goalposts":
        if indicator.low is None or indicator.high is None:
            yield _fault("lint_observed", file, row, "low", indicator=name)
        elif not indicator.basis:
            yield _fault("lint_basis", file, row, "basis", indicator=name)
    if indicator.kind == "level" and rule.method == "levels" and rule.levels and len(rule.levels) != 6:
        yield _fault("lint_levels", file, row, "normalise", indicator=name, count=len(rule.levels))
    if not indicator.owner and not indicator.influence:
        yield _fault("lint_owner", file, row, "owner", indicator=name)
    if not indicator.characteristics and any(other.characteristics for other in standard.indicators):
        yield _fault("lint_characteristics", file, row, "characteristics", indicator=name)
    if indicator.kind == "quantity" and not indicator.numerator and not passport:
        yield _fault("lint_unmeasured", file, row, "numerator", indicator=name)
