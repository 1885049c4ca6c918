"""What machines that watch over the site ask: /health, whether it lives, and /ready, whether it can answer."""

from collections.abc import Callable, Iterable

from qala.web.kept_pages import Application, Environ, StartResponse

PATHS = frozenset(("/health", "/ready"))
Answer = tuple[str, str]


class Probes:
    """A WSGI application before another. ready: blank where all is there, else a word for what is not."""

    def __init__(self, application: Application, ready: Callable[[], str]) -> None:
        self.application = application
        self.ready = ready

    def __call__(self, environ: Environ, start_response: StartResponse) -> Iterable[bytes]:
        """/health asks no database; both are answered under any host name, since probes come by address."""
        if environ["PATH_INFO"] not in PATHS:
            return self.application(environ, start_response)
        missing = self.ready() if environ["PATH_INFO"] == "/ready" else ""
        body = f"{missing or 'ok'}\n".encode()
        headers = [
            ("Content-Type", "text/plain; charset=utf-8"),
            ("Content-Length", str(len(body))),
            ("Cache-Control", "no-store"),
            ("X-Content-Type-Options", "nosniff"),
        ]
        start_response("503 Service Unavailable" if missing else "200 OK", headers)
        return () if environ["REQUEST_METHOD"] == "HEAD" else (body,)
