"""The private key that the site signs publications with."""

import os
import tempfile
from contextlib import suppress
from pathlib import Path

from qala.errors import BadFile, Place
from qala.files.home import home
from qala.publish.signature import new_key

LIMIT = 4096


def signing_key() -> bytes:
    """The key in PEM: of the file that QALA_SIGNING_KEY names, else one that is drawn once and kept in a file that only
    its owner reads. Raises BadFile where it cannot be read.
    """
    told = os.environ.get("QALA_SIGNING_KEY")
    file = Path(told) if told else home() / "signing-key.pem"
    if not told and not file.exists():
        _draw(file)
    try:
        with file.open("rb") as source:
            return source.read(LIMIT)
    except OSError as error:
        raise BadFile("signature.unreadable_key", Place(str(file)), problem=error.strerror or error) from error


def _draw(file: Path) -> None:
    """Whole or not at all, and never over another: who comes second takes the first one's."""
    file.parent.mkdir(parents=True, exist_ok=True)
    descriptor, name = tempfile.mkstemp(dir=file.parent, prefix=".signing-key-")
    try:
        with os.fdopen(descriptor, "wb") as out:
            out.write(new_key())
            out.flush()
            os.fsync(out.fileno())
        with suppress(FileExistsError):
            file.hardlink_to(name)
    finally:
        Path(name).unlink()
