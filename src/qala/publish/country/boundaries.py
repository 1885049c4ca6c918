"""Boundaries of places from a GeoJSON file, trusted in nothing."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, NoReturn

from shapely import MultiPolygon

from qala.errors import BadFile, Place
from qala.files.text import decode
from qala.publish.country.rings import Shape, Where, mended, polygons_of, refuse_tangles

LIMIT = 32 * 1024 * 1024
FEATURES = 5_000
NAME = 200
"""The most letters of a name."""
_WGS84 = ("CRS84", "EPSG::4326", "EPSG:4326", "EPSG:9.9.1:4326")
_SHOWN = 12
"""So many properties are named where one is not there."""


@dataclass(frozen=True)
class Boundary:
    """A place as a file calls it, and its area in degrees of WGS84 (past 180 where it goes over that meridian)."""

    name: str
    shape: Shape


def read_boundaries(content: bytes, name_property: str, file: str) -> tuple[Boundary, ...]:
    """The features of a GeoJSON FeatureCollection of Polygons and MultiPolygons, named by one of their properties.

    Rings that cross themselves are mended. Raises BadFile, which says the feature (counted from 1).
    """
    if len(content) > LIMIT:
        limits = {"size": len(content) // 2**20, "limit": LIMIT // 2**20}
        raise BadFile("files.too_large", Place(file), **limits)
    features = _features(_parsed(content, file), file)
    names = [_name(one, name_property, Where(file, number)) for number, one in enumerate(features, 1)]
    _refuse_twins(names, file)
    shapes = [_shape(one, Where(file, number)) for number, one in enumerate(features, 1)]
    refuse_tangles(shapes, file)
    whole = (mended(shape, Where(file, number)) for number, shape in enumerate(shapes, 1))
    return tuple(Boundary(name, shape) for name, shape in zip(names, whole, strict=True))


def is_plain(said: str) -> bool:
    """Whether a name or a source can be kept and shown: one line of at most 200 letters."""
    return 0 < len(said) <= NAME and said.isprintable()


def _parsed(content: bytes, file: str) -> object:
    def refuse(word: str) -> NoReturn:
        raise BadFile("country.not_number", Place(file), word=word)

    try:
        return json.loads(decode(content, file), parse_constant=refuse)
    except json.JSONDecodeError as error:
        raise BadFile("country.not_json", Place(file, error.lineno)) from error
    except (ValueError, RecursionError) as error:
        raise BadFile("country.not_json", Place(file)) from error


def _features(document: object, file: str) -> list[Mapping[str, Any]]:
    if not isinstance(document, dict) or document.get("type") != "FeatureCollection":
        raise BadFile("country.not_collection", Place(file))
    _refuse_projection(document.get("crs"), file)
    features = document.get("features")
    if not isinstance(features, list) or not features:
        raise BadFile("country.no_features", Place(file))
    if len(features) > FEATURES:
        raise BadFile("country.too_many", Place(file), count=len(features), limit=FEATURES)
    for number, one in enumerate(features, 1):
        if not isinstance(one, dict) or one.get("type") != "Feature":
            raise Where(file, number).bad("not_feature")
    return features


def _refuse_projection(crs: object, file: str) -> None:
    if crs is None:
        return
    properties = crs.get("properties") if isinstance(crs, dict) else None
    name = properties.get("name") if isinstance(properties, dict) else None
    if not isinstance(name, str) or not name.endswith(_WGS84):
        raise BadFile("country.projection", Place(file), name=_shown(name))


def _name(feature: Mapping[str, Any], name_property: str, where: Where) -> str:
    properties = feature.get("properties")
    known = properties if isinstance(properties, dict) else {}
    if name_property not in known:
        have = ", ".join(_shown(one) for one in list(known)[:_SHOWN]) or "–"
        raise where.bad("no_property", property=_shown(name_property), have=have)
    value = known[name_property]
    written = str(value) if type(value) is int else value
    if not isinstance(written, str) or not is_plain(written.strip()):
        raise where.bad("not_name", property=_shown(name_property), value=_shown(value))
    return written.strip()


def _refuse_twins(names: Sequence[str], file: str) -> None:
    first: dict[str, int] = {}
    for number, name in enumerate(names, 1):
        if first.setdefault(name, number) != number:
            raise Where(file, number).bad("twice", name=name, other=first[name])


def _shape(feature: Mapping[str, Any], where: Where) -> MultiPolygon:
    geometry = feature.get("geometry")
    kind = geometry.get("type") if isinstance(geometry, dict) else None
    if not isinstance(geometry, dict) or kind not in ("Polygon", "MultiPolygon"):
        raise where.bad("not_polygon", kind=_shown(kind))
    return polygons_of(kind, geometry.get("coordinates"), where)


def _shown(value: object) -> str:
    """A value from the file as an error may repeat it: short, without what would move the cursor."""
    written = value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)[:80]
    return "".join(letter if letter.isprintable() else "?" for letter in written[:60])
