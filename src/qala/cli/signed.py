"""What `qala verify` says of a signature."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from qala.errors import CheckFailed
from qala.files.text import read_bytes
from qala.publish.signature import KEYS_LIMIT, SIGNATURE_LIMIT, Signature, Standing, judge, read_keys, read_signature
from qala.texts import Language, text

NAME = "assessment.sig"


@dataclass(frozen=True)
class Found:
    """A signature and what can be said of it. standing: None where no keys were given to hold it against."""

    signature: Signature
    standing: Standing | None
    fields: Mapping[str, object]

    def as_json(self) -> dict[str, Any]:
        """As `--json` prints it."""
        made = {"key": self.signature.key, "signed_at": self.signature.signed_at}
        return {**made, "standing": str(self.standing or "unheld")}

    def said(self, language: Language) -> str:
        """The sentence where nothing is wrong. Raises CheckFailed where something is."""
        if self.standing in (None, Standing.VALID):
            return text(f"signature.{self.standing or 'unheld'}", language, **self.fields)
        raise CheckFailed(f"signature.{self.standing}", **self.fields)


def signature_of(path: Path, digest: str, file: Path | None, keys: Path | None) -> Found | None:
    """The signature in a file, else beside the assessment; None where there is none. Raises BadFile.

    That it is of another assessment is told without keys too.
    """
    beside = (path if path.is_dir() else path.parent) / NAME
    if file is None and not beside.is_file() and keys is None:
        return None
    source = file or beside
    found = read_signature(read_bytes(source, SIGNATURE_LIMIT), str(source))
    known = read_keys(read_bytes(keys, KEYS_LIMIT), str(keys)) if keys else ()
    standing: Standing | None = judge(found, digest, known)
    if keys is None and standing is Standing.KEY_UNKNOWN:
        standing = None
    reason = next((one.withdrawn for one in known if one.id == found.key), "")
    about = {"key": found.key, "at": found.signed_at, "keys": keys, "reason": reason}
    return Found(found, standing, {**about, "other": found.digest, "digest": digest})
