"""An assessment on disk: a folder with assessment.json and its tables as Parquet, whole or not there at all."""

import json
import os
import shutil
import tempfile
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import polars as pl

from qala.engine.digest import assessment_digest
from qala.errors import BadFile, Place
from qala.files import read_text

TABLES = ("nodes", "indicators", "characteristics", "findings")

DISTRIBUTIONS = {
    "area": pl.String, "node": pl.String, "period": pl.String, "basis": pl.String, "kind": pl.String,
    "of": pl.String, "value": pl.Float64,
}  # fmt: skip
"""The columns of robustness.parquet; of each cell every figure of its degree (kind degree, of mean, sd, q05 ...), and
how likely each band (of its id), each rank (of its number) and being ahead of each other area (of its id) is.
"""


def write_assessment(document: Mapping[str, Any], folder: Path) -> None:
    """Writes the folder beside its place and renames it there. Raises BadFile where something stands there already."""
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise BadFile("assess.not_empty", Place(str(folder)))
    folder.parent.mkdir(parents=True, exist_ok=True)
    work = Path(tempfile.mkdtemp(dir=folder.parent, prefix=f".{folder.name}-"))
    try:
        for name in TABLES:
            pl.DataFrame(document[name], infer_schema_length=None).write_parquet(work / f"{name}.parquet")
        if document["robustness"]:
            rows = list(distributions(document["robustness"]))
            pl.DataFrame(rows, schema=DISTRIBUTIONS, orient="row").write_parquet(work / "robustness.parquet")
        with (work / "assessment.json").open("w", encoding="utf-8") as file:
            json.dump(document, file, ensure_ascii=False, allow_nan=False)
            file.flush()
            os.fsync(file.fileno())
        work.chmod(0o755)
        work.replace(folder)
    except BaseException:
        shutil.rmtree(work, ignore_errors=True)
        raise


def distributions(robustness: Mapping[str, Any]) -> Iterator[tuple[str, str, str, str, str, str, float]]:
    """The rows of robustness.parquet; what is not known has none."""
    for row in robustness["nodes"]:
        cell = row["area"], row["node"], row["period"], row["basis"]
        parts = {"band": row["bands"], "rank": row["ranks"], "source": row["sources"]}
        parts["degree"] = {name: row[name] for name in ("mean", "sd", "q05", "q25", "q50", "q75", "q95", "withheld")}
        for kind, figures in parts.items():
            yield from ((*cell, kind, of, value) for of, value in figures.items() if value is not None)
    for table in robustness["ahead"]:
        about = table["node"], table["period"], table["basis"]
        for area, likely in zip(table["areas"], table["probability"], strict=True):
            for other, value in zip(table["areas"], likely, strict=True):
                if value is not None:
                    yield (area, *about, "ahead", other, value)


def read_assessment(path: Path) -> dict[str, Any]:
    """The assessment in a folder or file. Raises BadFile where it is none, or its digest is not its content's."""
    file = path / "assessment.json" if path.is_dir() else path
    try:
        document = json.loads(read_text(file))
    except json.JSONDecodeError as error:
        raise BadFile("assess.not_json", Place(str(file)), line=error.lineno) from error
    if not isinstance(document, dict) or document.get("qala") != "1":
        raise BadFile("assess.not_assessment", Place(str(file)))
    try:
        said, found = document["digest"], assessment_digest(document)
    except (KeyError, TypeError, ValueError) as error:
        raise BadFile("assess.not_assessment", Place(str(file))) from error
    if said != found:
        raise BadFile("assess.tampered", Place(str(file)), said=said, found=found)
    return document
