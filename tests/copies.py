"""Sites that are made once in a session and copied from then on: their home, with SQLite's file, and their database."""

import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import psycopg

from tests.served import environment

PUBLISH = """
import django
django.setup()
from datetime import UTC, datetime
from django.core.management import call_command
import qala
from qala.web.publications import services
call_command("migrate", verbosity=0)
standard = qala.read_standard("kz-2017")
values = qala.read_values(qala.figures(), standard)
made = qala.assess(standard, values, "2018,2019", robustness=100).document
services.publish(made, datetime(2026, 11, 23, 12, tzinfo=UTC))
"""
IDLE = """
import django
django.setup()
from qala.web.jobs.models import Job
Job.objects.all().delete()
"""
EMPTY = "template0"
"""The database of a PostgreSQL server in which there is nothing."""
PATIENCE = 240
"""Seconds in which a site is made, on a machine that does much else."""


class Copies:
    """What was made in this session, kept in a folder and on the PostgreSQL server that it was made on."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def fill(self, what: str, home: Path, database: str, make: Callable[[], object]) -> Path:
        """Puts a site where there is none: made there the first time, a copy later. Gives its home as it was made.

        Nobody may have the database open. It may have tables already: they give way.
        """
        kept = self.folder / f"{what}-{'postgresql' if database else 'sqlite'}"
        for file in home.glob("site.sqlite3*"):
            file.unlink()
        if kept.exists():
            _copy(database, what, _name(database))
            shutil.copytree(kept, home, dirs_exist_ok=True)
        else:
            _copy(database, EMPTY, _name(database))
            make()
            _copy(database, _name(database), what)
            shutil.copytree(home, kept)
        return kept

    def five_cities(self, home: Path, database: str = "") -> Path:
        """Puts there what the first start of a site makes, with fewer periods and less of robustness."""
        return self.fill("five_cities", home, database, lambda: _run(PUBLISH, home, database))

    def idle_five_cities(self, home: Path, database: str = "") -> None:
        """The same with no job to do: drawing all charts takes a worker minutes."""
        self.five_cities(home, database)
        _run(IDLE, home, database)


def _run(code: str, home: Path, database: str) -> None:
    told = {**environment(home, database), "DJANGO_SETTINGS_MODULE": "qala.web.settings"}
    words = [sys.executable, "-c", code]
    done = subprocess.run(words, env=told, capture_output=True, text=True, check=False, timeout=PATIENCE)
    assert done.returncode == 0, done.stderr


def _name(database: str) -> str:
    return database.rpartition("/")[2]


def _copy(server: str, source: str, target: str) -> None:
    """Of a database of a PostgreSQL server, by any address there, and whoever has either open loses it; SQLite's file
    lies in the home.
    """
    if not server:
        return
    with psycopg.connect(f"{server.rpartition('/')[0]}/postgres", autocommit=True) as there:
        there.execute(f'DROP DATABASE IF EXISTS "{target}" WITH (FORCE)')
        if source != EMPTY:
            there.execute(f'ALTER DATABASE "{source}" ALLOW_CONNECTIONS false')
            there.execute("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = %s", (source,))
        there.execute(f'CREATE DATABASE "{target}" TEMPLATE "{source}"')
        if source != EMPTY:
            there.execute(f'ALTER DATABASE "{source}" ALLOW_CONNECTIONS true')
