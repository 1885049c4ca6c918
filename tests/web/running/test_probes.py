"""/health and /ready, asked of the WSGI application, with the database there, away, and there again."""

import json
from pathlib import Path

from tests.served import free_port
from tests.web.running.conftest import MIGRATE, Site

ASK = """
import json
from qala.web.wsgi import application
def ask(path, method="GET"):
    said = {}
    started = lambda status, headers: said.update(s=status, h=dict(headers))
    body = b"".join(application({"REQUEST_METHOD": method, "PATH_INFO": path}, started))
    return [said["s"][:3], body.decode().strip(), said["h"]["Cache-Control"]]
print(json.dumps([ask("/health"), ask("/ready"), ask("/ready", "HEAD")]))
"""


def test_a_site_that_can_answer_is_ready(site: Site) -> None:
    assert json.loads(site.python(ASK)) == [["200", "ok", "no-store"]] * 2 + [["200", "", "no-store"]]


def test_without_its_tables_it_lives_and_is_not_ready(tmp_path: Path) -> None:
    assert json.loads(Site(tmp_path).python(ASK))[:2] == [["200", "ok", "no-store"], ["503", "migrations", "no-store"]]


def test_without_its_database_it_lives_and_tells_no_more_than_a_word(tmp_path: Path) -> None:
    away = Site(tmp_path, f"postgresql://qala:hidden@127.0.0.1:{free_port()}/none")
    assert json.loads(away.python(ASK))[:2] == [["200", "ok", "no-store"], ["503", "database", "no-store"]]


def test_it_is_ready_again_by_itself(tmp_path: Path) -> None:
    code = (
        "import os, time\nfrom qala.web.wsgi import _missing\nprint(_missing())\n"
        + MIGRATE
        + "print(_missing() or 'ready')"
    )
    assert Site(tmp_path).python(code).split() == ["migrations", "ready"]
