"""A new version beside the former on one database, as docs/upgrade.md has it: no visitor is answered wrong."""

import http.client
import os
import shutil
import signal
import socket
import ssl
import subprocess
import sys
import threading
import time
from collections import Counter
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

import psycopg
import pytest

from tests.copies import Copies
from tests.deploy.conftest import NAME, ROOT, fronted, opened
from tests.deploy.test_deploy import Front, command, told
from tests.served import free_port, status_of

CHANGES = {
    "web/running/models.py": (("    with_keys = models.BooleanField()\n", "    note = models.TextField(null=True)\n"),),
    "web/running/backup.py": (("with_keys=with_keys", 'note="made by the new version"'),),
    "web/probes.py": (("'ok'", "'new'"),),
}
"""What is new in the new version: a column comes, another goes."""
BEFORE = """
from django.db import migrations, models
class Migration(migrations.Migration):
    dependencies = [("running", "0001_initial")]
    operations = [
        migrations.AddField("backup", "note", models.TextField(null=True)),
        migrations.AlterField("backup", "with_keys", models.BooleanField(db_default=False)),
    ]
"""
AFTER = """
from django.db import migrations
class Migration(migrations.Migration):
    former_gone = True
    dependencies = [("running", "0002_note")]
    operations = [migrations.RemoveField("backup", "with_keys")]
"""


@pytest.fixture(scope="module")
def new_version(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of a version that comes after this one."""
    folder = tmp_path_factory.mktemp("new")
    shutil.copytree(ROOT / "src" / "qala", folder / "qala", ignore=shutil.ignore_patterns("__pycache__"))
    for name, changes in CHANGES.items():
        file = folder / "qala" / name
        for before, after in changes:
            assert before in file.read_text(), name
            file.write_text(file.read_text().replace(before, after))
    made = folder / "qala/web/running/migrations"
    (made / "0002_note.py").write_text(BEFORE)
    (made / "0003_without_keys.py").write_text(AFTER)
    return folder


@contextmanager
def running(settings: Mapping[str, str], port: int, said: Path) -> Iterator["subprocess.Popen[bytes]"]:
    with said.open("w") as out:
        site = subprocess.Popen(command("qala-site@", port), env=settings, stdout=out, stderr=out)
    try:
        opened(port)
        yield site
    finally:
        site.terminate()
        site.wait(timeout=30)


class Traffic:
    """Visitors who read, search and try to sign in, which writes, until they are told to stop."""

    def __init__(self, front: Front) -> None:
        self.front = front
        self.found: Counter[str] = Counter()
        self.over = threading.Event()
        self.hands = [threading.Thread(target=self.go, args=(one,)) for one in range(3)]

    def go(self, number: int) -> None:
        while not self.over.is_set():
            time.sleep(0.1)
            for path in ("/kk/", f"/en/search/?q=air{number}", "/ru/work/sign-in/"):
                try:
                    answer, _ = self.front.ask("GET", path)
                    self.found[f"{answer.status}"] += 1
                    if "sign-in" in path:
                        self.found[f"written {self.signed_in(answer)}"] += 1
                except (OSError, http.client.HTTPException) as error:
                    self.found[f"{path}: {error!r}"] += 1

    def signed_in(self, page: http.client.HTTPResponse) -> int:
        """The status of a wrong password, which is counted in the database."""
        cookie = page.headers["Set-Cookie"].split(";")[0]
        form = f"csrfmiddlewaretoken={cookie.partition('=')[2]}&username=nobody&password=x".encode()
        return self.front.ask(
            "POST", "/ru/work/sign-in/", form, Cookie=cookie, Referer=f"https://{NAME}/ru/work/sign-in/",
            Content_Type="application/x-www-form-urlencoded",
        )[0].status  # fmt: skip

    @contextmanager
    def flowing(self) -> Iterator[None]:
        for one in self.hands:
            one.start()
        try:
            yield
        finally:
            self.end()

    def end(self) -> None:
        """The last one goes."""
        self.over.set()
        for one in self.hands:
            one.join()

    def wait_for(self, more: int) -> None:
        until, goal = time.monotonic() + 60, sum(self.found.values()) + more
        while sum(self.found.values()) < goal and time.monotonic() < until:
            time.sleep(0.05)
        assert sum(self.found.values()) >= goal


def reload(nginx: Path) -> None:
    """As `systemctl reload nginx` does."""
    os.kill(int((nginx / "pid").read_text()), signal.SIGHUP)


def unlimited(nginx: Path) -> None:
    """Lets visitors try to sign in as often as they like."""
    written = nginx / "qala.conf"
    assert "rate=30r/m" in written.read_text()
    written.write_text(written.read_text().replace("rate=30r/m", "rate=6000r/m"))
    reload(nginx)


def health(port: int) -> str:
    there = http.client.HTTPConnection("127.0.0.1", port, timeout=20)
    there.request("GET", "/health")
    said = there.getresponse().read().decode().strip()
    there.close()
    return said


def columns(database: str) -> set[str]:
    with psycopg.connect(database) as there:
        rows = there.execute("SELECT column_name FROM information_schema.columns WHERE table_name = 'running_backup'")
        return {str(row[0]) for row in rows}


def qala(settings: Mapping[str, str], *words: str) -> str:
    done = subprocess.run(
        [sys.executable, "-m", "qala", *words], env=settings, capture_output=True, text=True, check=False, timeout=120
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


def test_nobody_notices(
    copies: Copies,
    postgresql_port: int,
    certificate: Path,
    trust: ssl.SSLContext,
    new_version: Path,
    tmp_path: Path,
) -> None:
    database = f"postgresql://qala@127.0.0.1:{postgresql_port}/upgraded"
    (tmp_path / "home").mkdir()
    copies.five_cities(tmp_path / "home", database)
    (tmp_path / "nginx").mkdir()
    former = dict(told(tmp_path / "home", database))
    new = former | {"PYTHONPATH": str(new_version)}
    ports = free_port(), free_port()
    with running(former, ports[0], tmp_path / "former.txt") as old:
        for plain, secure in fronted(ports[0], certificate, tmp_path / "nginx"):
            unlimited(tmp_path / "nginx")
            traffic = Traffic(Front(plain, secure, trust, tmp_path / "home", database, tmp_path / "nginx"))
            with traffic.flowing():
                traffic.wait_for(30)
                with running(new, ports[1], tmp_path / "new.txt"):
                    assert [health(one) for one in ports] == ["ok", "new"], "both serve"
                    assert status_of(f"http://127.0.0.1:{ports[1]}/ready") == 200
                    assert status_of(f"http://127.0.0.1:{ports[0]}/ready") == 200
                    assert columns(database) >= {"note", "with_keys"}
                    qala(former, "site", "backup", str(tmp_path / "by-former.tar.gz"))
                    qala(new, "site", "backup", str(tmp_path / "by-new.tar.gz"))
                    traffic.wait_for(30)
                    upstream = tmp_path / "nginx/qala-upstream.conf"
                    upstream.write_text(f"server 127.0.0.1:{ports[1]};\n")
                    reload(tmp_path / "nginx")
                    traffic.wait_for(60)
                    old.terminate()
                    assert old.wait(timeout=30) == 0
                    traffic.wait_for(30)
                    assert "0003_without_keys" in qala(new, "site", "finish-upgrade")
                    assert columns(database) >= {"note"}
                    assert "with_keys" not in columns(database)
                    traffic.wait_for(30)
                    qala(new, "site", "backup", str(tmp_path / "at-last.tar.gz"))
                    with pytest.raises(ConnectionRefusedError):
                        socket.create_connection(("127.0.0.1", ports[0]), timeout=1)
                    traffic.end()
    assert set(traffic.found) <= {"200", "written 403", "written 429"}, (
        traffic.found,
        (tmp_path / "nginx/error.log").read_text()[-6000:].replace("\n", " // "),
    )
    assert traffic.found["written 403"] > 0
