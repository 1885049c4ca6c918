"""The ASEM data as a pack and values of Qala, made from formats.md alone; and the reference engine's results."""

import csv
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

import polars as pl
import pytest

from qala.areas.model import Area, Areas, Text
from qala.engine import Settings, assess
from qala.standard import Standard, parse_standard
from qala.values.model import COLUMNS, NUMBERS, Values

FOLDER = Path(__file__).parents[3] / "shared/data/asem"
GROUPS = ("GDP_group", "GDPpc_group", "Pop_group", "EurAsia_group")
DENOMINATORS = ("Area", "Energy", "GDP", "Population")


def table(name: str) -> list[dict[str, str]]:
    if not FOLDER.is_dir():
        pytest.skip("the ASEM data (../shared/data/asem beside the repository) is not here")
    with (FOLDER / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def number(cell: str) -> float | None:
    return None if cell in ("", "NA", "NaN") else float(cell.replace("Inf", "inf"))


@cache
def meta() -> tuple[dict[str, str], ...]:
    return tuple(table("iMeta.csv"))


def indicators() -> list[dict[str, str]]:
    return [row for row in meta() if row["Type"] == "Indicator"]


@cache
def places() -> Areas:
    records = [
        Area(row["uCode"], Text(row["uName"], row["uName"], row["uName"]), groups={name: row[name] for name in GROUPS})
        for row in table("iData.csv")
    ]
    return Areas(tuple(records))


@cache
def raw() -> Values:
    """The raw data of 2018, and the denominators beside it."""
    codes = [row["iCode"] for row in indicators()] + list(DENOMINATORS)
    return values({row["uCode"]: {code: number(row[code]) for code in codes} for row in table("iData.csv")})


def step(name: str) -> Values:
    """A table of the reference engine's own steps as values."""
    return values({row.pop("uCode"): {code: number(cell) for code, cell in row.items()} for row in table(name)})


def values(rows: Mapping[str, Mapping[str, float | None]]) -> Values:
    blank: dict[str, object] = {name: None if name in NUMBERS else "" for name in COLUMNS}
    full = [
        {**blank, "area": area, "fact": code, "period": "2018", "value": value, "status": "official", "boundary": area}
        for area, cells in rows.items()
        for code, value in cells.items()
        if value is not None
    ]
    return Values.of(pl.DataFrame(full, schema=COLUMNS))


@dataclass(frozen=True)
class Pack:
    """What a variant says beyond the plain pack: tables of standard.toml, cells by indicator and node."""

    toml: str = ""
    cells: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    nodes: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    denominators: bool = False
    files: Mapping[str, str] = field(default_factory=dict)

    def standard(self) -> Standard:
        about = '[standard]\nid = "asem"\nedition = "2018"\ntitle = "ASEM"\n[areas]\n' + (
            "" if "reference" in self.toml else 'reference = "assessed"\n'
        )
        return parse_standard(
            {"standard.toml": about + self.toml, "tree.csv": self._tree(), "indicators.csv": self._indicators()}
            | dict(self.files)
        )

    def _tree(self) -> str:
        extra = sorted({name for cells in self.nodes.values() for name in cells})
        lines = [",".join(["id", "parent", "weight", *extra])]
        for row in meta():
            if row["Type"] == "Aggregate":
                cells = self.nodes.get(row["iCode"], self.nodes.get(row["Level"], {}))
                lines.append(",".join([row["iCode"], row["Parent"], row["Weight"], *(cells.get(n, "") for n in extra)]))
        return "\n".join(lines) + "\n"

    def _indicators(self) -> str:
        extra = sorted({name for cells in self.cells.values() for name in cells})
        lines = [",".join(["id", "parent", "weight", "direction", "transform", "target", *extra])]
        for row in indicators():
            per = f"per:{row['Denominator']}:1" if self.denominators and row["Denominator"] else ""
            direction = "lower" if row["Direction"] == "-1" else "higher"
            cells = self.cells.get(row["iCode"], {})
            own = [row["iCode"], row["Parent"], row["Weight"], direction, per, row["Target"]]
            lines.append(",".join([*own, *(cells.get(name, "") for name in extra)]))
        lines += [f"{name},Physical,,context" + "," * (len(extra) + 2) for name in DENOMINATORS]
        return "\n".join(lines) + "\n"

    def assess(self, figures: Values) -> "Answer":
        return Answer(assess(self.standard(), figures, Settings(("2018",)), places()))


@dataclass(frozen=True)
class Answer:
    document: dict[str, object]

    def column(self, kind: str, name: str) -> dict[tuple[str, str], float | None]:
        """(area, id): one number of all rows, `nodes` or `indicators`."""
        rows: list[dict[str, object]] = self.document[kind]  # type: ignore[assignment]
        key = kind[:-1]
        return {(row["area"], row[key]): row[name] for row in rows}  # type: ignore[misc]

    def states(self, kind: str) -> dict[tuple[str, str], str]:
        """(area, id): the state of all rows."""
        rows: list[dict[str, str]] = self.document[kind]  # type: ignore[assignment]
        return {(row["area"], row[kind[:-1]]): row["state"] for row in rows}

    def degrees(self) -> dict[tuple[str, str], float | None]:
        return self.column("nodes", "degree") | self.column("indicators", "degree")


def expected(name: str) -> dict[tuple[str, str], float | None]:
    return {(row["uCode"], code): number(cell) for row in table(name) for code, cell in row.items() if code != "uCode"}


def differences(
    found: Mapping[tuple[str, str], float | None], wanted: Mapping[tuple[str, str], float | None]
) -> list[str]:
    """Where two tables differ by more than 1e-9 of the larger, or one has a number and the other none."""
    return [f"{key}: {found.get(key)}, not {want}" for key, want in wanted.items() if not close(found.get(key), want)]


def close(one: float | None, other: float | None) -> bool:
    if one is None or other is None:
        return one is other
    return abs(one - other) <= 1e-9 * max(1.0, abs(other))
