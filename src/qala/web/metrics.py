"""What Prometheus asks of the site: /metrics, for who has the token of QALA_METRICS_TOKEN."""

import os
from collections.abc import Callable, Iterable, Iterator
from hmac import compare_digest
from time import perf_counter
from typing import Any

from prometheus_client import CollectorRegistry, Counter, Histogram, generate_latest
from prometheus_client.core import GaugeMetricFamily
from prometheus_client.exposition import CONTENT_TYPE_LATEST
from prometheus_client.multiprocess import MultiProcessCollector

from qala.web.kept_pages import Application, Environ, StartResponse
from qala.web.requests import ROUTE

PATH = "/metrics"
TOGETHER = "PROMETHEUS_MULTIPROC_DIR"
"""The variable that names the folder in which all processes of a site count; it is told before this is imported."""
METHODS = frozenset(("GET", "HEAD", "POST", "OPTIONS"))
MEMORY, FILE = "memory", "file"
"""The routes of what Django did not answer: kept pages, files of the site's own."""
_OWN = CollectorRegistry()
REQUESTS = Counter("qala_http_requests", "Answers.", ("route", "method", "status"), registry=_OWN)
SECONDS = Histogram(
    "qala_http_request_seconds",
    "From the question to the beginning of the answer.",
    ("route",),
    buckets=(0.001, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10),
    registry=_OWN,
)


class Measured:
    """A WSGI application before another: counts what that one answers, and tells it to who has the token.

    state: what is to be told of the site besides, asked when somebody wants to know; token: blank where nobody may.
    """

    def __init__(self, application: Application, state: Callable[[], Iterable[GaugeMetricFamily]], token: str) -> None:
        self.application = application
        self.state = state
        self.token = token.encode()

    def __call__(self, environ: Environ, start_response: StartResponse) -> Iterable[bytes]:
        """Under any host name: who watches comes by address."""
        if self.token and environ["PATH_INFO"] == PATH:
            return self._told(environ, start_response)
        began, said = perf_counter(), ["500"]

        def started(status: str, headers: list[tuple[str, str]], *error: Any) -> Any:
            said[0] = status[:3]
            return start_response(status, headers, *error)

        try:
            return self.application(environ, started)
        finally:
            route = environ.get(ROUTE) or (FILE if environ["PATH_INFO"].startswith("/static/") else MEMORY)
            method = environ["REQUEST_METHOD"] if environ["REQUEST_METHOD"] in METHODS else "other"
            REQUESTS.labels(route, method, said[0]).inc()
            SECONDS.labels(route).observe(perf_counter() - began)

    def _told(self, environ: Environ, start_response: StartResponse) -> Iterable[bytes]:
        given = environ.get("HTTP_AUTHORIZATION", "").encode("latin-1")
        headers = [("Cache-Control", "no-store"), ("X-Content-Type-Options", "nosniff")]
        if not compare_digest(given, b"Bearer " + self.token):
            start_response("401 Unauthorized", [*headers, ("WWW-Authenticate", "Bearer"), ("Content-Length", "0")])
            return ()
        body = generate_latest(_registry()) + generate_latest(_Now(self.state))
        headers += [("Content-Type", CONTENT_TYPE_LATEST), ("Content-Length", str(len(body)))]
        start_response("200 OK", headers)
        return () if environ["REQUEST_METHOD"] == "HEAD" else (body,)


class _Now(CollectorRegistry):
    """What is so now, gathered from a function."""

    def __init__(self, state: Callable[[], Iterable[GaugeMetricFamily]]) -> None:
        super().__init__()
        self._state = state

    def collect(self) -> Iterator[GaugeMetricFamily]:
        """What the function says."""
        yield from self._state()


def _registry() -> CollectorRegistry:
    """What all processes of the site counted, where they count together, else what this one did."""
    if not os.environ.get(TOGETHER):
        return _OWN
    together = CollectorRegistry()
    MultiProcessCollector(together)  # type: ignore[no-untyped-call]
    return together
