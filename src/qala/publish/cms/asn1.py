"""How ASN.1 has to be written before it is read: armour of PEM taken off, and bounds on tags, lengths and depth.

asn1crypto reads BER, as programs write it while they stream; what was signed has to be DER, which has one form for one
content (X.690, sections 8 and 10).
"""

import base64
import binascii
import re
from typing import Any, NamedTuple

DEEPEST, MOST_ELEMENTS = 40, 20_000
LONGEST_NAME = 40
"""Bytes of an object identifier; reading one takes time with the square of its length."""
MISREAD = (ValueError, TypeError, KeyError, IndexError, AttributeError, OverflowError, RecursionError)
"""What asn1crypto raises where the content is not what its type says: it reads parts when they are asked for."""
_ARMOUR = re.compile(rb"-----BEGIN ([A-Z0-9 #]+)-----([A-Za-z0-9+/=\s]*)-----END \1-----")
_OBJECT_IDENTIFIER = 6


def unarmoured(content: bytes, labels: tuple[str, ...]) -> list[bytes]:
    """What stands in PEM under these labels; base64 without armour, as browsers hand it on; else the content itself.

    Raises ValueError where the base64 is none.
    """
    found = [body for label, body in _ARMOUR.findall(content) if label.decode() in labels]
    if found:
        return [_decoded(body) for body in found]
    return [_decoded(content) if content[:1] == b"M" else content]


def check_written(content: bytes, der: bool = False) -> None:
    """Raises ValueError where tags or lengths are not those of BER, or of DER, or it is nested beyond all need."""
    open_until, at, elements = [(len(content), False)], 0, 0
    while open_until:
        end, endless = open_until[-1]
        if at == end and not endless:
            open_until.pop()
            continue
        if endless and content[at : at + 2] == b"\0\0":
            open_until.pop()
            at += 2
            continue
        head = _head(content, at, der)
        if head.start > end or (head.length is not None and head.start + head.length > end):
            raise ValueError("it is cut off")
        at = head.start
        if head.constructed:
            open_until.append((end if head.length is None else head.start + head.length, head.length is None))
        else:
            at += head.length or 0
        elements += 1
        if len(open_until) > DEEPEST or elements > MOST_ELEMENTS:
            raise ValueError("it is nested beyond all need")


def first_within(content: bytes) -> bytes:
    """The first element within one that is written in DER, to the bit as it stands there."""
    start = _head(content, 0, der=True).start
    head = _head(content, start, der=True)
    return content[start : head.start + (head.length or 0)]


def as_written(value: Any) -> bytes:
    """A value of asn1crypto to the bit as it stands there, in DER where it goes on to an end mark.

    What asn1crypto dumps is written anew wherever the last byte of the length is 0x80: another boolean would be let by.
    """
    head = value._header
    return bytes(value.dump() if len(head) == 2 and head[1] == 0x80 else head + value.contents)


class _Head(NamedTuple):
    """Of an element: start: where its content starts; length: None where it goes on to an end mark."""

    constructed: bool
    start: int
    length: int | None


def _head(content: bytes, at: int, der: bool) -> _Head:
    tag, first = content[at : at + 2].ljust(2, b"\xff")
    constructed = bool(tag & 0x20)
    if tag & 0x1F == 0x1F:
        raise ValueError("it has a tag that nothing here has")
    if first == 0x80 and constructed and not der:
        return _Head(True, at + 2, None)
    size = 0 if first < 0x80 else first & 0x7F
    if first == 0x80 or size > 4:
        raise ValueError("it has a length that cannot be")
    written = content[at + 2 : at + 2 + size]
    length = int.from_bytes(written, "big") if size else first
    if der and size and (length < 0x80 or written[0] == 0):
        raise ValueError("it is not DER")
    if tag == _OBJECT_IDENTIFIER and length > LONGEST_NAME:
        raise ValueError("it has a name that is too long")
    return _Head(constructed, at + 2 + size, length)


def _decoded(body: bytes) -> bytes:
    try:
        return base64.b64decode(b"".join(body.split()), validate=True)
    except binascii.Error as error:
        raise ValueError("it is not base64") from error
