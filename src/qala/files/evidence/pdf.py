"""PDF (ISO 32000): whole, without a password, and without what runs, opens programs or holds other files.

Names are looked for in the whole file, however they are escaped, and in every object stream, which has to be one that
can be inflated here within bounds. What a program would find that mends broken files in ways of its own is not claimed.
"""

import re
import zlib
from collections import Counter
from collections.abc import Iterator

from qala.errors import BadFile, Place

UNPACKED, RATIO, SMALL = 128 * 2**20, 200, 8 * 2**20
_HEADER = re.compile(rb"%PDF-[12]\.\d")
_FOOT, _TAIL = re.compile(rb"startxref\s+\d+\s+%%EOF"), 2048
_PIECE, _MOST_STREAMS = 64 * 1024, 100_000
_STREAM = re.compile(rb"(?<!end)stream(?:\r\n|\n|\r)")

_NAME = re.compile(rb"/([^\0\s()<>\[\]{}/%]{1,127})")
_ESCAPED = re.compile(rb"/([A-Za-z]{0,20}#[0-9A-Fa-f]{2}[A-Za-z0-9#]{0,80})")
_ESCAPE = re.compile(rb"#([0-9A-Fa-f]{2})")
_END = rb"(?=[\0\s()<>\[\]{}/%]|$)"
_BLANK = rb"(?:[\0\s]|%[^\r\n]{0,100}+[\r\n]){0,20}+"
_VALUE = re.compile(_BLANK + rb"(?:<<|\[|\d{1,10}[\0\s]{1,20}\d{1,5}[\0\s]{1,20}R)")
_LOCKED = (b"Encrypt",)
_RUNS = (b"JavaScript", b"Launch", b"RichMedia", b"ImportData", b"GoToE", b"XFA")
_HOLDS = (b"EmbeddedFile", b"EmbeddedFiles", b"FileAttachment", b"EF")
_SHORT = (b"XFA", b"EF")
"""What stands in any picture by chance: it counts with a value that goes with it."""
_OBJECTS, _FIRST = b"ObjStm", b"First"
_PLAIN = {
    name: re.compile(b"/" + name + (_VALUE.pattern if name in _SHORT else _END))
    for name in (*_LOCKED, *_RUNS, *_HOLDS, _OBJECTS)
}
_FILTERS = frozenset((b"Filter", b"F", b"DecodeParms", b"DP", b"FFilter", b"FDecodeParms"))
_DEFLATED = _BLANK + b"/FlateDecode" + _BLANK
_FLATE = re.compile(b"/Filter(?:" + _BLANK + rb"\[" + _DEFLATED + rb"\]|" + _DEFLATED + b"(?=/|>>))")


def check_pdf(content: bytes, place: Place) -> None:
    """Raises BadFile where it is cut off, needs a password, or has what evidence may not have."""
    if not _HEADER.match(content) or not _FOOT.search(content[-_TAIL:]):
        raise BadFile("evidence.broken", place)
    escaped = Counter(_escaped(content))
    _check_names(content, escaped, place)
    left, seen, before = min(UNPACKED, max(SMALL, RATIO * len(content))), 0, 0
    for number, found in enumerate(_STREAM.finditer(content)):
        told = content[max(before, content.rfind(b"obj", before, found.start())) : found.start()]
        before, names = found.end(), [_plain(one) for one in _NAME.findall(told)]
        seen += names.count(_OBJECTS)
        if (_OBJECTS in names or _FIRST in names) and not _FILTERS.isdisjoint(names):
            if sum(one in _FILTERS for one in names) != 1 or not _FLATE.search(told):
                raise BadFile("evidence.pdf_hides", place)
            inflated = _inflated(content, before, left, place)
            _check_names(inflated, Counter(_escaped(inflated)), place)
            left -= len(inflated)
        if number == _MOST_STREAMS:
            raise BadFile("evidence.pdf_hides", place)
    if seen < escaped[_OBJECTS] + sum(1 for _ in _PLAIN[_OBJECTS].finditer(content)):
        raise BadFile("evidence.pdf_hides", place)


def _check_names(content: bytes, escaped: Counter[bytes], place: Place) -> None:
    for names, code in (
        (_LOCKED, "evidence.encrypted"), (_RUNS, "evidence.pdf_runs"), (_HOLDS, "evidence.pdf_holds"),
    ):  # fmt: skip
        if any(escaped[name] or _PLAIN[name].search(content) for name in names):
            raise BadFile(code, place)


def _escaped(content: bytes) -> Iterator[bytes]:
    """Each name that is looked for, as often as it stands there escaped."""
    known: dict[bytes, bytes] = {}
    for found in _ESCAPED.finditer(content):
        spelled = found[1]
        name = known.get(spelled) or known.setdefault(spelled, _plain(spelled))
        if name in _PLAIN and (name not in _SHORT or _VALUE.match(content, found.end())):
            yield name


def _plain(name: bytes) -> bytes:
    return _ESCAPE.sub(lambda found: bytes.fromhex(found[1].decode()), name) if b"#" in name else name


def _inflated(content: bytes, at: int, most: int, place: Place) -> bytes:
    unpacker, pieces, size, view = zlib.decompressobj(), [], 0, memoryview(content)
    try:
        for start in range(at, len(content), _PIECE):
            pieces.append(unpacker.decompress(view[start : start + _PIECE], most - size + 1))
            size += len(pieces[-1])
            if size > most:
                raise BadFile("evidence.bomb", place, limit=most // 2**20)
            if unpacker.eof:
                break
    except zlib.error as error:
        raise BadFile("evidence.pdf_hides", place) from error
    return b"".join(pieces)
