"""An assessment cut into what one page needs, and put together again: a part has the shape of the whole."""

import gzip
import json
from collections.abc import Iterable, Iterator, Mapping
from hashlib import sha256
from typing import Any

from qala.insight import standard_of

Document = Mapping[str, Any]
Key = tuple[str, str, str]
TABLES = ("nodes", "indicators", "characteristics")


def packed(content: object) -> bytes:
    """JSON, compressed."""
    return gzip.compress(json.dumps(content, ensure_ascii=False, separators=(",", ":")).encode(), 6, mtime=0)


def unpacked(content: bytes | memoryview) -> Any:
    """What was packed."""
    return json.loads(gzip.decompress(content))


def fingerprint(packed: bytes | memoryview) -> str:
    """The SHA-256 of what was packed, however it was compressed."""
    return sha256(gzip.decompress(packed)).hexdigest()


def frame_of(document: Document) -> dict[str, Any]:
    """The assessment without its rows, values and findings, and without who is ahead of whom."""
    robustness = document["robustness"]
    return {
        **document,
        **dict.fromkeys(TABLES, ()),
        "values": {**document["values"], "table": {}},
        "findings": (),
        "robustness": robustness and {**robustness, "nodes": (), "ahead": ()},
    }


def cases_of(document: Document) -> Iterator[tuple[Key, dict[str, Any]]]:
    """Each area in each period on each basis, with its rows and the findings at its figures."""
    found: dict[Key, dict[str, Any]] = {}
    tables = {**{name: document[name] for name in TABLES}, "robust": (document["robustness"] or {"nodes": ()})["nodes"]}
    for name, rows in tables.items():
        for row in rows:
            key = (row["area"], row["period"], row["basis"])
            found.setdefault(key, {one: [] for one in (*tables, "findings")})[name].append(row)
    struck: dict[str, list[Mapping[str, Any]]] = {}
    for finding in document["findings"]:
        struck.setdefault(finding["indicator"], []).append(finding)
    for key, case in found.items():
        places = {key[0], *(row["boundary"] for row in case["indicators"])}
        asked = {row["indicator"] for row in case["indicators"]}
        mine = (finding for one, findings in struck.items() if one in asked for finding in findings)
        case["findings"] = [finding for finding in mine if finding["area"] in places]
        yield key, case


def joined(frame: Document, cases: Mapping[Key, Mapping[str, Any]]) -> Document:
    """The part of an assessment that some cases are."""
    areas = {area for area, _, _ in cases}
    rows = [row for row in frame["areas"]["rows"] if row["id"] in areas]
    every = list(cases.values())
    robust = [row for case in every for row in case["robust"]]
    findings = {json.dumps(one, sort_keys=True): one for case in every for one in case["findings"]}
    return {
        **frame,
        **{name: [row for case in every for row in case[name]] for name in TABLES},
        "areas": {**frame["areas"], "rows": rows},
        "findings": list(findings.values()),
        "robustness": frame["robustness"] and {**frame["robustness"], "nodes": robust},
    }


def sheets_of(document: Document) -> Iterator[tuple[tuple[str, str], dict[str, Any]]]:
    """For each period and basis: the degrees of all areas, by node, for the whole and for each characteristic; how many
    figures are known in each branch.
    """
    standard = standard_of(document)
    shown = {standard.root.id, *(one.id for one in standard.industries)}
    found: dict[tuple[str, str], dict[str, Any]] = {}
    for row in document["nodes"]:
        sheet = found.setdefault((row["period"], row["basis"]), {"areas": {}, "known": {}, "characteristics": {}})
        if row["node"] in shown:
            change = row["change"] or {}
            cell = [row["degree"], row["rank"], row["known"], change.get("degrees")]
            sheet["areas"].setdefault(row["area"], {})[row["node"]] = cell
        else:
            sheet["known"][row["node"]] = sheet["known"].get(row["node"], 0) + row["known"]
    for row in document["characteristics"]:
        if row["node"] in shown and row["degree"] is not None:
            traits = found[row["period"], row["basis"]]["characteristics"]
            traits.setdefault(row["characteristic"], {}).setdefault(row["area"], {})[row["node"]] = row["degree"]
    yield from found.items()


def series_of(document: Document) -> Iterator[tuple[str, list[dict[str, Any]]]]:
    """The values of each fact, as they came in."""
    found: dict[str, list[dict[str, Any]]] = {}
    for row in rows_of(document["values"]["table"]):
        found.setdefault(row["fact"], []).append({name: cell for name, cell in row.items() if name != "fact"})
    yield from found.items()


def rows_of(table: Mapping[str, Iterable[Any]]) -> Iterator[dict[str, Any]]:
    """A table of columns as rows."""
    names = list(table)
    for cells in zip(*table.values(), strict=True):
        yield dict(zip(names, cells, strict=True))
