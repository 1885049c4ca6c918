"""Pictures: whole, and not larger than a browser can bear to show; read from their headers alone."""

import zlib
from typing import NamedTuple

from qala.errors import BadFile, Place

MOST_PIXELS = 50_000_000
_PNG, _JPEG = b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff"
_ALONE = frozenset((0x01, *range(0xD0, 0xD9)))
"""Markers of JPEG without content."""
_FRAMES = frozenset(range(0xC0, 0xD0)) - {0xC4, 0xC8, 0xCC}
_END, _SCAN = 0xD9, 0xDA


class Size(NamedTuple):
    """In pixels."""

    width: int
    height: int


def preview(content: bytes, name: str = "") -> Size | None:
    """The size of a PNG or JPEG, which a page may show as it is; None for what is to be downloaded.

    Raises BadFile where the picture is cut off, or would unpack to more than MOST_PIXELS.
    """
    if content.startswith(_PNG):
        found = _png(content)
    elif content.startswith(_JPEG):
        found = _jpeg(content)
    else:
        return None
    if found is None or not all(found):
        raise BadFile("evidence.broken", Place(name))
    if found.width * found.height > MOST_PIXELS:
        pixels, limit = -(-found.width * found.height // 1_000_000), MOST_PIXELS // 1_000_000
        raise BadFile("evidence.many_pixels", Place(name), pixels=pixels, limit=limit)
    return found


def _png(content: bytes) -> Size | None:
    """None where its pieces do not lead from the first to the last."""
    at, size, drawn = len(_PNG), None, False
    while at + 12 <= len(content):
        length = int.from_bytes(content[at : at + 4], "big")
        kind, end = content[at + 4 : at + 8], at + 8 + length
        if int.from_bytes(content[end : end + 4], "big") != zlib.crc32(memoryview(content)[at + 4 : end]):
            return None
        if size is None:
            if kind != b"IHDR" or length != 13:
                return None
            size = Size(*(int.from_bytes(content[at + 8 + skip : at + 12 + skip], "big") for skip in (0, 4)))
        drawn = drawn or kind == b"IDAT"
        if kind == b"IEND":
            return size if drawn else None
        at = end + 4
    return None


def _jpeg(content: bytes) -> Size | None:
    """None where there is no frame before the first scan, or no end after it."""
    at = 2
    while content[at : at + 1] == b"\xff" and at + 4 <= len(content):
        marker = content[at + 1]
        if marker == 0xFF or marker in _ALONE:
            at += 1 if marker == 0xFF else 2
            continue
        length = int.from_bytes(content[at + 2 : at + 4], "big")
        if marker in (_END, _SCAN) or length < 2:
            return None
        if marker in _FRAMES:
            height, width = (int.from_bytes(content[at + skip : at + skip + 2], "big") for skip in (5, 7))
            return Size(width, height) if content.find(b"\xff\xd9", at) > 0 else None
        at += 2 + length
    return None
