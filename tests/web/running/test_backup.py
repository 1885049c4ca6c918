"""A backup of the site, put back into an empty place, is the site again: on and between both databases."""

import json
import shutil
import subprocess
import sys
import tarfile
import time
from pathlib import Path

import psycopg
import pytest

from tests.conftest import NUMBERS
from tests.web.running.conftest import Site

ACT = """
from datetime import UTC, datetime
from qala.web.people.models import Person
from qala.web.ledger import services as ledger
person = Person.objects.create(username="aigerim", name="Айгерім")
event = ledger.Event("said", "value: a", {"value": 1 / 3}, {"name": "Айгерім", "reason": "«дұрыс»"})
ledger.add("round/one", event, person, datetime(2026, 1, 2, 3, 4, 5, 678901, tzinfo=UTC))
"""
TOLD = """
import hashlib, json
from django.test import Client
from qala.web.running.rows import models_kept, lines, label
from qala.web.publications.services import all_published
paths = ["/en/", "/kk/indicators/", "/ru/news/", "/en/data/"]
paths += [f"/data/{one.short}/assessment.json" for one in all_published()]
told = {}
for path in paths:
    answer = Client(SERVER_NAME="localhost").get(path)
    content = b"".join(answer.streaming_content) if answer.streaming else answer.content
    told[path] = [answer.status_code, hashlib.sha256(content).hexdigest()]
for model in models_kept():
    if label(model) != "running.backup":
        told[label(model)] = hashlib.sha256(b"".join(lines(model, "default"))).hexdigest()
print(json.dumps(told))
"""
REFUSED = """
from django.db import DatabaseError
from qala.web.ledger.models import Chain, Entry, Private
from qala.web.ledger import services as ledger
from django.utils import timezone
for act in (lambda: Entry.objects.update(said="x"), lambda: Entry.objects.filter(number=1)._raw_delete("default"),
            lambda: Private.objects.update(said="x"), lambda: Chain.objects.update(length=0)):
    try:
        act()
    except DatabaseError:
        pass
    else:
        raise SystemExit("the records were changed")
ledger.add("round/one", ledger.Event("said", "value: a"), Entry.objects.get(chain="round/one").by, timezone.now())
assert list(ledger.audit()) == []
"""


@pytest.fixture(scope="module")
def full(site: Site) -> Site:
    site.python(ACT)
    (site.home / "evidence").mkdir()
    (site.home / "evidence" / "a.txt").write_text("proof")
    (site.home / "evidence" / "b.tar.gz").write_text("proof too")
    return site


@pytest.fixture(scope="module")
def backup(full: Site, tmp_path_factory: pytest.TempPathFactory) -> Path:
    file = tmp_path_factory.mktemp("backups") / "all.tar.gz"
    done = full.qala("site", "backup", str(file), "--with-keys")
    assert done.returncode == 0, done.stderr
    assert "600" in done.stdout
    return file


@pytest.fixture
def empty(request: pytest.FixtureRequest, tmp_path: Path, postgresql_port: int) -> Site:
    """A place of the kind that the test names, where nothing ever was."""
    address = ""
    if request.param == "postgresql":
        address = f"postgresql://qala@127.0.0.1:{postgresql_port}/qala_{next(NUMBERS)}"
        with psycopg.connect(f"postgresql://qala@127.0.0.1:{postgresql_port}/postgres", autocommit=True) as connection:
            connection.execute(f'CREATE DATABASE "{address.rpartition("/")[2]}"')
    (tmp_path / "home").mkdir()
    return Site(tmp_path / "home", address)


both = pytest.mark.parametrize("empty", ["sqlite", "postgresql"], indirect=True)


@both
def test_what_was_destroyed_is_there_again(full: Site, backup: Path, empty: Site) -> None:
    done = empty.qala("site", "restore", str(backup))
    assert done.returncode == 0, done.stderr
    assert json.loads(empty.python(TOLD)) == json.loads(full.python(TOLD))
    audited = empty.qala("site", "audit")
    assert audited.returncode == 0, audited.stdout
    empty.python(REFUSED)
    for name in ("secret-key", "signing-key.pem", "evidence/a.txt", "evidence/b.tar.gz"):
        assert (empty.home / name).read_bytes() == (full.home / name).read_bytes()
    assert (empty.home / "signing-key.pem").stat().st_mode & 0o077 == 0
    assert empty.check()["key_ok"]


def test_standard_tools_open_it_and_its_manifest_tells_what_is_in_it(backup: Path, full: Site, tmp_path: Path) -> None:
    assert backup.stat().st_mode & 0o777 == 0o600
    subprocess.run(["tar", "-xzf", backup, "-C", tmp_path], check=True)
    manifest = json.loads((tmp_path / "manifest.json").read_text())
    assert manifest["database"] == ("postgresql" if full.database else "sqlite")
    lines = (tmp_path / "tables" / "ledger.entry.jsonl").read_text().splitlines()
    assert {one["rows"] for one in manifest["members"] if one["name"] == "tables/ledger.entry.jsonl"} == {len(lines)}
    for member in manifest["members"]:
        said = subprocess.run(["sha256sum", tmp_path / member["name"]], capture_output=True, text=True, check=True)
        assert said.stdout.startswith(member["sha256"])


def test_keys_are_in_it_only_where_that_is_asked_for(full: Site, tmp_path: Path) -> None:
    done = full.qala("site", "backup", str(tmp_path))
    assert done.returncode == 0, done.stderr
    (file,) = tmp_path.iterdir()
    with tarfile.open(file) as tar:
        assert not any("key" in name and not name.startswith("tables/") for name in tar.getnames())
    assert full.check()["backup_ok"]


def test_a_site_that_has_something_is_replaced_only_where_that_is_said(full: Site, backup: Path) -> None:
    before = full.python(TOLD)
    done = full.qala("site", "restore", str(backup))
    assert done.returncode == 2
    assert "--replace" in done.stderr
    full.python("from qala.web.people.models import Person\nPerson.objects.create(username='later', name='Later')")
    assert full.python(TOLD) != before
    done = full.qala("site", "restore", str(backup), "--replace")
    assert done.returncode == 0, done.stderr
    assert full.python(TOLD) == before
    full.python(REFUSED)
    done = full.qala("site", "restore", str(backup), "--replace")
    assert done.returncode == 0, done.stderr


def test_what_is_no_whole_backup_changes_nothing(full: Site, backup: Path, tmp_path: Path) -> None:
    before = full.python(TOLD)
    content = backup.read_bytes()
    middle = len(content) // 2
    bad = {
        "cut": content[:middle],
        "end": content[:-10],
        "turned": content[:middle] + bytes([content[middle] ^ 1]) + content[middle + 1 :],
        "foreign": b"PK\x03\x04 no backup",
        "empty": b"",
    }
    for name, given in bad.items():
        file = tmp_path / name
        file.write_bytes(given)
        done = full.qala("site", "restore", str(file), "--replace")
        assert done.returncode == 2, name
        assert len(done.stderr.strip().splitlines()) == 1, done.stderr
        assert "Traceback" not in done.stderr
    assert full.python(TOLD) == before


def test_a_backup_of_a_newer_version_is_refused(full: Site, backup: Path, tmp_path: Path) -> None:
    subprocess.run(["tar", "-xzf", backup, "-C", tmp_path], check=True)
    manifest = json.loads((tmp_path / "manifest.json").read_text())
    manifest["migrations"].append(["publications", "9999_later"])
    manifest["version"] = "99.0"
    (tmp_path / "manifest.json").write_text(json.dumps(manifest))
    names = [one["name"] for one in manifest["members"]]
    subprocess.run(["tar", "-czf", "newer.tar.gz", *names, "manifest.json"], cwd=tmp_path, check=True)
    done = full.qala("site", "restore", str(tmp_path / "newer.tar.gz"), "--replace")
    assert done.returncode == 2
    assert "99.0" in done.stderr


def test_names_that_lead_out_are_refused(full: Site, tmp_path: Path) -> None:
    (tmp_path / "outside").write_text("x")
    with tarfile.open(tmp_path / "bad.tar.gz", "w:gz") as tar:
        tar.add(tmp_path / "outside", "files/../../outside")
    done = full.qala("site", "restore", str(tmp_path / "bad.tar.gz"), "--replace")
    assert done.returncode == 2
    assert "no backup" in done.stderr


@pytest.mark.long
def test_a_kill_in_the_middle_leaves_what_was(full: Site, backup: Path, tmp_path: Path) -> None:
    before = full.python(TOLD)
    folder = tmp_path / "killed"
    folder.mkdir()
    for seconds in (0.8, 1.2, 1.6, 2.0, 2.6):
        for words in (("backup", str(folder / "new.tar.gz")), ("restore", str(backup), "--replace")):
            process = subprocess.Popen(
                [sys.executable, "-m", "qala", "site", *words],
                env=full.environment,
                stdout=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL,
            )
            time.sleep(seconds)
            process.kill()
            process.wait()
        told = json.loads(full.python(TOLD))
        told.pop("running.backup", None)
        assert told == json.loads(before)
    if (folder / "new.tar.gz").exists():
        subprocess.run(["tar", "-tzf", folder / "new.tar.gz"], check=True, capture_output=True)


@pytest.mark.skipif(not shutil.which("mount"), reason="mounting takes root")
def test_a_full_disk_is_told_in_a_sentence_and_leaves_nothing(full: Site, tmp_path: Path) -> None:
    if subprocess.run(["mount", "-t", "tmpfs", "-o", "size=200k", "tmpfs", tmp_path], check=False).returncode:
        pytest.skip("mounting is not allowed here")
    try:
        done = full.qala("site", "backup", str(tmp_path))
        assert done.returncode == 2
        assert "Traceback" not in done.stderr
        assert not list(tmp_path.iterdir())
    finally:
        subprocess.run(["umount", tmp_path], check=True)
