"""Papers that were made: in QALA_HOME/papers under their digest, each there whole or not at all. All of them can be
made again.
"""

import os
import tempfile
from collections.abc import Callable
from hashlib import file_digest
from pathlib import Path
from typing import IO

from qala.files.home import home


def file_of(digest: str) -> Path:
    """Where the content of a digest lies."""
    return home() / "papers" / digest[:2] / digest


def keep(write: Callable[[IO[bytes]], object]) -> str:
    """Keeps what a function writes; gives its SHA-256. Raises OSError, and what the function raises."""
    folder = home() / "papers"
    folder.mkdir(parents=True, exist_ok=True)
    descriptor, name = tempfile.mkstemp(dir=folder, prefix=".paper-")
    try:
        with os.fdopen(descriptor, "w+b") as out:
            write(out)
            out.seek(0)
            digest = file_digest(out, "sha256").hexdigest()
            out.flush()
            os.fsync(out.fileno())
        target = file_of(digest)
        target.parent.mkdir(exist_ok=True)
        Path(name).replace(target)
    finally:
        Path(name).unlink(missing_ok=True)
    return digest


def drop(digest: str) -> None:
    """Takes a paper away that a newer one is in the place of."""
    file_of(digest).unlink(missing_ok=True)
