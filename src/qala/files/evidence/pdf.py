"""PDF (ISO 32000): whole, without a password, and without what runs, opens programs or holds other files.

Names are looked for in the whole file, however they are escaped, and in every object stream, which has to be one that
can be inflated here within bounds. What a program would find that mends broken files in ways of its own is not claimed.
"""

import re
import zlib

from qala.errors import BadFile, Place

UNPACKED, RATIO, SMALL = 128 * 2**20, 200, 8 * 2**20
_HEADER = re.compile(rb"%PDF-[12]\.\d")
_TAIL = 2048
_PIECE = 64 * 1024
_END = rb"(?=[\0\s()<>\[\]{}/%]|$)"
_BLANK = rb"(?:[\0\s]|%[^\r\n]{0,200}[\r\n]){0,20}"


def _name(said: str) -> bytes:
    """The pattern of a name, each letter as it is or as `#` and two digits."""
    letters = (b"(?:%c|#(?i:%02x))" % (ord(one), ord(one)) for one in said)
    return b"/" + b"".join(letters)


def _any(*names: str) -> re.Pattern[bytes]:
    return re.compile(b"(?:" + b"|".join(map(_name, names)) + b")" + _END)


_REFERENCE = rb"\d{1,10}[\0\s]{1,20}\d{1,5}[\0\s]{1,20}R"
_RUNS = _any("JavaScript", "Launch", "RichMedia", "ImportData", "GoToE")
_FORM = re.compile(_name("XFA") + _BLANK + rb"(?:\[|" + _REFERENCE + b")")
_HOLDS = _any("EmbeddedFile", "EmbeddedFiles", "FileAttachment")
_FILE = re.compile(_name("EF") + _BLANK + b"(?:<<|" + _REFERENCE + b")")
_LOCKED = _any("Encrypt")
_STREAM = re.compile(rb"(?<!end)stream(?:\r\n|\n|\r)")
_OBJECTS, _OF_OBJECTS = _any("ObjStm"), _any("ObjStm", "First")
_FILTERED = _any("Filter", "F", "DecodeParms", "DP", "FFilter", "FDecodeParms")
_DEFLATED = _BLANK + b"/FlateDecode" + _BLANK
_FLATE = re.compile(_name("Filter") + b"(?:" + _BLANK + rb"\[" + _DEFLATED + rb"\]|" + _DEFLATED + b"(?=/|>>))")


def check_pdf(content: bytes, place: Place) -> None:
    """Raises BadFile where it is cut off, needs a password, or has what evidence may not have."""
    if not _HEADER.match(content) or b"%%EOF" not in content[-_TAIL:]:
        raise BadFile("evidence.broken", place)
    _check_names(content, place)
    left, seen, before = min(UNPACKED, max(SMALL, RATIO * len(content))), 0, 0
    for found in _STREAM.finditer(content):
        told = content[max(before, content.rfind(b"obj", before, found.start())) : found.start()]
        before = found.end()
        seen += len(_OBJECTS.findall(told))
        if _OF_OBJECTS.search(told) and _FILTERED.search(told):
            inflated = _inflated(content, found.end(), told, left, place)
            _check_names(inflated, place)
            left -= len(inflated)
    if seen < len(_OBJECTS.findall(content)):
        raise BadFile("evidence.pdf_hides", place)


def _check_names(content: bytes, place: Place) -> None:
    if _LOCKED.search(content):
        raise BadFile("evidence.encrypted", place)
    if _RUNS.search(content) or _FORM.search(content):
        raise BadFile("evidence.pdf_runs", place)
    if _HOLDS.search(content) or _FILE.search(content):
        raise BadFile("evidence.pdf_holds", place)


def _inflated(content: bytes, at: int, told: bytes, most: int, place: Place) -> bytes:
    """An object stream: deflated once and by nothing else, as every program writes them."""
    if len(_FILTERED.findall(told)) != 1 or not _FLATE.search(told):
        raise BadFile("evidence.pdf_hides", place)
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
