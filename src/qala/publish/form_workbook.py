"""A form as a workbook: to be filled offline, with lists and checks inside; all but the answers is locked."""

import io
from datetime import UTC, datetime
from typing import Any

from qala.publish.workbook_map import put
from qala.texts import Language, number, text
from qala.values.form import LIMITS, QUALITIES, REASONS, WHOLE, Ask, Form
from qala.values.form_layout import COLUMNS, HIDDEN, OPEN, VERSION, column_of, lines_of, seen_of

_MADE = datetime(2000, 1, 1, tzinfo=UTC)
"""No clock is read: the same form gives the same bytes."""
_WIDTHS = {"number": 5, "industry": 18, "title": 46, "unit": 16, "evidence": 34, "note": 34, "reason": 24, "check": 30}
_MOST, _LEAST = 1e15, -1e15


def render_form(form: Form, language: Language) -> bytes:
    """The workbook's bytes, in one language."""
    from xlsxwriter import Workbook  # noqa: PLC0415 - only this needs it

    made = io.BytesIO()
    never = dict.fromkeys(("strings_to_formulas", "strings_to_urls", "strings_to_numbers"), False)
    with Workbook(made, {"in_memory": True, **never}) as book:
        book.set_properties({"title": form.area_name.text(language), "subject": form.round, "created": _MADE})
        _guide(book, form, language)
        _answers(book, form, language)
        _about(book, form, language)
    return made.getvalue()


def _guide(book: Any, form: Form, language: Language) -> None:
    sheet = book.add_worksheet(text("form.sheet_guide", language))
    bold, wrap = book.add_format({"bold": True, "font_size": 14}), book.add_format({"text_wrap": True, "valign": "top"})
    sheet.set_column(0, 0, 100)
    heads = {"area": form.area_name.text(language), "period": form.period}
    put(sheet, 0, 0, text("form.heading", language, **heads), bold)
    told = {"count": len(form.asks), "minutes": form.minutes}
    for row, line in enumerate(("asked", "how_value", "how_parts", "how_missing", "how_evidence", "how_back"), 2):
        put(sheet, row, 0, text(f"form.guide_{line}", language, **told), wrap)
    sheet.protect()


def _answers(book: Any, form: Form, language: Language) -> None:
    sheet = book.add_worksheet(text("form.sheet_answers", language))
    head = book.add_format({"bold": True, "bg_color": "#E8EEF2", "bottom": 1, "text_wrap": True, "valign": "top"})
    locked = book.add_format({"text_wrap": True, "valign": "top", "font_color": "#444444"})
    own = {"locked": False, "bg_color": "#FFFBE6", "border": 4}
    unlocked = book.add_format({**own, "valign": "top", "text_wrap": True})
    for index, name in enumerate(COLUMNS):
        put(sheet, 0, index, text(f"form.column_{name}", language), head)
        sheet.set_column(index, index, _WIDTHS.get(name, 14), None, {"hidden": name in HIDDEN})
    for row, ask in enumerate(form.asks, 1):
        for name, cell in _shown(ask, row, language).items():
            put(sheet, row, column_of(name), cell, locked)
        for name in OPEN:
            sheet.write_blank(row, column_of(name), None, unlocked)
        _rules(sheet, row, ask, language)
        if ask.as_ratio:
            sheet.write_formula(row, column_of("value"), _share(row), unlocked, "")
        sheet.write_formula(row, column_of("check"), _check(row, ask, language), locked, "")
    sheet.freeze_panes(1, column_of("unit"))
    sheet.protect("", {"format_columns": True, "format_rows": True, "sort": False, "autofilter": True})
    sheet.set_landscape()
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(0)


def _shown(ask: Ask, row: int, language: Language) -> dict[str, str | int | float]:
    last = "" if ask.last is None else f"{number(ask.last, language)} ({ask.last_period})"
    official = "" if ask.official is None else f"{number(ask.official, language)} ({ask.official_source})"
    return {
        "number": row,
        "industry": ask.industry.text(language),
        "title": ask.title.text(language) + (f" ({ask.numerator} / {ask.denominator})" if ask.as_ratio else ""),
        "unit": ask.unit,
        "last": last,
        "official": official,
        "fact": ask.fact,
    }


def _rules(sheet: Any, row: int, ask: Ask, language: Language) -> None:
    low, high = LIMITS[ask.kind]
    said = text("form.outside", language, value="…", low=f"{low:g}", high=f"{high:g}")
    sheet.data_validation(
        row, column_of("value"), row, column_of("value"),
        {"validate": "integer" if ask.kind in WHOLE else "decimal", "criteria": "between",
         "minimum": max(low, _LEAST), "maximum": min(high, _MOST), "error_message": said[:255]},
    )  # fmt: skip
    for name in ("numerator", "denominator"):
        rule = {"validate": "decimal", "criteria": ">=", "value": 0}
        sheet.data_validation(row, column_of(name), row, column_of(name), rule)
    reasons = [text(f"form.reason_{one.replace('-', '_')}", language) for one in REASONS]
    lists = {"reason": reasons, "quality": [str(one) for one in QUALITIES]}
    for name, choices in lists.items():
        place = (row, column_of(name), row, column_of(name))
        sheet.data_validation(*place, {"validate": "list", "source": choices})


def _share(row: int) -> str:
    above, below = (_at(row, name) for name in ("numerator", "denominator"))
    return f'=IF(AND(ISNUMBER({above}),ISNUMBER({below})),IF({below}>0,100*{above}/{below},""),"")'


def _check(row: int, ask: Ask, language: Language) -> str:
    value, reason = _at(row, "value"), _at(row, "reason")
    low, high = (max(LIMITS[ask.kind][0], _LEAST), min(LIMITS[ask.kind][1], _MOST))
    names = ("open", "both", "number", "limits", "good")
    said = {name: _quoted(text(f"form.check_{name}", language)) for name in names}
    return (
        f'=IF({value}="",IF({reason}="",{said["open"]},{said["good"]}),IF({reason}<>"",{said["both"]},'
        f"IF(NOT(ISNUMBER({value})),{said['number']},"
        f"IF(OR({value}<{low:.0f},{value}>{high:.0f}),{said['limits']},{said['good']}))))"
    )


def _quoted(said: str) -> str:
    return '"' + said.replace('"', '""') + '"'


def _at(row: int, name: str) -> str:
    return f"${chr(ord('A') + column_of(name))}{row + 1}"


def _about(book: Any, form: Form, language: Language) -> None:
    """What the workbook is of, to be read back."""
    sheet = book.add_worksheet("qala")
    for row, line in enumerate([("form", VERSION), ("language", language), *lines_of(form), *seen_of(form)]):
        for column, said in enumerate(line):
            sheet.write_string(row, column, said)
    sheet.very_hidden()
    sheet.protect()
