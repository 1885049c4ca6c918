"""All cases of a part of an assessment: its rows sorted out once, whatever their number."""

from collections.abc import Mapping
from typing import Any

from qala.publish.case import Case
from qala.standard import Standard
from qala.texts import Language

TABLES = ("nodes", "indicators", "characteristics")


def cases_of(document: Mapping[str, Any], standard: Standard, basis: str, language: Language) -> list[Case]:
    """A case for each area and period that the document has rows of, in the order of its rows."""
    tables: dict[tuple[str, str], dict[str, list[Mapping[str, Any]]]] = {}
    robust = (document["robustness"] or {"nodes": ()})["nodes"]
    for name, rows in (*((table, document[table]) for table in TABLES), ("robust", robust)):
        for row in rows:
            if row["basis"] == basis:
                key = (row["area"], row["period"])
                tables.setdefault(key, {one: [] for one in (*TABLES, "robust")})[name].append(row)
    found = []
    for (area, period), mine in tables.items():
        own = {name: mine[name] for name in TABLES}
        robustness = document["robustness"] and {**document["robustness"], "nodes": mine["robust"]}
        part = {**document, **own, "robustness": robustness}
        found.append(Case.of(part, standard, area, period, basis, language))
    return found
