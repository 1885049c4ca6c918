"""Small GeoJSON files, made by hand."""

import json
from typing import Any

Ring = list[list[float]]


def box(west: float, south: float, east: float, north: float) -> Ring:
    return [[west, south], [east, south], [east, north], [west, north], [west, south]]


def feature(name: object, *rings: Ring) -> dict[str, Any]:
    geometry = {"type": "Polygon", "coordinates": list(rings)}
    return {"type": "Feature", "properties": {"name": name}, "geometry": geometry}


def collection(*features: Any, **more: Any) -> bytes:
    return json.dumps({"type": "FeatureCollection", "features": list(features), **more}).encode()


TWO = collection(feature("West", box(50, 45, 60, 50)), feature("East", box(60, 45, 70, 50)))
"""Two neighbours."""
