"""What `qala standard crosswalk` does."""

import json
from collections.abc import Iterator
from dataclasses import asdict
from typing import Any

import typer

from qala import packs
from qala.cli import inputs
from qala.publish.csv_file import csv_of
from qala.publish.naming import named
from qala.publish.reasons import unit_of
from qala.publish.tables import Record
from qala.standard import Indicator, Standard, read_standard
from qala.standard.crosswalk import Crosswalk, Related, Shared, by_fact, crosswalk
from qala.texts import Language, number, text

COLUMNS = (
    "relation", "fact", "id", "title", "unit", "other_id", "other_title", "other_unit", "factor", "note",
)  # fmt: skip
"""Names for programs, the same in every language; id, title, unit: of the indicator of the first standard."""
PAIRS = ("id", "edition", "shared", "converted", "related", "left", "left_other")


def show_crosswalk(name: str, other: str | None, asked: Language | None, as_json: bool, as_csv: bool) -> None:
    """Prints what two standards share, or how much one shares with each that ships."""
    language, one = inputs.language(asked), inputs.standard(name)
    if other is None:
        _show_alone(one, language, as_json, as_csv)
        return
    two = inputs.standard(other)
    found = crosswalk(one, two)
    if as_json:
        typer.echo(json.dumps(_document(one, two, found), ensure_ascii=False))
    elif as_csv:
        inputs.write(csv_of(COLUMNS, list(_records(found, language))), None)
    else:
        for line in _lines(one, two, found, language):
            typer.echo(line)


def _show_alone(one: Standard, language: Language, as_json: bool, as_csv: bool) -> None:
    others = [read_standard(folder) for folder in packs.standards()]
    pairs = [_pair(one, other) for other in others if (other.id, other.edition) != (one.id, one.edition)]
    if as_json:
        typer.echo(json.dumps({"standard": one.id, "edition": one.edition, "others": pairs}, ensure_ascii=False))
    elif as_csv:
        inputs.write(csv_of(PAIRS, pairs), None)
    else:
        facts = number(len(by_fact(one)), language)
        typer.echo(text("crosswalk.alone", language, title=named(one, language), facts=facts))
        for pair in pairs:
            counts = {name: number(pair[name], language) for name in PAIRS[2:]}
            typer.echo("  " + text("crosswalk.pair", language, id=pair["id"], **counts))


def _pair(one: Standard, other: Standard) -> dict[str, Any]:
    found = crosswalk(one, other)
    counts = {name: len(getattr(found, name)) for name in ("shared", "related", "left", "left_other")}
    return {"id": other.id, "edition": other.edition, **counts, "converted": found.converted}


def _lines(one: Standard, two: Standard, found: Crosswalk, language: Language) -> Iterator[str]:
    yield text("crosswalk.heading", language, one=named(one, language), other=named(two, language))
    counts = {"count": number(len(found.shared), language), "converted": number(found.converted, language)}
    yield text("crosswalk.shared", language, **counts)
    for each in found.shared:
        yield "  " + _shared(each, language)
    if found.related:
        yield text("crosswalk.related", language, count=number(len(found.related), language))
    for pair in found.related:
        yield "  " + _related(pair, language)
    for standard, left in ((one, found.left), (two, found.left_other)):
        yield text("crosswalk.left", language, standard=standard.id, count=number(len(left), language))
        for item in left:
            yield f"  {named(item, language)} ({item.id})"


def _shared(each: Shared, language: Language) -> str:
    title, one, other = named(each.one, language), each.one.id, each.other.id
    if each.relation == "same":
        return f"{title}: {one} = {other}"
    units = f"{unit_of(each.one, language)} → {unit_of(each.other, language)}"
    return f"{title}: {one} × {number(each.factor, language, 9)} = {other} ({units})"


def _related(pair: Related, language: Language) -> str:
    said = {"title": named(pair.asked, language), "near": named(pair.near, language)}
    note = pair.relation.note.text(language)
    ids = {"asked": pair.asked.id, "fact": pair.relation.fact}
    return text(f"crosswalk.{pair.relation.relation}", language, note=note, **said, **ids).strip()


def _document(one: Standard, two: Standard, found: Crosswalk) -> dict[str, Any]:
    return {
        **{side: {"id": item.id, "edition": item.edition} for side, item in (("one", one), ("other", two))},
        "shared": [
            {"fact": each.fact, "relation": each.relation, "factor": each.factor}
            | {"one": _about(each.one), "other": _about(each.other)}
            for each in found.shared
        ],
        "related": [
            {"asked": _about(pair.asked), "asked_by": two.id if pair.of_other else one.id, "near": _about(pair.near)}
            | asdict(pair.relation)
            for pair in found.related
        ],
        "left": {"one": [_about(item) for item in found.left], "other": [_about(item) for item in found.left_other]},
    }


def _about(item: Indicator) -> dict[str, Any]:
    return {"id": item.id, "unit": item.unit, "title": asdict(item.title)}


def _records(found: Crosswalk, language: Language) -> Iterator[Record]:
    for each in found.shared:
        yield _record(each.relation, each.fact, (each.one, each.other), language, each.factor)
    for pair in found.related:
        sides = (pair.near, pair.asked) if pair.of_other else (pair.asked, pair.near)
        note = pair.relation.note.text(language)
        yield _record(pair.relation.relation, pair.relation.fact, sides, language, pair.relation.factor, note)
    for item in found.left:
        yield _record("left", item.fact, (item, None), language)
    for item in found.left_other:
        yield _record("left", item.fact, (None, item), language)


def _record(
    relation: str, fact: str, sides: tuple[Indicator | None, Indicator | None], language: Language,
    factor: float | None = None, note: str = "",
) -> Record:  # fmt: skip
    cells: dict[str, Any] = {"relation": relation, "fact": fact, "factor": factor, "note": note}
    for prefix, item in zip(("", "other_"), sides, strict=True):
        cells[f"{prefix}id"] = item.id if item else ""
        cells[f"{prefix}title"] = named(item, language) if item else ""
        cells[f"{prefix}unit"] = unit_of(item, language) if item else ""
    return cells
