"""Asking a site over HTTP, with bounds of time and size."""

import gzip
import json
import zlib
from collections.abc import Mapping
from dataclasses import dataclass
from http.client import HTTPException, HTTPResponse
from typing import Any
from urllib.error import HTTPError, URLError
from urllib.parse import urlencode, urlsplit
from urllib.request import Request, build_opener

from qala.errors import BadFile, BadUse, Place
from qala.texts import text
from qala.version import __version__

PIECE = 2**20


@dataclass(frozen=True)
class Address:
    """Where a site is. timeout: seconds that it may be silent; largest: bytes of an answer, unpacked."""

    url: str
    timeout: float
    largest: int


def checked(url: str, timeout: float, largest: int) -> Address:
    """The address of a site. Raises BadUse where it is none of HTTP."""
    try:
        parts = urlsplit(url)
        usable = parts.scheme in ("http", "https") and bool(parts.hostname) and not (parts.query or parts.fragment)
        parts.port  # noqa: B018 - it raises
    except ValueError:
        usable = False
    if not usable:
        raise BadUse("remote.not_address", value=url[:80])
    return Address(url.rstrip("/"), timeout, largest)


def fetched(address: Address, path: str, query: Mapping[str, str | int] | None = None) -> Any:
    """What a path of the API says in JSON. Raises BadFile in one sentence, whatever goes wrong."""
    url = f"{address.url}/api/v1/{path}" + (f"?{urlencode(query)}" if query else "")
    headers = {"Accept": "application/json", "Accept-Encoding": "gzip", "User-Agent": f"qala/{__version__}"}
    place = Place(url)
    try:
        with build_opener().open(Request(url, headers=headers), timeout=address.timeout) as answer:  # noqa: S310 - checked
            return _json(answer, _read(answer, address.largest, place), place)
    except HTTPError as error:
        with error:
            raise BadFile("remote.refused", place, status=error.code, said=_said(error)) from error
    except TimeoutError as error:
        raise BadFile("remote.silent", place, seconds=f"{address.timeout:g}") from error
    except URLError as error:
        if isinstance(error.reason, TimeoutError):
            raise BadFile("remote.silent", place, seconds=f"{address.timeout:g}") from error
        raise BadFile("remote.unreachable", place, problem=_plain(error.reason)) from error
    except (OSError, HTTPException, zlib.error, EOFError) as error:
        raise BadFile("remote.unreachable", place, problem=_plain(error)) from error


def _read(answer: HTTPResponse, largest: int, place: Place) -> bytes:
    packed = answer.headers.get("Content-Encoding", "") == "gzip"
    source = gzip.GzipFile(fileobj=answer) if packed else answer
    parts, size = [], 0
    while piece := source.read(PIECE):
        size += len(piece)
        if size > largest:
            raise BadFile("remote.too_large", place, limit=largest // 2**20)
        parts.append(piece)
    return b"".join(parts)


def _json(answer: HTTPResponse, content: bytes, place: Place) -> Any:
    kind = answer.headers.get_content_type()
    if kind != "application/json":
        raise BadFile("remote.not_api", place, kind=kind)
    try:
        return json.loads(content)
    except (ValueError, RecursionError) as error:
        raise BadFile("remote.not_api", place, kind="application/json") from error


def _said(error: HTTPError) -> str:
    """The sentence of a problem, or that there is none."""
    try:
        source = gzip.GzipFile(fileobj=error) if error.headers.get("Content-Encoding") == "gzip" else error
        told = json.loads(source.read(PIECE))
        return str(told["detail"])[:500]
    except (OSError, ValueError, KeyError, TypeError, HTTPException, zlib.error, EOFError):
        return text("remote.no_reason")


def _plain(problem: object) -> str:
    return str(getattr(problem, "strerror", None) or problem)
