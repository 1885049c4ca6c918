"""The contents of evidence: in QALA_HOME/evidence, by their digest, each there whole or not at all."""

import os
import tempfile
from pathlib import Path

from qala.files.home import home


def file_of(digest: str) -> Path:
    """Where the content of a digest lies."""
    return home() / "evidence" / digest[:2] / digest


def keep(digest: str, content: bytes) -> None:
    """Writes a content, on the disk before it has its name; nothing where it is there already. Raises OSError."""
    target = file_of(digest)
    if target.is_file():
        return
    target.parent.mkdir(parents=True, exist_ok=True)
    descriptor, name = tempfile.mkstemp(dir=target.parent, prefix=".evidence-")
    try:
        with os.fdopen(descriptor, "wb") as out:
            out.write(content)
            out.flush()
            os.fsync(out.fileno())
        Path(name).replace(target)
        _sync(target.parent)
    finally:
        Path(name).unlink(missing_ok=True)


def _sync(folder: Path) -> None:
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
