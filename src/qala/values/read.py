"""Reading values from files, long or wide, all or nothing."""

import re
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from difflib import get_close_matches
from math import isfinite
from pathlib import Path

import polars as pl

from qala.errors import BadTable, BadUse, Place
from qala.files import Table, number_of, read_table
from qala.values.model import COLUMNS, KEY, NUMBERS, STATUSES, Values

_PERIOD = re.compile(r"\d{4}(-Q[1-4]|-(0[1-9]|1[0-2])(-\d{2})?)?")
_PLAIN = r"^[+-]?(\d+(\.\d*)?|\.\d+)([eE][+-]?\d+)?$"
_YES_NO = {"yes": "1", "да": "1", "иә": "1", "true": "1", "no": "0", "нет": "0", "жоқ": "0", "false": "0"}
_REMARKS = frozenset({"note", "comment", "unit"})


@dataclass(frozen=True, slots=True)
class Expected:
    """What a file of values may speak of; None: anything.

    aliases: indicator id to fact, since a file may name either; others: facts that are left out, since the file may
    serve other standards too; shares, levels, yes_no: facts whose values are 0-100, 0-5, or 1 and 0.
    """

    facts: Collection[str] | None = None
    areas: Collection[str] | None = None
    aliases: Mapping[str, str] = field(default_factory=dict)
    others: Collection[str] = ()
    shares: Collection[str] = ()
    levels: Collection[str] = ()
    yes_no: Collection[str] = ()
    decimal_comma: bool = False


def read_values(paths: Sequence[Path], expected: Expected | None = None, period: str | None = None) -> Values:
    """The values in files; `period` is that of wide ones.

    Raises BadFile, BadTable or BadUse at the first fault with file, row and column; nothing is half read.
    """
    tables = [read_table(path) for path in paths]
    return values_of(tables, expected or Expected(), period)


def values_of(tables: Sequence[Table], expected: Expected, period: str | None = None) -> Values:
    """The values in tables, long (with a column `value`) or wide (first column the area, one column an indicator)."""
    first: dict[tuple[str, ...], tuple[Table, int]] = {}
    frames = []
    for table in tables:
        long = _asked(table if "value" in table.header else _long(table, expected, period), expected)
        columns = _columns(long, expected)
        for index, key in enumerate(zip(*(columns[name] for name in KEY), strict=True)):
            if key in first:
                other, before = first[key]
                what = ", ".join(part for part in key if part)
                raise BadTable("values.twice", long.place(index), key=what, other=other.place(before).text())
            first[key] = long, index
        frames.append(pl.DataFrame(columns, schema=COLUMNS))
    return Values.of(pl.concat(frames)) if frames else Values.of(pl.DataFrame(schema=COLUMNS))


def _long(table: Table, expected: Expected, period: str | None) -> Table:
    """A wide table as a long one; blank cells say nothing."""
    if "period" not in table.header and period is None:
        raise BadUse("values.no_period", Place(table.name))
    area, facts = table.header[0], [name for name in table.header[1:] if name not in ("period", *_REMARKS)]
    if area not in ("area", "id", "city", "kato") and area in expected.aliases:
        raise BadTable("values.no_area", Place(table.name, 1))
    rows, numbers = [], []
    for index, number in enumerate(table.numbers):
        for fact in facts:
            cell = table.columns[fact][index]
            if cell.strip():
                when = table.columns["period"][index] if "period" in table.header else str(period)
                rows.append((table.columns[area][index], fact, when, cell))
                numbers.append(number)
    return Table(table.name, ("area", "fact", "period", "value"), rows, numbers)


def _asked(table: Table, expected: Expected) -> Table:
    """A long table without the rows of other standards' facts."""
    column = next((name for name in ("fact", "indicator") if name in table.header), None)
    if column is None or not expected.others:
        return table
    at = table.header.index(column)
    here = [index for index, row in enumerate(table.rows) if row[at].strip() not in expected.others]
    return Table(table.name, table.header, [table.rows[one] for one in here], [table.numbers[one] for one in here])


def _columns(table: Table, expected: Expected) -> dict[str, list[str] | list[float | None]]:
    header = ["fact" if name == "indicator" and "fact" not in table.header else name for name in table.header]
    cells = {
        name: [cell.strip() for cell in table.columns[given]] for name, given in zip(header, table.header, strict=True)
    }
    for name in ("area", "fact", "period"):
        if name not in cells:
            raise BadTable("values.no_column", Place(table.name, 1), column=name)
    for name in header:
        if name not in COLUMNS and name not in _REMARKS:
            raise BadTable("values.column", Place(table.name, 1, name), column=name, known=_near(name, COLUMNS))
    count = len(table.rows)
    text = {name: cells.get(name, [""] * count) for name in COLUMNS if name not in NUMBERS}
    text["fact"] = _known(table, "fact", text["fact"], expected.facts, expected.aliases)
    text["area"] = _known(table, "area", text["area"], expected.areas, {})
    text["status"] = [status or "declared" for status in text["status"]]
    text["boundary"] = [own or area for own, area in zip(text["boundary"], text["area"], strict=True)]
    _each(table, "status", text["status"], lambda cell: cell in STATUSES, "values.status")
    _each(table, "period", text["period"], _is_period, "values.period")
    _each(table, "quality", text["quality"], lambda cell: cell in ("", "1", "2", "3", "4", "5", "6"), "values.quality")
    if expected.areas is not None:
        _known(table, "boundary", text["boundary"], expected.areas, {})
    for name in ("recorded_at", "known_until"):
        _each(table, name, text[name], lambda cell: not cell or _is_date(cell), "values.date")
    numbers = {name: _numbers(table, name, cells.get(name, [""] * count), text["fact"], expected) for name in NUMBERS}
    _check_numbers(table, text, numbers, expected)
    return {**text, **numbers}


def _known(
    table: Table, column: str, cells: list[str], known: Collection[str] | None, aliases: Mapping[str, str]
) -> list[str]:
    """The cells with aliases resolved; each distinct one is looked at once."""
    names = {cell: aliases.get(cell, cell) for cell in set(cells)}
    for cell, name in names.items():
        if not cell:
            raise BadTable("values.blank", table.place(cells.index(cell), column), column=column)
        if known is not None and name not in known:
            place = table.place(cells.index(cell), column)
            raise BadTable(f"values.unknown_{column}", place, value=cell, known=_near(cell, [*known, *aliases]))
    return [names[cell] for cell in cells]


def _near(value: str, known: Collection[str]) -> str:
    """The names nearest to a value, each once, whether it is a fact's or an indicator's or both."""
    names = set(known)
    return ", ".join(get_close_matches(value, sorted(names), 2, 0.5) or sorted(names)[:8])


def _each(table: Table, column: str, cells: list[str], good: Callable[[str], bool], code: str) -> None:
    for cell in set(cells):
        if not good(cell):
            raise BadTable(code, table.place(cells.index(cell), column), value=cell)


def _is_period(cell: str) -> bool:
    return bool(_PERIOD.fullmatch(cell)) and (len(cell) < 10 or _is_date(cell)) and cell >= "0001"


def _is_date(cell: str) -> bool:
    try:
        date.fromisoformat(cell[:10])
    except ValueError:
        return False
    return len(cell) >= 10 and cell[4] == "-"


def _numbers(table: Table, column: str, cells: list[str], facts: list[str], expected: Expected) -> list[float | None]:
    if column == "value" and expected.yes_no:
        cells = [
            _YES_NO.get(cell.lower(), cell) if fact in expected.yes_no else cell
            for cell, fact in zip(cells, facts, strict=True)
        ]
    plain = pl.Series(cells, dtype=pl.String).replace("", None)
    if plain.str.contains(_PLAIN).all():
        found = plain.cast(pl.Float64).to_list()
        if all(number is None or isfinite(number) for number in found):
            return found
    return [
        number_of(cell, table.place(index, column), expected.decimal_comma) if cell else None
        for index, cell in enumerate(cells)
    ]


def _check_numbers(
    table: Table, text: Mapping[str, list[str]], numbers: Mapping[str, list[float | None]], expected: Expected
) -> None:
    """Impossible numbers are refused; a questioned or rejected row may keep one, since it counts for nothing."""
    for index, (fact, value) in enumerate(zip(text["fact"], numbers["value"], strict=True)):
        if value is not None and text["status"][index] not in ("questioned", "rejected"):
            _check_value(table, index, fact, value, expected)
        low, high = numbers["lower"][index], numbers["upper"][index]
        if value is not None and ((low is not None and low > value) or (high is not None and high < value)):
            raise BadTable("values.interval", table.place(index, "lower"), low=low, value=value, high=high)
        over, under = numbers["numerator"][index], numbers["denominator"][index]
        if under is not None and under <= 0:
            raise BadTable("values.denominator", table.place(index, "denominator"), value=f"{under:g}")
        if fact in expected.shares and over is not None and under is not None and over > under:
            raise BadTable("values.part", table.place(index, "numerator"), part=f"{over:g}", whole=f"{under:g}")


def _check_value(table: Table, index: int, fact: str, value: float, expected: Expected) -> None:
    if fact in expected.shares and not 0 <= value <= 100:
        raise BadTable("values.share", table.place(index, "value"), value=f"{value:g}", fact=fact)
    if fact in expected.levels and not 0 <= value <= 5:
        raise BadTable("values.level", table.place(index, "value"), value=f"{value:g}", fact=fact)
    if fact in expected.yes_no and value not in (0, 1):
        raise BadTable("values.yes_no", table.place(index, "value"), value=f"{value:g}", fact=fact)
