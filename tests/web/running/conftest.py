"""A site of its own on the disk, worked with by commands as its operator works with it."""

import json
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from tests.copies import Copies
from tests.served import environment

SETTING = """
import os
os.environ["DJANGO_SETTINGS_MODULE"] = "qala.web.settings"
import django
django.setup()
"""


@dataclass(frozen=True)
class Site:
    """QALA_HOME, DATABASE_URL and other settings."""

    home: Path
    database: str = ""
    settings: tuple[tuple[str, str], ...] = ()

    @property
    def environment(self) -> dict[str, str]:
        return {**environment(self.home, self.database), **dict(self.settings)}

    def with_settings(self, **settings: str) -> "Site":
        return Site(self.home, self.database, (*self.settings, *settings.items()))

    def qala(self, *words: str) -> "subprocess.CompletedProcess[str]":
        return self._run("-m", "qala", *words)

    def python(self, code: str) -> str:
        done = self._run("-c", SETTING + code)
        assert done.returncode == 0, done.stderr
        return done.stdout

    def check(self) -> dict[str, Any]:
        """The checks by their names, and `well`."""
        done = self.qala("site", "check", "--json")
        assert "Traceback" not in done.stderr, done.stderr
        told = json.loads(done.stdout)
        assert done.returncode == (0 if told["well"] else 1)
        return {"well": told["well"], **{one["check"]: one for one in told["checks"]}}

    def _run(self, *words: str) -> "subprocess.CompletedProcess[str]":
        return subprocess.run(
            [sys.executable, *words], env=self.environment, capture_output=True, text=True, timeout=250, check=False
        )


MIGRATE = 'from django.core.management import call_command\ncall_command("migrate", verbosity=0)\n'


@pytest.fixture(scope="module")
def site(database: str, copies: Copies, tmp_path_factory: pytest.TempPathFactory) -> Site:
    """With tables, the five cities published, and nothing else; on SQLite and on PostgreSQL in turn."""
    made = Site(tmp_path_factory.mktemp("site"), database)
    copies.five_cities(made.home, database)
    return made
