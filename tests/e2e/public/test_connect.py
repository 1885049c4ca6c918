"""A site read by a program: the same types as from files, and every mishap in one sentence."""

import gzip
import json
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest

import qala
from qala.errors import BadFile, BadUse
from tests.served import free_port
from tests.served import read as page_of

Reply = Callable[[BaseHTTPRequestHandler], None]


def test_a_site_gives_what_files_give(public_site: str, tmp_path: Path) -> None:
    site = qala.connect(public_site)
    newest = site.publications()[0]
    made = site.assessment()
    assert isinstance(made, qala.Assessment)
    assert made.digest == newest.digest
    assert site.assessment(newest.digest.removeprefix("sha256:")).digest == made.digest
    assert newest.withdrawn is None
    made.write(tmp_path / "here")
    again = qala.read_assessment(tmp_path / "here")
    assert again.document == made.document
    assert "Almaty" in made.map()
    assert qala.frame(qala.explain(made, "750000000", "environment")).height > 0
    assert qala.compare(made, again).nodes is not None


def test_values_are_those_of_the_files(public_site: str) -> None:
    site = qala.connect(public_site + "/")
    standard = qala.read_standard("kz-2017")
    whole = site.values()
    assert whole.sha256 == qala.read_values(qala.figures(), standard).sha256
    some = site.values(area="750000000", period=["2018", "2019"])
    assert 0 < len(some) < len(whole)
    assert set(some.frame["area"]) == {"750000000"}
    assert qala.assess(standard, whole, "2019").digest


def test_what_is_not_published_is_refused_in_a_sentence(public_site: str) -> None:
    with pytest.raises(BadFile, match=r"the site answered 404\. There is no publication"):
        qala.connect(public_site).assessment("0" * 64)
    with pytest.raises(BadFile, match=r"answered 404\. It does not say why\."):
        qala.connect(f"{public_site}/en").publications()


@pytest.mark.parametrize(
    "address", ["qala.example", "ftp://qala.example", "http://", "http://x:y/", "file:///etc/passwd"]
)
def test_what_is_no_address_is_refused(address: str) -> None:
    with pytest.raises(BadUse, match="is not the address of a site"):
        qala.connect(address)
    with pytest.raises(BadUse, match="not a digest"):
        qala.connect("http://127.0.0.1").assessment("../keys")


@contextmanager
def answering(reply: Reply) -> Iterator[str]:
    """A server that answers every question in one way."""

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            reply(self)

        def log_message(self, format: str, *args: Any) -> None:  # noqa: A002 - as the parent has it
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}"
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


def sending(content: bytes, kind: str = "application/json", **headers: str) -> Reply:
    def reply(handler: BaseHTTPRequestHandler) -> None:
        handler.send_response(200)
        handler.send_header("Content-Type", kind)
        handler.send_header("Content-Length", headers.pop("length", str(len(content))))
        for name, value in headers.items():
            handler.send_header(name.replace("_", "-"), value)
        handler.end_headers()
        handler.wfile.write(content)

    return reply


@pytest.mark.parametrize(
    ("reply", "said"),
    [
        (sending(b"<html>welcome</html>", "text/html"), "no answer of the API of Qala"),
        (sending(b"{"), "no answer of the API of Qala"),
        (sending(b"[]"), "no answer of the API of Qala"),
        (sending(b'{"digest": "sha256:0"}'), "no answer of the API of Qala"),
        (sending(b"[" * 100_000), "no answer of the API of Qala"),
        (sending(b"x" * 2_000_000), "larger than 1 MiB"),
        (sending(gzip.compress(b" " * 50_000_000), Content_Encoding="gzip"), "larger than 1 MiB"),
        (sending(b"not packed", Content_Encoding="gzip"), "cannot be reached"),
        (sending(b"{}", length="500"), "no answer of the API|cannot be reached"),
        (lambda _handler: time.sleep(1.5), "silent for 0.5 seconds|cannot be reached"),
    ],
)
def test_every_mishap_is_told_in_one_sentence(reply: Reply, said: str) -> None:
    with answering(reply) as address, pytest.raises(BadFile, match=said) as refused:
        qala.connect(address, timeout=0.5, largest=2**20).assessment()
    assert "\n" not in str(refused.value)


def test_a_key_goes_to_no_other_site() -> None:
    seen: list[str | None] = []

    def elsewhere(handler: BaseHTTPRequestHandler) -> None:
        seen.append(handler.headers["Authorization"])
        sending(b'{"rows": []}')(handler)

    with answering(elsewhere) as other:

        def leading(handler: BaseHTTPRequestHandler) -> None:
            handler.send_response(302)
            handler.send_header("Location", f"{other}/api/v1/rounds")
            handler.end_headers()

        with answering(leading) as address:
            assert qala.connect(other, key="qala_x").rounds() == []
            assert seen.pop() == "Bearer qala_x"
            with pytest.raises(BadFile, match="answered 302"):
                qala.connect(address, key="qala_x").rounds()
    assert seen == []
    with pytest.raises(BadUse, match="in the clear"):
        qala.connect("http://qala.example", key="qala_x")
    with pytest.raises(BadUse, match="not a key"):
        qala.connect("https://qala.example", key="qala x")
    assert "qala_x" not in repr(qala.connect("https://qala.example", key="qala_x"))


def test_a_wrong_content_is_refused(public_site: str) -> None:
    document = json.loads(page_of(f"{public_site}/api/v1/publications/latest/assessment"))
    digest, values = document["digest"], document["values"]["table"]["value"]
    document["nodes"][0]["rank"] = 1 if document["nodes"][0]["rank"] != 1 else 2
    wrong = pytest.raises(BadFile, match="was to come; do not use it")
    with answering(sending(json.dumps(document).encode())) as address, wrong:
        qala.connect(address).assessment()
    document = json.loads(page_of(f"{public_site}/api/v1/publications/latest/assessment"))
    with answering(sending(json.dumps(document).encode())) as address:
        assert qala.connect(address).assessment(digest).digest == digest
        with pytest.raises(BadFile, match="was to come; do not use it"):
            qala.connect(address).assessment("1" * 64)
    document["values"]["table"]["value"] = [0.0] * len(values)
    with answering(sending(json.dumps(document).encode())) as address, wrong:
        qala.connect(address).values()


def test_no_network_is_told_in_one_sentence() -> None:
    with pytest.raises(BadFile, match="cannot be reached"):
        qala.connect(f"http://127.0.0.1:{free_port()}").publications()
