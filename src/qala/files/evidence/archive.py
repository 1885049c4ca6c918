"""ZIP archives that documents are, opened within bounds that hold while they unpack, whatever they say."""

import io
import re
import struct
import zipfile
import zlib
from collections.abc import Iterator
from itertools import chain

from qala.errors import BadFile, Place

UNPACKED, SMALL, RATIO = 128 * 2**20, 8 * 2**20, 200
MOST_PARTS, LONGEST_DIRECTORY = 5000, 2 * 2**20
_LEADS_OUT = re.compile(r"^/|\\|:|(^|/)\.\.(/|$)|[\0-\x1f]")
_PIECE = 64 * 1024
_LAST, _FAR = b"PK\5\6", b"PK\6\7"
"""The record at the end, of 22 bytes; what stands before it in archives of more than 4 GiB."""
BROKEN = (
    zipfile.BadZipFile, zlib.error, struct.error, EOFError, KeyError, NotImplementedError, OSError, RuntimeError,
    UnicodeError, ValueError, OverflowError,
)  # fmt: skip
"""What zipfile raises where an archive is not what it says."""


class Bounds:
    """How much a file may unpack to, all that is in it and in what is in that together."""

    def __init__(self, packed: int, place: Place) -> None:
        self.packed, self.place, self.unpacked = packed, place, 0

    def take(self, size: int) -> None:
        """Counts bytes. Raises BadFile where they are more than anybody needs."""
        self.unpacked += size
        if self.unpacked > UNPACKED or (self.unpacked > SMALL and self.unpacked > RATIO * self.packed):
            raise BadFile("evidence.bomb", self.place, limit=min(UNPACKED, max(SMALL, RATIO * self.packed)) // 2**20)


class Archive:
    """The parts of an archive. Raises BadFile where it cannot be one of a document, or its parts need a password."""

    def __init__(self, content: bytes, bounds: Bounds) -> None:
        self.bounds, self.place = bounds, bounds.place
        last, far = content[-22:], content[-42:-22].startswith(_FAR)
        if far or not last.startswith(_LAST) or int.from_bytes(last[12:16], "little") > LONGEST_DIRECTORY:
            raise BadFile("evidence.broken", self.place)
        try:
            self._zip = zipfile.ZipFile(io.BytesIO(content))
        except BROKEN as error:
            raise BadFile("evidence.broken", self.place) from error
        self._entries = self._zip.infolist()
        self._check()

    @property
    def names(self) -> list[str]:
        """Of the parts, in the order of the archive; without folders."""
        return [one.filename for one in self._entries if not one.is_dir()]

    def is_stored(self, name: str) -> bool:
        """Whether a part lies there as it is."""
        return self._zip.getinfo(name).compress_type == zipfile.ZIP_STORED

    def read(self, name: str) -> bytes:
        """A part whole; blank where it is not there."""
        return b"".join(self._pieces(name)) if name in self._zip.NameToInfo else b""

    def parts(self) -> Iterator[tuple[str, bytes, Iterator[bytes]]]:
        """Every part once: its name, how it begins, and all of it in pieces, which need not be taken."""
        for name in self.names:
            pieces = self._pieces(name)
            begins = next(pieces, b"")
            yield name, begins, chain((begins,), pieces)
            for _ in pieces:
                pass

    def _pieces(self, name: str) -> Iterator[bytes]:
        """A part, counted while it unpacks. Raises BadFile."""
        try:
            with self._zip.open(name) as part:
                while piece := part.read(_PIECE):
                    self.bounds.take(len(piece))
                    yield piece
        except BROKEN as error:
            raise BadFile("evidence.broken", self.place) from error

    def _check(self) -> None:
        names = [one.filename.casefold() for one in self._entries]
        if any(one.flag_bits & 0x41 for one in self._entries):
            raise BadFile("evidence.encrypted", self.place)
        odd = (
            not self._entries
            or len(names) > MOST_PARTS
            or len(set(names)) < len(names)
            or any(_LEADS_OUT.search(one.orig_filename) for one in self._entries)
            or any(one.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED) for one in self._entries)
            or min(one.header_offset for one in self._entries) != 0
        )
        if odd:
            raise BadFile("evidence.broken", self.place)
