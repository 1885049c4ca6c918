"""The digest of an assessment: the same inputs and settings give the same, on any machine."""

import hashlib
import math
from collections.abc import Mapping
from typing import Any

import rfc8785

from qala.areas.model import Area, Areas


def canonical_sha256(content: Any) -> str:
    """SHA-256 of the RFC 8785 canonical form."""
    return hashlib.sha256(rfc8785.dumps(content)).hexdigest()


def assessment_digest(document: Mapping[str, Any]) -> str:
    """`sha256:` and the digest of inputs, settings, engine and cells.

    Of each cell of a node: degree rounded to 6 decimals, band, points, rank, known, asked, state; of each indicator:
    degree, band, state. Neither the robustness nor a signature is in it.
    """
    cells = [
        [
            *(cell[key] for key in ("basis", "period", "area", "node")),
            _rounded(cell["degree"]),
            *(cell[key] for key in ("band", "points", "rank", "known", "asked", "state")),
        ]
        for cell in document["nodes"]
    ]
    indicators = [
        [
            *(cell[key] for key in ("basis", "period", "area", "indicator")),
            _rounded(cell["degree"]),
            *(cell[key] for key in ("band", "state")),
        ]
        for cell in document["indicators"]
    ]
    said = {
        "inputs": {key: document[key]["sha256"] for key in ("standard", "areas", "values")},
        "records": [record["sha256"] for record in document["records"]],
        "settings": document["settings"],
        "known_at": document["values"]["known_at"],
        "engine": document["engine"],
        "cells": sorted(cells, key=lambda cell: cell[:4]),
        "indicators": sorted(indicators, key=lambda cell: cell[:4]),
    }
    return "sha256:" + canonical_sha256(said)


def areas_sha256(areas: Areas) -> str:
    """The digest of all records and events of places, whatever their order was."""
    records = sorted((area_row(area) for area in areas.records), key=lambda row: (row["id"], row["valid_from"]))
    events = sorted([[e.date, e.kind, e.from_, e.to, e.share, e.basis] for e in areas.events], key=str)
    return canonical_sha256({"records": records, "events": events})


def area_row(area: Area) -> dict[str, Any]:
    """A place as it stands in an assessment."""
    return {
        "id": area.id,
        "name": {"kk": area.name.kk, "ru": area.name.ru, "en": area.name.en},
        **{key: getattr(area, key) for key in ("parent", "kind", "valid_from", "valid_to", "successor")},
        **{key: getattr(area, key) for key in ("population", "area_km2", "lon", "lat")},
        "groups": dict(area.groups),
    }


def _rounded(degree: float | None) -> float | None:
    if degree is None:
        return None
    return math.copysign(math.floor(abs(degree) * 1e6 + 0.5) / 1e6, degree)
