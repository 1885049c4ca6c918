"""The Map as a workbook: the Map itself, then every value behind it, as numbers that can be computed with."""

import io
from collections.abc import Iterable, Mapping, Sequence
from datetime import UTC, datetime
from typing import Any

from qala.errors import BadUse
from qala.publish.lettering import width
from qala.publish.map_model import MapView
from qala.publish.tables import Record, Tables, Value
from qala.publish.workbook_map import put, write_map
from qala.texts import Language, text

MOST_ROWS = 1_048_576
_MADE = datetime(2000, 1, 1, tzinfo=UTC)
"""No clock is read: the same assessment gives the same bytes."""
_FORMATS = {
    "degree": "0.0",
    "coverage": "0%",
    "weight": "0.0%",
    "contribution": "0.00",
    "change_degrees": "+0.0;-0.0;0",
}
_NEVER = dict.fromkeys(("strings_to_formulas", "strings_to_urls", "strings_to_numbers"), False)
_WIDEST, _NARROWEST = 60, 8


def render_workbook(
    assessment: Mapping[str, Any], view: MapView, period: str | None = None, basis: str | None = None
) -> bytes:
    """The workbook's bytes. Raises BadUse where there are more rows than a sheet holds."""
    from xlsxwriter import Workbook  # noqa: PLC0415 - only this needs it

    made, language = io.BytesIO(), view.language
    with Workbook(made, {"in_memory": True, **_NEVER}) as book:
        book.set_properties({"title": view.title, "subject": view.standard, "comments": view.digest, "created": _MADE})
        write_map(book, book.add_worksheet(text("sheets.map", language)), view)
        tables = Tables(assessment, language, period, basis)
        for name in ("nodes", "indicators", "findings"):
            _write_table(book, name, list(getattr(tables, name)()), language)
        _write_table(book, "about", list(_about(assessment, view)), language, filtered=False)
    return made.getvalue()


def render_table(name: str, records: Sequence[Record], language: Language) -> bytes:
    """One table as a workbook: its name and its columns in the texts of `sheets`. Raises BadUse as render_workbook."""
    from xlsxwriter import Workbook  # noqa: PLC0415 - only workbooks need it

    made = io.BytesIO()
    with Workbook(made, {"in_memory": True, **_NEVER}) as book:
        book.set_properties({"title": text(f"sheets.{name}", language), "created": _MADE})
        _write_table(book, name, records, language)
    return made.getvalue()


def _about(assessment: Mapping[str, Any], view: MapView) -> Iterable[Record]:
    """What the assessment was made from and by."""
    language, settings = view.language, assessment["settings"]
    fields: dict[str, Value] = {
        "title": view.title,
        "standard_id": view.standard_id,
        "standard": view.standard,
        "edition": view.edition,
        "status": view.status,
        "digest": view.digest,
        "engine": text("map.engine_is", language, engine=view.engine),
        "periods": ", ".join(settings["periods"]),
        "bases": ", ".join(text(f"map.basis_{basis}", language) for basis in settings["bases"]),
        "shown": f"{view.period}, {view.basis}",
        "as_known": assessment["values"]["known_at"] or text("sheets.as_known_now", language),
        "weights": settings.get("weights") or text("sheets.weights_own", language),
        "values_rows": assessment["values"]["rows"],
        "values_sha256": assessment["values"]["sha256"],
        "standard_sha256": assessment["standard"]["sha256"],
        "areas_sha256": assessment["areas"]["sha256"],
        "verify": text("map.verify", language),
    }
    for name, content in fields.items():
        yield {"field": text(f"sheets.{name}", language), "content": content}


def _write_table(book: Any, name: str, records: Sequence[Record], language: Language, filtered: bool = True) -> None:
    if len(records) >= MOST_ROWS:
        raise BadUse("sheets.too_many_rows", count=len(records), most=MOST_ROWS - 1)
    sheet = book.add_worksheet(text(f"sheets.{name}", language))
    columns = list(records[0]) if records else ["content"]
    heads = [text(f"sheets.{column}", language) for column in columns]
    bold = book.add_format({"bold": True, "bg_color": "#E8EEF2", "bottom": 1, "text_wrap": True, "valign": "top"})
    for index, head in enumerate(heads):
        put(sheet, 0, index, head, bold)
    for index, column in enumerate(columns):
        look = book.add_format({"num_format": _FORMATS.get(column, "General"), "valign": "top"})
        cells = [_shown(column, record[column], language) for record in records]
        for row, cell in enumerate(cells, 1):
            put(sheet, row, index, cell, look)
        sheet.set_column(index, index, _width([heads[index], *cells]))
    sheet.freeze_panes(1, 2 if filtered else 0)
    if filtered and records:
        sheet.autofilter(0, 0, len(records), len(columns) - 1)
    if records:
        last = chr(ord("A") + len(columns) - 1)
        sheet.ignore_errors({"number_stored_as_text": f"A1:{last}{len(records) + 1}"})
    sheet.set_landscape()
    sheet.set_paper(9)
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(0)
    sheet.set_footer(f"&R{text('sheets.page_of', language)}")


def _shown(column: str, value: Value, language: Language) -> Value:
    """A value in words where it is a word of ours."""
    if isinstance(value, bool):
        return text("sheets.yes" if value else "sheets.no", language)
    if column == "basis":
        return text(f"map.basis_{value}", language)
    if column == "severity":
        return text(f"sheets.severity_{value}", language)
    if column == "state":
        key = "sheets.state_assessed" if value == "assessed" else f"explain.state_{str(value).replace('-', '_')}"
        return text(key, language)
    return value


def _width(cells: Sequence[Value]) -> float:
    """The width of a column in characters: that of its longest text, within limits."""
    longest = max((width(str(cell)[:_WIDEST], 1) / 0.6 if isinstance(cell, str) else 8 for cell in cells), default=8)
    return max(_NARROWEST, min(_WIDEST, round(longest) + 2))
