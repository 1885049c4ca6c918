"""The file of a backup: a .tar.gz whose last member, manifest.json, says what is in it."""

import gzip
import hashlib
import json
import os
import tarfile
import tempfile
import zlib
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath
from typing import IO, Any

from qala.errors import BadFile, Place

MANIFEST, FORMAT = "manifest.json", 1
PIECE = 2**20
LARGEST_MANIFEST = 64 * 2**20
Manifest = dict[str, Any]


@dataclass
class Writer:
    """Adds members one by one. about: what the manifest says of each."""

    tar: tarfile.TarFile
    folder: Path
    about: list[dict[str, Any]] = field(default_factory=list)

    def add(self, name: str, pieces: Iterable[bytes], **more: Any) -> int:
        """A member of pieces; gives how many pieces there were."""
        count, digest = 0, hashlib.sha256()
        with tempfile.TemporaryFile(dir=self.folder) as spool:
            for piece in pieces:
                count += 1
                digest.update(piece)
                spool.write(piece)
            self._put(name, spool)
        self.about.append({"name": name, "sha256": digest.hexdigest(), **more} | ({"rows": count} if more else {}))
        return count

    def end(self, manifest: Manifest) -> None:
        """Writes the manifest."""
        with tempfile.TemporaryFile(dir=self.folder) as spool:
            spool.write(json.dumps({"format": FORMAT, **manifest, "members": self.about}, indent=1).encode())
            self._put(MANIFEST, spool)

    def _put(self, name: str, spool: IO[bytes]) -> None:
        told = tarfile.TarInfo(name)
        told.size, told.mode = spool.tell(), 0o600
        spool.seek(0)
        self.tar.addfile(told, spool)


@contextmanager
def written(target: Path) -> Iterator[Writer]:
    """A backup that is there whole, on the disk and under its name, or not at all; read by its owner alone.

    Raises BadFile where it cannot be written.
    """
    name = ""
    try:
        descriptor, name = tempfile.mkstemp(dir=target.parent, prefix=".backup-")
        with os.fdopen(descriptor, "wb") as out:
            with tarfile.open(fileobj=out, mode="w:gz", compresslevel=1) as tar:
                yield Writer(tar, target.parent)
            out.flush()
            os.fsync(out.fileno())
        Path(name).replace(target)
        _sync(target.parent)
    except OSError as error:
        raise BadFile("running.not_written", Place(str(target)), problem=error.strerror or str(error)) from error
    finally:
        if name:
            Path(name).unlink(missing_ok=True)


def verified(file: Path) -> Manifest:
    """The manifest of a backup whose every byte was looked at. Raises BadFile for any other file."""
    found: dict[str, str] = {}
    content = b""
    try:
        with gzip.open(file) as unpacked:
            with tarfile.open(fileobj=unpacked, mode="r|") as tar:
                for member in tar:
                    opened = tar.extractfile(member)
                    if opened is None or member.name in found or not safe(member.name):
                        raise BadFile("running.no_backup_file", Place(str(file)))
                    if member.name == MANIFEST:
                        content = opened.read(LARGEST_MANIFEST)
                    else:
                        found[member.name] = _digest(opened)
            while unpacked.read(PIECE):
                pass
        manifest: Manifest = json.loads(content)
        told = {one["name"]: one["sha256"] for one in manifest["members"]}
        known = manifest["format"]
    except OSError as error:
        key = "running.damaged" if isinstance(error, gzip.BadGzipFile) else "running.not_read"
        if isinstance(error, gzip.BadGzipFile) and "Not a gzipped" in str(error):
            key = "running.no_backup_file"
        raise BadFile(key, Place(str(file)), **({"problem": error.strerror} if error.strerror else {})) from error
    except (EOFError, zlib.error, tarfile.TarError) as error:
        raise BadFile("running.damaged", Place(str(file))) from error
    except (ValueError, KeyError, TypeError) as error:
        raise BadFile("running.damaged" if found else "running.no_backup_file", Place(str(file))) from error
    if known != FORMAT:
        raise BadFile("running.newer", Place(str(file)), version=manifest.get("version", "?"))
    if told != found:
        raise BadFile("running.damaged", Place(str(file)))
    return manifest


def members(file: Path) -> Iterator[tuple[str, IO[bytes]]]:
    """The members of a backup, as they come."""
    with tarfile.open(file, mode="r|gz") as tar:
        for member in tar:
            opened = tar.extractfile(member)
            if opened is not None:
                yield member.name, opened


def safe(name: str) -> bool:
    """Whether a name stays within the folder that it is put into."""
    path = PurePosixPath(name)
    return not path.is_absolute() and ".." not in path.parts and "\\" not in name


def _digest(opened: IO[bytes]) -> str:
    digest = hashlib.sha256()
    while piece := opened.read(PIECE):
        digest.update(piece)
    return digest.hexdigest()


def _sync(folder: Path) -> None:
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
