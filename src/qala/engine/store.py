"""An assessment on disk: a folder with assessment.json and its tables as Parquet, whole or not there at all."""

import json
import os
import shutil
import tempfile
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import polars as pl

from qala.engine.digest import assessment_digest
from qala.errors import BadFile, Place
from qala.files import read_text

TABLES = ("nodes", "indicators", "characteristics", "findings")


def write_assessment(document: Mapping[str, Any], folder: Path) -> None:
    """Writes the folder beside its place and renames it there. Raises BadFile where something stands there already."""
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise BadFile("assess.not_empty", Place(str(folder)))
    folder.parent.mkdir(parents=True, exist_ok=True)
    work = Path(tempfile.mkdtemp(dir=folder.parent, prefix=f".{folder.name}-"))
    try:
        for name in TABLES:
            pl.DataFrame(document[name], infer_schema_length=None).write_parquet(work / f"{name}.parquet")
        with (work / "assessment.json").open("w", encoding="utf-8") as file:
            json.dump(document, file, ensure_ascii=False, allow_nan=False)
            file.flush()
            os.fsync(file.fileno())
        work.chmod(0o755)
        work.replace(folder)
    except BaseException:
        shutil.rmtree(work, ignore_errors=True)
        raise


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
