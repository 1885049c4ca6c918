"""Pages kept in memory: what is public and the same for all, until something new is published."""

from collections.abc import Iterable
from typing import Any

import pytest

from qala.web import kept_pages
from qala.web.kept_pages import KeptPages

PUBLIC = [("Cache-Control", "public, max-age=0"), ("ETag", '"1"'), ("Content-Length", "5")]


class Site:
    """An application that counts how often it is asked, and a clock that is turned by hand."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.asked = 0
        self.status, self.headers, self.body = "200 OK", PUBLIC, [b"he", b"llo"]
        self.stamp: object = 1
        self.now = 0.0
        self.closed = 0
        monkeypatch.setattr("qala.web.kept_pages.time.monotonic", lambda: self.now)
        self.pages = KeptPages(self.answer, lambda: self.stamp)

    def answer(self, environ: dict[str, Any], start_response: Any) -> Iterable[bytes]:
        self.asked += 1
        start_response(self.status, list(self.headers))
        return Body(self)

    def get(self, path: str = "/kk/", method: str = "GET", **more: str) -> tuple[str, bytes]:
        said: list[str] = []
        environ = {"REQUEST_METHOD": method, "PATH_INFO": path, "HTTP_HOST": "a", "wsgi.url_scheme": "http", **more}
        body = self.pages(environ, lambda status, headers: said.append(status))
        content = b"".join(body)
        close = getattr(body, "close", None)
        if close:
            close()
        return said[0], content


class Body:
    """A body that has to be closed, as Django's is."""

    def __init__(self, site: Site) -> None:
        self.site = site

    def __iter__(self) -> Any:
        return iter(self.site.body)

    def close(self) -> None:
        self.site.closed += 1


@pytest.fixture
def site(monkeypatch: pytest.MonkeyPatch) -> Site:
    return Site(monkeypatch)


def test_is_made_once(site: Site) -> None:
    assert [site.get() for _ in range(3)] == [("200 OK", b"hello")] * 3
    assert (site.asked, site.closed) == (1, 1)


@pytest.mark.parametrize(
    "more", [{"HTTP_HOST": "b"}, {"QUERY_STRING": "period=2018"}, {"HTTP_ACCEPT_ENCODING": "gzip, br"}]
)
def test_another_question_is_another_page(site: Site, more: dict[str, str]) -> None:
    site.get()
    site.get(**more)
    assert site.asked == 2


def test_only_what_is_public_is_kept(site: Site) -> None:
    for headers in ([], [("Cache-Control", "private")], [*PUBLIC, ("Set-Cookie", "a=b")]):
        site.headers = headers
        site.get()
        site.get()
    site.headers, site.status = PUBLIC, "404 Not Found"
    site.get()
    site.get()
    site.status = "200 OK"
    site.get(method="POST")
    site.get(method="POST")
    assert site.asked == 10
    site.get(method="HEAD")
    site.get()
    assert site.asked == 12, "the answer to HEAD has no body to keep"


def test_a_head_and_a_known_tag_are_answered_from_what_is_kept(site: Site) -> None:
    site.get()
    assert site.get(method="HEAD") == ("200 OK", b"")
    assert site.get(HTTP_IF_NONE_MATCH='"1"') == ("304 Not Modified", b"")
    assert site.get(HTTP_IF_NONE_MATCH='"2"') == ("200 OK", b"hello")
    assert site.asked == 1


def test_what_is_published_shows_within_a_second(site: Site) -> None:
    site.get()
    site.stamp, site.body = 2, [b"other"]
    assert site.get() == ("200 OK", b"hello")
    site.now += 1
    assert site.get() == ("200 OK", b"other")


def test_a_database_that_does_not_answer_drops_nothing(site: Site) -> None:
    site.get()
    site.stamp = None
    site.now += 5
    site.get()
    assert site.asked == 1


def test_a_page_made_before_a_publication_is_not_kept_after_it(site: Site) -> None:
    """One that was being made when something new came may show the old."""
    body = site.pages({"REQUEST_METHOD": "GET", "PATH_INFO": "/", "wsgi.url_scheme": "http"}, lambda *_: None)
    first = iter(body)
    next(first)
    site.stamp = 2
    site.now += 1
    site.get("/ru/")
    list(first)
    site.get("/")
    assert site.asked == 3


def test_memory_is_bounded_and_the_oldest_goes(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(kept_pages, "ROOM", 12)
    for path in ("/1", "/2", "/3"):
        site.get(path)
    site.get("/3")
    site.get("/2")
    assert site.asked == 3
    site.get("/1")
    assert site.asked == 4
    monkeypatch.setattr(kept_pages, "LARGEST", 4)
    site.get("/4")
    site.get("/4")
    assert site.asked == 6


def test_half_a_page_is_not_kept(site: Site) -> None:
    """A reader who goes away in the middle does not leave the next ones with half of it."""
    body = iter(site.pages({"REQUEST_METHOD": "GET", "PATH_INFO": "/", "wsgi.url_scheme": "http"}, lambda *_: None))
    next(body)
    body.close()  # type: ignore[attr-defined]
    assert site.get("/") == ("200 OK", b"hello")
    assert site.closed == 2


def test_what_depends_on_accept_is_not_kept(site: Site) -> None:
    site.headers = [*PUBLIC, ("Vary", "Accept-Encoding, Accept, Accept-Language")]
    site.get("/api/v1/publications")
    site.get("/api/v1/publications")
    assert site.asked == 2
    site.headers = [*PUBLIC, ("Vary", "Accept-Encoding")]
    site.get("/kk/data/")
    site.get("/kk/data/")
    assert site.asked == 3
