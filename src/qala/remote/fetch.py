"""Asking a site over HTTP, with bounds of time and size."""

import gzip
import json
import zlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from http.client import HTTPException, HTTPResponse
from typing import Any
from urllib.error import HTTPError, URLError
from urllib.parse import urlencode, urlsplit
from urllib.request import HTTPRedirectHandler, Request, build_opener

from qala.errors import BadFile, BadUse, Place
from qala.texts import text
from qala.version import __version__

PIECE = 2**20


LOCAL = frozenset({"localhost", "127.0.0.1", "::1"})
"""Hosts to which a key may go without TLS: this machine."""
JSON = "application/json"


@dataclass(frozen=True)
class Address:
    """Where a site is. timeout: seconds that it may be silent; largest: bytes of an answer, unpacked; key: of whoever
    asks, blank for what is public.
    """

    url: str
    timeout: float
    largest: int
    key: str = field(default="", repr=False)


@dataclass(frozen=True)
class Asked:
    """A question to the API. wanted: the media type of the answer; body: what is sent, of the media type `kind`."""

    path: str
    query: Mapping[str, str | int] = field(default_factory=dict)
    wanted: str = JSON
    body: bytes | None = field(default=None, repr=False)
    kind: str = JSON
    language: str = ""


class _NoRedirects(HTTPRedirectHandler):
    """A key is shown to the site that it is for, and to no other that this one names."""

    def redirect_request(self, *_: Any, **__: Any) -> None:
        return None


def checked(url: str, timeout: float, largest: int, key: str = "") -> Address:
    """The address of a site. Raises BadUse where it is none of HTTP, or a key would go there in the clear."""
    try:
        parts = urlsplit(url)
        usable = parts.scheme in ("http", "https") and bool(parts.hostname) and not (parts.query or parts.fragment)
        parts.port  # noqa: B018 - it raises
    except ValueError:
        usable = False
    if not usable:
        raise BadUse("remote.not_address", value=url[:80])
    if key and parts.scheme != "https" and parts.hostname not in LOCAL:
        raise BadUse("remote.key_in_clear", value=url[:80])
    if not (key.isascii() and key.isprintable() and " " not in key):
        raise BadUse("remote.not_key")
    return Address(url.rstrip("/"), timeout, largest, key)


def fetched(address: Address, path: str, query: Mapping[str, str | int] | None = None) -> Any:
    """What a path of the API says in JSON. Raises BadFile in one sentence, whatever goes wrong."""
    return told(address, Asked(path, query or {}))


def told(address: Address, asked: Asked) -> Any:
    """What the API answers in JSON. Raises BadFile in one sentence, whatever goes wrong."""
    place = Place(url_of(address, asked))
    try:
        return json.loads(received(address, asked))
    except (ValueError, RecursionError) as error:
        raise BadFile("remote.not_api", place, kind=JSON) from error


def url_of(address: Address, asked: Asked) -> str:
    """The whole address of a question."""
    return f"{address.url}/api/v1/{asked.path}" + (f"?{urlencode(asked.query)}" if asked.query else "")


def received(address: Address, asked: Asked) -> bytes:
    """What the API answers, of the media type that was wanted.

    Raises BadFile in one sentence, whatever goes wrong; its field `problems` has the sentences of single rows.
    """
    place = Place(url_of(address, asked))
    opener = build_opener(_NoRedirects) if address.key else build_opener()
    try:
        with opener.open(_request(address, asked), timeout=address.timeout) as answer:
            _right_kind(answer, asked.wanted, place)
            return _read(answer, address.largest, place)
    except HTTPError as error:
        with error:
            said, problems = _said(error)
            raise BadFile("remote.refused", place, status=error.code, said=said, problems=problems) from error
    except TimeoutError as error:
        raise BadFile("remote.silent", place, seconds=f"{address.timeout:g}") from error
    except URLError as error:
        if isinstance(error.reason, TimeoutError):
            raise BadFile("remote.silent", place, seconds=f"{address.timeout:g}") from error
        raise BadFile("remote.unreachable", place, problem=_plain(error.reason)) from error
    except (OSError, HTTPException, zlib.error, EOFError) as error:
        raise BadFile("remote.unreachable", place, problem=_plain(error)) from error


def _request(address: Address, asked: Asked) -> Request:
    headers = {"Accept": asked.wanted, "Accept-Encoding": "gzip", "User-Agent": f"qala/{__version__}"}
    headers |= {"Accept-Language": asked.language} if asked.language else {}
    headers |= {"Content-Type": asked.kind} if asked.body is not None else {}
    method = "GET" if asked.body is None else "PUT"
    made = Request(url_of(address, asked), asked.body, headers, method=method)  # noqa: S310 - checked
    if address.key:
        made.add_unredirected_header("Authorization", f"Bearer {address.key}")
    return made


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


def _right_kind(answer: HTTPResponse, wanted: str, place: Place) -> None:
    kind = answer.headers.get_content_type()
    if kind != wanted:
        raise BadFile("remote.not_api", place, kind=kind)


def _said(error: HTTPError) -> tuple[str, tuple[str, ...]]:
    """The sentence of a problem, or that there is none; and those of its parts."""
    try:
        source = gzip.GzipFile(fileobj=error) if error.headers.get("Content-Encoding") == "gzip" else error
        told = json.loads(source.read(PIECE))
        return str(told["detail"])[:500], tuple(str(one["detail"])[:500] for one in told.get("problems", ()))
    except (OSError, ValueError, KeyError, TypeError, AttributeError, HTTPException, zlib.error, EOFError):
        return text("remote.no_reason"), ()


def _plain(problem: object) -> str:
    return str(getattr(problem, "strerror", None) or problem)
