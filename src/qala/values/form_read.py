"""A filled workbook read back: every answer, and every problem with its sheet and cell; nothing is half taken."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from qala.errors import BadFile, Place
from qala.files.workbook import UNCOMPUTED, read_sheets
from qala.texts import LANGUAGES, text
from qala.values.form import QUALITIES, REASONS, Answer, Ask, Form, Problem
from qala.values.form_check import faults
from qala.values.form_layout import ABOUT, COLUMNS, OPEN, SEEN, VERSION, column_of, lines_of
from qala.values.typed import Unclear, typed_number

Row = Sequence[object]
NUMBERS = ("numerator", "denominator", "value")


@dataclass(frozen=True, slots=True)
class Filled:
    """What a workbook says. answers: those that are given, by fact; problems: all that has to be mended first; places:
    where each fact stands; seen: the number of the answer that stood when the workbook was made, where one did.
    """

    answers: dict[str, Answer]
    problems: tuple[Problem, ...]
    places: Mapping[str, Place]
    seen: Mapping[str, int]


def read_form(content: bytes, name: str, form: Form) -> Filled:
    """The answers in a workbook that was made of a form.

    Raises BadFile where it is no workbook, not one of a form, or of another round, period, area, department, or of an
    older version of the form.
    """
    sheets = read_sheets(content, Place(name))
    about = sheets.get(ABOUT, ())
    _same(about, name, form)
    sheet, rows = next((item for item in sheets.items() if _is_answers(item[1])), ("", ()))
    if not sheet:
        raise BadFile("form.no_answers", Place(name))
    reader = _Reader(f"{name}, {sheet}" if name else sheet, form)
    for number, row in enumerate(rows[1:], 2):
        reader.take(number, row)
    reader.end()
    places = {fact: Place(reader.sheet, row) for fact, row in reader.rows.items()}
    return Filled(reader.answers, tuple(reader.problems), places, _seen(about))


def _seen(about: Sequence[Row]) -> dict[str, int]:
    """The numbers of answers that a workbook says; what is none counts as not said."""
    told = [(str(row[1]), str(row[2])) for row in about if len(row) >= 3 and row[0] == SEEN]
    return {fact: int(said) for fact, said in told if said.isascii() and said.isdigit() and len(said) < 10}


def _same(about: Sequence[Row], name: str, form: Form) -> None:
    told = {str(row[0]): str(row[1]) for row in about if len(row) >= 2}
    if told.get("form") != VERSION:
        raise BadFile("form.not_form", Place(name))
    for key, wanted in lines_of(form):
        found = told.get(key, "")
        if found != wanted:
            raise BadFile(f"form.other_{key}", Place(name), found=found[:80], wanted=wanted)


def _is_answers(rows: Sequence[Row]) -> bool:
    return bool(rows) and len(rows[0]) >= len(COLUMNS) and str(rows[0][column_of("fact")]) in _heads("fact")


@cache
def _heads(name: str) -> frozenset[str]:
    return frozenset(text(f"form.column_{name}", language) for language in LANGUAGES)


@cache
def _reasons() -> dict[str, str]:
    """What the lists of all languages offer, and the codes themselves."""
    said = {
        text(f"form.reason_{one.replace('-', '_')}", language).casefold(): one
        for one in REASONS
        for language in LANGUAGES
    }
    return said | {one: one for one in REASONS}


class _Reader:
    def __init__(self, sheet: str, form: Form) -> None:
        self.sheet = sheet
        self.asks = {one.fact: one for one in form.asks}
        self.rows: dict[str, int] = {}
        self.answers: dict[str, Answer] = {}
        self.problems: list[Problem] = []

    def take(self, number: int, row: Row) -> None:
        """Reads a row."""
        if not any(str(cell).strip() for cell in row):
            return
        fact = str(_cell(row, "fact")).strip()
        ask = self.asks.get(fact)
        if ask is None or fact in self.rows:
            self._say("form.unknown_row" if ask is None else "form.doubled_row", number, "fact", value=fact[:80])
            return
        self.rows[fact] = number
        before = len(self.problems)
        answer = self._answer(ask, number, row)
        for key, column, fields in faults(ask, answer):
            self._say(key, number, column, **fields)
        if len(self.problems) == before and answer.given:
            self.answers[fact] = answer

    def end(self) -> None:
        """Tells of rows that were taken out."""
        for fact in self.asks.keys() - self.rows.keys():
            self.problems.append(Problem("form.missing_row", Place(self.sheet), {"value": fact}))

    def _answer(self, ask: Ask, number: int, row: Row) -> Answer:
        cells = {name: _cell(row, name) for name in OPEN}
        if ask.as_ratio and cells["value"] == UNCOMPUTED:
            cells["value"] = ""
        for name in (name for name, cell in cells.items() if cell == UNCOMPUTED):
            self._say("form.not_computed", number, name)
            cells[name] = ""
        numbers = {name: self._number(number, name, cells[name]) for name in NUMBERS}
        numbers["value"] = ask.value_of(numbers["value"], numbers["numerator"], numbers["denominator"])
        said = {name: str(cells[name]).strip() for name in ("reason", "evidence", "note")}
        reason = _reasons().get(said["reason"].casefold(), said["reason"])
        quality = self._quality(number, cells["quality"])
        return Answer(ask.fact, **numbers, reason=reason, quality=quality, evidence=said["evidence"], note=said["note"])

    def _number(self, number: int, name: str, cell: object) -> float | None:
        if isinstance(cell, int | float) and not isinstance(cell, bool):
            return float(cell)
        said = str(cell).strip()
        if not said:
            return None
        try:
            return typed_number(said)
        except Unclear:
            self._say("form.unclear", number, name, value=said[:60])
        except ValueError:
            self._say("form.not_number", number, name, value=said[:60])
        return None

    def _quality(self, number: int, cell: object) -> int | None:
        said = str(cell).strip().removesuffix(".0")
        if not said:
            return None
        if said in {str(one) for one in QUALITIES}:
            return int(said)
        self._say("form.no_such_quality", number, "quality", value=said[:60])
        return None

    def _say(self, key: str, number: int, column: str, **fields: object) -> None:
        place = Place(self.sheet, number, chr(ord("A") + column_of(column)))
        self.problems.append(Problem(key, place, fields))


def _cell(row: Row, name: str) -> object:
    index = column_of(name)
    return row[index] if index < len(row) else ""
