"""`qala site check` tells every kind of problem, with what to do about it; each is brought about for real."""

import json
import os
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

import qala.texts
from qala.texts import LANGUAGES
from tests.served import free_port
from tests.web.running.conftest import Site

SAFE = {
    "QALA_HOSTS": "map.example.kz",
    "QALA_HTTPS": "1",
    "QALA_BEHIND_PROXY": "1",
}


@contextmanager
def worker(site: Site) -> Iterator["subprocess.Popen[bytes]"]:
    quiet = subprocess.DEVNULL
    process = subprocess.Popen(
        [sys.executable, "-m", "qala", "worker"], env=site.environment, stdout=quiet, stderr=quiet
    )
    try:
        yield process
    finally:
        process.terminate()
        process.wait(timeout=30)


def until_seen(site: Site, name: str) -> None:
    for _ in range(20):
        if name in site.check():
            return
        time.sleep(0.5)
    pytest.fail(f"{name} is not told: {site.check()}")


def test_a_site_in_order_is_well(site: Site) -> None:
    safe = site.with_settings(**SAFE)
    with worker(safe):
        until_seen(safe, "worker_ok")
        told = safe.check()
    assert told["well"]
    names = {"store_ok", "secret_ok", "hosts_ok", "https_ok", "django_ok", "migrations_ok", "key_ok", "texts_ok"}
    assert names <= set(told)
    assert ("postgresql_ok" if site.database else "sqlite_ok") in told
    assert told["no_backup"]["state"] == "warning"


def test_it_is_a_table_in_every_language(site: Site) -> None:
    for language in LANGUAGES:
        done = site.with_settings(QALA_LANGUAGE=language).qala("site", "check")
        assert qala.texts.text("running.part_backup", language) in done.stdout
        assert qala.texts.text("running.ok", language) in done.stdout


def test_jobs_that_wait_without_a_worker(site: Site) -> None:
    site.python('from qala.web.jobs.services import enqueue\nenqueue("remind", {})')
    told = site.check()
    assert told["jobs_wait"]["state"] == "problem"
    assert "qala worker" in told["jobs_wait"]["says"]
    assert not told["well"]


def test_the_sign_of_a_killed_worker_is_not_believed_for_long(site: Site) -> None:
    quick = site.with_settings(QALA_JOB_LEASE="2")
    with worker(quick) as process:
        until_seen(quick, "worker_ok")
        process.kill()
        process.wait()
        time.sleep(2.5)
        assert "worker_ok" not in quick.check()


@pytest.mark.parametrize(
    ("settings", "name"),
    [
        ({"QALA_HOSTS": "*"}, "hosts_any"),
        ({"QALA_HOSTS": "localhost"}, "hosts_local"),
        ({"QALA_HOSTS": "map.example.kz"}, "https_off"),
        ({"QALA_HOSTS": "localhost"}, "https_off_local"),
        ({"QALA_HTTPS": "1"}, "https_without_proxy"),
        ({"QALA_SECRET_KEY": "short"}, "secret_weak"),
        ({"DATABASE_URL": "mysql://x/y"}, "refused"),
        ({"QALA_SECOND_FACTOR_ROLES": "publisher,admin"}, "refused"),
    ],
)
def test_settings(site: Site, settings: dict[str, str], name: str) -> None:
    told = site.with_settings(**settings).check()
    assert told[name]["state"] == ("warning" if "local" in name else "problem")


def test_djangos_own_check_is_passed_on(site: Site, tmp_path: Path) -> None:
    (tmp_path / "unsafe.py").write_text(
        "from qala.web.settings import *\nMIDDLEWARE = [one for one in MIDDLEWARE if 'XFrame' not in one]\n"
    )
    unsafe = site.with_settings(PYTHONPATH=str(tmp_path), DJANGO_SETTINGS_MODULE="unsafe", **SAFE)
    assert "W002" in unsafe.check()["django_says"]["says"]


def test_files_that_others_can_read(site: Site) -> None:
    for file, name in (("secret-key", "secret_open"), ("signing-key.pem", "key_open")):
        (site.home / file).chmod(0o644)
        told = site.check()
        (site.home / file).chmod(0o600)
        assert told[name]["state"] == "problem"
        assert f"chmod 600 {site.home / file}" in told[name]["says"]


def test_the_signing_key(site: Site, tmp_path: Path) -> None:
    key, kept = site.home / "signing-key.pem", tmp_path / "key"
    key.rename(kept)
    try:
        assert site.check()["key_gone"]["state"] == "problem"
        key.write_text("no key")
        key.chmod(0o600)
        assert site.check()["key_unreadable"]["state"] == "problem"
        key.unlink()
        site.python("from qala.web.publications import keys\nkeys._private()")
        assert site.check()["key_unknown"]["state"] == "problem"
    finally:
        shutil.copy(kept, key)
    known = site.python("from qala.web.publications import keys\nprint(keys.looked_at().id)").strip()
    for state in ("retired", "in-use"):
        site.python(
            f"from qala.web.publications.models import SigningKey as k\nk.objects.filter(pk='{known}')"
            f".update(state='{state}')"
        )
        assert ("key_not_in_use" in site.check()) == (state == "retired")


def test_a_backup_that_is_old(site: Site) -> None:
    site.python(
        "from qala.web.running.models import Backup\nfrom datetime import UTC, datetime\n"
        "Backup.objects.create(at=datetime(2020, 1, 1, tzinfo=UTC), file='old', size=1, with_keys=False)"
    )
    assert site.check()["backup_old"]["state"] == "warning"
    site.python("from qala.web.running.models import Backup\nBackup.objects.all().delete()")


def test_a_folder_that_is_not_there_or_not_writable(tmp_path: Path) -> None:
    assert Site(tmp_path / "none").check()["no_home"]["state"] == "problem"
    assert not (tmp_path / "none").exists(), "looking makes nothing"
    (tmp_path / "file").write_text("x")
    assert Site(tmp_path / "file").check()["no_home"]["state"] == "problem"
    assert Site(Path("/proc")).check()["not_writable"]["state"] == "problem"


@pytest.mark.skipif(os.geteuid() != 0 or not shutil.which("mount"), reason="mounting takes root")
def test_a_disk_that_is_nearly_full(tmp_path: Path) -> None:
    for size, name in (("100m", "disk_full"), ("500m", "disk_low")):
        if subprocess.run(["mount", "-t", "tmpfs", "-o", f"size={size}", "tmpfs", tmp_path], check=False).returncode:
            pytest.skip("mounting is not allowed here")
        try:
            assert name in Site(tmp_path).check()
        finally:
            subprocess.run(["umount", tmp_path], check=True)


def test_a_database_without_its_tables(tmp_path: Path) -> None:
    told = Site(tmp_path).check()
    assert told["migrations_missing"]["state"] == "problem"
    assert "qala serve" in told["migrations_missing"]["says"]


def test_a_database_that_does_not_answer(tmp_path: Path) -> None:
    told = Site(tmp_path, f"postgresql://qala:hidden@127.0.0.1:{free_port()}/none").check()
    assert told["no_database"]["state"] == "problem"
    assert "hidden" not in json.dumps(told)


def test_a_sqlite_file_that_is_damaged(tmp_path: Path) -> None:
    site = Site(tmp_path)
    site.python(MIGRATED)
    file = tmp_path / "site.sqlite3"
    content = bytearray(file.read_bytes())
    content[4096 * 2 : 4096 * 6] = b"\x5a" * (4096 * 4)
    file.write_bytes(content)
    assert site.check()["no_database"]["state"] == "problem"


MIGRATED = """
from django.core.management import call_command
call_command("migrate", verbosity=0)
from django.db import connection
with connection.cursor() as cursor:
    cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
"""


def test_texts_that_are_missing(tmp_path: Path) -> None:
    from qala.web.running import words

    folder = tmp_path / "texts"
    shutil.copytree(Path(qala.texts.__file__).parent, folder)
    assert [one.name for one in words.look(folder)] == ["texts_ok"]
    (folder / "jobs" / "kk.toml").write_text('title = "Тапсырмалар"\n')
    (found,) = words.look(folder)
    assert (found.name, found.state) == ("texts_missing", "problem")
    assert "jobs." in found.text("en")
