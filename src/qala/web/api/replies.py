"""How an answer is sent: whole or in pieces, under a strong ETag, kept as long as it stays true."""

import gzip
import zlib
from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path
from typing import TypeVar

from django.http import FileResponse, HttpRequest, HttpResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase

from qala.version import __version__

Reply = TypeVar("Reply", bound=HttpResponseBase)
FOR_EVER = "public, max-age=31536000, immutable"
AS_LONG_AS_TRUE = "public, max-age=0, must-revalidate"
SMALL = 200
"""Bytes that are not worth compressing, here and in Django."""


def tag_of(*parts: object) -> str:
    """The name of an answer that these decide, without quotes."""
    return sha256("\n".join(map(str, (__version__, *parts))).encode()).hexdigest()[:32]


def unchanged(request: HttpRequest, tag: str, cache: str) -> HttpResponse | None:
    """304 where the program has this answer already."""
    said = request.headers.get("If-None-Match", "")
    known = {one.strip().removeprefix("W/") for one in said.split(",")}
    found = known & {f'"{tag}"', f'"{tag}-gzip"', "*"}
    if not found:
        return None
    etag = next(iter(found - {"*"}), f'"{tag}"')
    return HttpResponse(status=304, headers={"ETag": etag, "Cache-Control": cache})


def whole(request: HttpRequest, body: bytes, media_type: str, tag: str, cache: str) -> HttpResponse:
    """An answer at once; compressed to the same bytes each time where the program takes that."""
    packed = "gzip" in request.headers.get("Accept-Encoding", "") and len(body) >= SMALL
    answer = HttpResponse(gzip.compress(body, 5, mtime=0) if packed else body, content_type=media_type)
    if packed:
        answer["Content-Encoding"] = "gzip"
    return _named(answer, f'"{tag}-gzip"' if packed else f'"{tag}"', cache)


def in_pieces(
    request: HttpRequest, pieces: Iterator[bytes], media_type: str, tag: str, cache: str
) -> StreamingHttpResponse:
    """An answer that is made while it is sent; compressed in the same way."""
    packed = "gzip" in request.headers.get("Accept-Encoding", "")
    answer = StreamingHttpResponse(_packed(pieces) if packed else pieces, content_type=media_type)
    if packed:
        answer["Content-Encoding"] = "gzip"
    return _named(answer, f'"{tag}-gzip"' if packed else f'"{tag}"', cache)


def _packed(pieces: Iterator[bytes]) -> Iterator[bytes]:
    made = zlib.compressobj(5, wbits=31)
    for piece in pieces:
        yield made.compress(piece)
    yield made.flush()


def of_file(file: Path, media_type: str, tag: str, cache: str) -> FileResponse:
    """A file as it lies."""
    answer = FileResponse(file.open("rb"), content_type=media_type)
    answer["Content-Encoding"] = "identity"
    return _named(answer, f'"{tag}"', cache)


def _named(answer: Reply, etag: str, cache: str) -> Reply:
    answer["ETag"] = etag
    answer["Cache-Control"] = cache
    return answer
