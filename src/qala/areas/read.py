"""Reading places and their events."""

from collections.abc import Mapping
from datetime import date
from itertools import pairwise
from pathlib import Path

from qala.areas.model import FICTIONAL, Area, AreaEvent, Areas, Text
from qala.errors import BadTable
from qala.files import Table, number_of, read_table

_OWN = {"id", "parent", "kind", "name_kk", "name_ru", "name_en", "name", "valid_from", "valid_to", "successor"}
_LIMITS = {"lon": (-180.0, 180.0), "lat": (-90.0, 90.0), "population": (0.0, 1e10), "area_km2": (0.0, 1e9)}
EVENT_KINDS = ("split", "merger", "renaming", "boundary")


def read_areas(path: Path, events: Path | None = None) -> Areas:
    """The places in a table, and the events in `area_events.csv` beside it or in the file named.

    Raises BadFile or BadTable with file, row and column.
    """
    beside = path.with_name("area_events.csv")
    if events is None and beside.is_file():
        events = beside
    return areas_of(read_table(path), read_table(events) if events else None)


def areas_of(table: Table, events: Table | None = None) -> Areas:
    """The places and events in tables."""
    if "id" not in table.header:
        raise BadTable("areas.no_id", table.place(0) if table.rows else None, name=table.name)
    rows = [dict(zip(table.header, (cell.strip() for cell in row), strict=True)) for row in table.rows]
    records = tuple(_area(table, index, row) for index, row in enumerate(rows))
    ids = {record.id for record in records}
    _check_dates(table, records)
    for index, record in enumerate(records):
        for column, named in (("parent", record.parent), *(("successor", one) for one in record.successor.split(";"))):
            if named and named not in ids:
                raise BadTable("areas.unknown", table.place(index, column), value=named)
    _refuse_circles(table, records)
    return Areas(records, _events(events, ids) if events else ())


def _area(table: Table, index: int, row: Mapping[str, str]) -> Area:
    if not row["id"]:
        raise BadTable("areas.blank_id", table.place(index, "id"))
    _check_fictional(table, index, row)
    names = [row.get(name, "") for name in ("name", "name_en", "name_ru", "name_kk")]
    plain = next((name for name in names if name), row["id"])
    for column in ("valid_from", "valid_to"):
        _check_date(table, index, column, row.get(column, ""))
    if row.get("valid_to") and row["valid_to"] <= row.get("valid_from", ""):
        raise BadTable("areas.dates", table.place(index, "valid_to"), first=row["valid_from"], last=row["valid_to"])
    return Area(
        id=row["id"],
        name=Text(*(row.get(f"name_{language}", "") or plain for language in ("kk", "ru", "en"))),
        parent=row.get("parent", ""),
        kind=row.get("kind", ""),
        valid_from=row.get("valid_from", ""),
        valid_to=row.get("valid_to", ""),
        successor=row.get("successor", ""),
        population=_number(table, index, "population", row),
        area_km2=_number(table, index, "area_km2", row),
        lon=_number(table, index, "lon", row),
        lat=_number(table, index, "lat", row),
        groups={name: cell for name, cell in row.items() if name not in _OWN | _LIMITS.keys()},
    )


def _check_fictional(table: Table, index: int, row: Mapping[str, str]) -> None:
    said = row.get(FICTIONAL, "")
    if said not in ("", "yes", "no"):
        raise BadTable("areas.fictional", table.place(index, FICTIONAL), value=said)
    if said == "yes" and not row["id"][0].isalpha():
        raise BadTable("areas.fictional_id", table.place(index, "id"), id=row["id"])


def _number(table: Table, index: int, column: str, row: Mapping[str, str]) -> float | None:
    number = number_of(row.get(column, ""), table.place(index, column))
    low, high = _LIMITS[column]
    if number is not None and not low <= number <= high:
        raise BadTable(
            "areas.limits", table.place(index, column), value=f"{number:g}", low=f"{low:g}", high=f"{high:g}"
        )
    return number


def _check_date(table: Table, index: int, column: str, cell: str) -> None:
    try:
        if cell and date.fromisoformat(cell).isoformat() != cell:
            raise ValueError
    except ValueError as error:
        raise BadTable("areas.date", table.place(index, column), value=cell) from error


def _check_dates(table: Table, records: tuple[Area, ...]) -> None:
    order = sorted(range(len(records)), key=lambda index: (records[index].id, records[index].valid_from))
    for one, other in pairwise(order):
        first, second = records[one], records[other]
        if first.id == second.id and (not first.valid_to or first.valid_to > second.valid_from):
            raise BadTable("areas.overlap", table.place(other, "valid_from"), id=first.id, other=table.numbers[one])


def _refuse_circles(table: Table, records: tuple[Area, ...]) -> None:
    parents = {record.id: record.parent for record in records}
    for index, record in enumerate(records):
        path = [record.id]
        while parents.get(path[-1]):
            path.append(parents[path[-1]])
            if path[-1] in path[:-1]:
                raise BadTable("areas.circle", table.place(index, "parent"), path=" → ".join(path))


def _events(table: Table, ids: set[str]) -> tuple[AreaEvent, ...]:
    found = []
    for index, cells in enumerate(table.rows):
        row = dict(zip(table.header, (cell.strip() for cell in cells), strict=True))
        _check_date(table, index, "date", row.get("date", "") or "-")
        kind = row.get("kind", "").replace("change of boundary", "boundary")
        if kind not in EVENT_KINDS:
            raise BadTable("areas.event", table.place(index, "kind"), value=kind, known=", ".join(EVENT_KINDS))
        for column in ("from", "to"):
            if row.get(column) and row[column] not in ids:
                raise BadTable("areas.unknown", table.place(index, column), value=row[column])
        share = number_of(row.get("share", ""), table.place(index, "share"))
        if share is not None and not 0 <= share <= 1:
            raise BadTable("areas.limits", table.place(index, "share"), value=f"{share:g}", low="0", high="1")
        found.append(AreaEvent(row["date"], kind, row.get("from", ""), row.get("to", ""), share, row.get("basis", "")))
    return tuple(found)
