"""A new edition of a standard: a copy that says it is a draft and has no legal act yet."""

import re
from pathlib import Path

from qala.errors import BadFile, BadUse, Place
from qala.files import read_text
from qala.standard import parse_standard
from qala.standard.lint.fault import PLAIN_ID
from qala.standard.model import Act
from qala.standard.read import pack_files

TOML = "standard.toml"
_HEADER = re.compile(r"\s*\[\s*([\w.-]+)\s*\]\s*(#.*)?")
_KEY = re.compile(r"(\s*(\w+)\s*=\s*)(\"[^\"]*\"|'[^']*'|[^#]*?)(\s*#.*|\s*)")
_ACT_KEY = re.compile(r"\s*(valid_from\s*=|act\s*[.=])")


def new_edition(folder: Path, source: Path, edition: str | None = None, id_: str | None = None) -> None:
    """Copies the pack in `source` into a new folder, with another edition (by default the old one and `-draft`).

    Its status is draft; the act and the day from which it holds are taken out; all else, comments too, stays.
    Raises BadUse where id or edition cannot be one, BadFile where something is there or nothing can be written.
    """
    files = {path.relative_to(source).as_posix(): read_text(path) for path in pack_files(source)}
    old = parse_standard(files)
    told = {
        "id": old.id if id_ is None else id_,
        "edition": f"{old.edition}-draft".lstrip("-") if edition is None else edition,
        "status": "draft",
    }
    if not PLAIN_ID.fullmatch(told["id"]):
        raise BadUse("standard.new_id", id=told["id"])
    if not PLAIN_ID.fullmatch(told["edition"]):
        raise BadUse("authoring.bad_edition", value=told["edition"])
    if told["id"] == old.id and told["edition"] == old.edition:
        raise BadUse("authoring.same_edition", edition=old.edition)
    if folder.resolve().is_relative_to(source.resolve()):
        raise BadUse("authoring.inside", folder=folder, source=source)
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise BadFile("assess.not_empty", Place(str(folder)))
    files[TOML] = drafted(files[TOML], told)
    new = parse_standard(files)
    if {"id": new.id, "edition": new.edition, "status": new.status} != told or new.act != Act():
        raise BadFile("authoring.by_hand", Place(str(source / TOML)))
    try:
        _write(folder, files)
    except OSError as error:
        raise BadFile("cli.cannot_write", Place(str(folder)), problem=error.strerror or str(error)) from error


def drafted(toml: str, told: dict[str, str]) -> str:
    """standard.toml with these keys of [standard] as told, and without its act and its day."""
    lines, part, start, lacking = [], "", 0, dict(told)
    for line in re.split(r"\r?\n", toml.rstrip("\r\n")):
        header = _HEADER.fullmatch(line)
        part = header[1] if header else part
        if _of_act(line, part):
            continue
        key = _KEY.fullmatch(line) if part == "standard" and not header else None
        lines.append(f'{key[1]}"{lacking.pop(key[2])}"{key[4]}' if key and key[2] in lacking else line)
        start = len(lines) if header and part == "standard" else start
    lines[start:start] = [f'{name} = "{value}"' for name, value in lacking.items()]
    return "\n".join(lines) + "\n"


def _of_act(line: str, part: str) -> bool:
    """Whether a line tells the act, or the day from which an edition holds; a remark is neither."""
    if part == "standard.act":
        return bool(line.strip()) and not line.lstrip().startswith("#")
    return part == "standard" and bool(_ACT_KEY.match(line))


def _write(folder: Path, files: dict[str, str]) -> None:
    for name, content in files.items():
        target = folder / name
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(content, encoding="utf-8", newline="")
