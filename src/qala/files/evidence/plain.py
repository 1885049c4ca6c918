"""Text, tables and maps as text: in UTF-8 or Windows-1251, without markup, control characters or formulas."""

import json
import re
from typing import Any, NoReturn

from qala.errors import BadFile, Place
from qala.files.evidence.kinds import Kind

MOST_VALUES = 3_000_000
"""Of a JSON file; reading one takes some hundred bytes of memory."""
GEOJSON = frozenset(
    (
        "Feature", "FeatureCollection", "GeometryCollection", "LineString", "MultiLineString", "MultiPoint",
        "MultiPolygon", "Point", "Polygon",
    )
)  # fmt: skip
_CONTROL = re.compile("[\0-\x08\x0b\x0e-\x1f\x7f]")
_FORMULA = re.compile(
    r"""(?:^|[,;\t])[ "']*(?:=(?![=\s,;]|$)|[@+\-][^\s,;\t\d.@+\-][^,;\t\n]*[(|])""", re.MULTILINE
)  # fmt: skip
"""A cell that a spreadsheet program would compute, whichever mark it takes to part cells; not `+7 701` or `-5,2`."""


def check_plain(content: bytes, kind: Kind, place: Place) -> None:
    """Raises BadFile where it is not what its ending says."""
    text = _decoded(content, kind, place)
    if _CONTROL.search(text):
        raise BadFile("evidence.not_text", place)
    if text.lstrip("\ufeff \t\r\n\f").startswith("<"):
        raise BadFile("evidence.markup", place)
    if kind.name in ("json", "geojson"):
        _check_json(text, kind, place)
    elif kind.name == "csv" and (found := _FORMULA.search(text)):
        raise BadFile("evidence.formula", Place(place.file, text.count("\n", 0, found.start() + 1) + 1))


def _decoded(content: bytes, kind: Kind, place: Place) -> str:
    if b"\0" in content:
        raise BadFile("evidence.not_text", place)
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        if kind.name in ("json", "geojson"):
            raise BadFile("evidence.encoding", place) from error
    try:
        return content.decode("cp1251")
    except UnicodeDecodeError as error:
        raise BadFile("evidence.encoding", place) from error


def _check_json(text: str, kind: Kind, place: Place) -> None:
    if sum(map(text.count, "[{,")) > MOST_VALUES:
        raise BadFile("evidence.many_values", place, limit=MOST_VALUES)
    try:
        told: Any = json.loads(text, parse_constant=_no_number)
    except (ValueError, RecursionError) as error:
        raise BadFile("evidence.not_json", place) from error
    if kind.name == "geojson" and not (isinstance(told, dict) and told.get("type") in list(GEOJSON)):
        raise BadFile("evidence.not_geojson", place)


def _no_number(said: str) -> NoReturn:
    raise ValueError(said)
