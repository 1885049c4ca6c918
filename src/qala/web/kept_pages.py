"""Public pages kept in memory: what everybody reads alike is made once."""

import time
from collections import OrderedDict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from threading import Lock
from typing import Any

Environ = dict[str, Any]
Headers = list[tuple[str, str]]
StartResponse = Callable[..., Any]
Application = Callable[[Environ, StartResponse], Iterable[bytes]]
Key = tuple[str, ...]
ROOM = 64 * 2**20
"""Bytes that are kept in one process."""
LARGEST = 4 * 2**20
PATIENCE = 1.0
"""Seconds after which a new publication shows at the latest."""


@dataclass(frozen=True, slots=True)
class Page:
    """An answer. etag: what a browser names it by."""

    headers: Headers
    body: bytes
    etag: str


class KeptPages:
    """A WSGI application before another: answers from memory what that one said is public, until `stamp` changes.

    stamp: what changes when any page may, None where it cannot be told; asked at most once in PATIENCE seconds.
    """

    def __init__(self, application: Application, stamp: Callable[[], object]) -> None:
        self.application = application
        self.stamp = stamp
        self.pages: OrderedDict[Key, Page] = OrderedDict()
        self.size = 0
        self.seen: object = None
        self.asked = -PATIENCE
        self.lock = Lock()

    def __call__(self, environ: Environ, start_response: StartResponse) -> Iterable[bytes]:
        """The kept page where there is one."""
        if environ["REQUEST_METHOD"] not in ("GET", "HEAD"):
            return self.application(environ, start_response)
        self._look()
        key = _key(environ)
        page = self.pages.get(key)
        if page is None:
            return self._made(key, environ, start_response)
        return _answer(page, environ, start_response)

    def _look(self) -> None:
        now = time.monotonic()
        if now - self.asked < PATIENCE:
            return
        with self.lock:
            if now - self.asked < PATIENCE:
                return
            self.asked = now
            stamp = self.stamp()
            if stamp is not None and stamp != self.seen:
                self.seen, self.size = stamp, 0
                self.pages.clear()

    def _made(self, key: Key, environ: Environ, start_response: StartResponse) -> Iterable[bytes]:
        seen = self.seen
        said: dict[str, Any] = {}

        def started(status: str, headers: Headers, error: Any = None) -> Any:
            said.update(status=status, headers=headers)
            return start_response(status, headers, error) if error else start_response(status, headers)

        body = self.application(environ, started)
        if not _keepable(environ, **said):
            return body
        return self._keeping(key, body, said["headers"], seen)

    def _keeping(self, key: Key, body: Iterable[bytes], headers: Headers, seen: object) -> Iterator[bytes]:
        parts = []
        try:
            for part in body:
                parts.append(part)
                yield part
        finally:
            close = getattr(body, "close", None)
            if close:
                close()
        content = b"".join(parts)
        if len(content) <= LARGEST:
            self._keep(key, Page(headers, content, dict(headers).get("ETag", "")), seen)

    def _keep(self, key: Key, page: Page, seen: object) -> None:
        with self.lock:
            if seen != self.seen or key in self.pages:
                return
            self.pages[key] = page
            self.size += len(page.body)
            while self.size > ROOM:
                _, dropped = self.pages.popitem(last=False)
                self.size -= len(dropped.body)


def _key(environ: Environ) -> Key:
    zipped = "gzip" if "gzip" in environ.get("HTTP_ACCEPT_ENCODING", "") else ""
    scheme = environ.get("HTTP_X_FORWARDED_PROTO", "") + environ["wsgi.url_scheme"]
    return environ.get("HTTP_HOST", ""), environ["PATH_INFO"], environ.get("QUERY_STRING", ""), zipped, scheme


def _keepable(environ: Environ, status: str = "", headers: Headers | None = None) -> bool:
    told = dict(headers or ())
    whole = environ["REQUEST_METHOD"] == "GET" and status.startswith("200")
    negotiated = "Accept" in told.get("Vary", "").split(", ")
    own = "Set-Cookie" in told or negotiated
    return whole and not own and told.get("Cache-Control", "").startswith("public")


def _answer(page: Page, environ: Environ, start_response: StartResponse) -> Iterable[bytes]:
    if page.etag and environ.get("HTTP_IF_NONE_MATCH") == page.etag:
        start_response("304 Not Modified", [one for one in page.headers if one[0] != "Content-Length"])
        return ()
    start_response("200 OK", page.headers)
    return () if environ["REQUEST_METHOD"] == "HEAD" else (page.body,)
