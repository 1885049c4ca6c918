"""The whole schema of the API against a site that runs: no fault, and nothing that the schema does not say."""

import subprocess
import sys
from pathlib import Path

import pytest

from tests.copies import Copies
from tests.served import environment, serving

UNSAID = "positive_data_acceptance"
"""Which areas or facts a publication has, and that a body is an assessment, no schema can say."""
KEY = """
import django
django.setup()
from datetime import timedelta
from django.utils import timezone
from qala.web.api.keys import SCOPES, make
from qala.web.people.services import add
now = timezone.now()
person = add("robot", "Robot", ["method_team"], "a long walk in the steppe")
print(make(person, "robot", SCOPES, now.date() + timedelta(days=2), now)[1])
"""


def key_of(home: Path, database: str) -> str:
    """The secret of a key with all scopes."""
    own = environment(home, database) | {"DJANGO_SETTINGS_MODULE": "qala.web.settings"}
    return subprocess.run(
        [sys.executable, "-c", KEY], env=own, check=True, capture_output=True, text=True
    ).stdout.strip()


def broken(address: str, key: str, examples: int) -> str:
    """Asks everything that the schema lets one ask, and much that it does not; what did not keep to it."""
    program = Path(sys.executable).with_name("schemathesis")
    words = [str(program), "run", f"{address}/api/v1/openapi.json", "--max-examples", str(examples), "--seed", "1"]
    words += ["--phases", "examples,coverage,fuzzing", "--checks", "all", "--header", f"Authorization: Bearer {key}"]
    words += ["--exclude-checks", UNSAID, "--generation-database", "none", "--no-color"]
    done = subprocess.run(words, capture_output=True, text=True, check=False, cwd="/tmp", timeout=280)  # noqa: S108
    return done.stdout[-6000:] + done.stderr[-2000:] if done.returncode else ""


@pytest.fixture
def limits(monkeypatch: pytest.MonkeyPatch) -> None:
    """The site that is asked so much does not mind it."""
    from tests import served

    plain = served.environment
    wide = {"QALA_API_ADDRESS_LIMIT": "1000000", "QALA_API_KEY_LIMIT": "1000000"}
    monkeypatch.setattr(served, "environment", lambda *parts: plain(*parts) | wide)


@pytest.mark.usefixtures("limits")
def test_the_api_is_what_its_schema_says(copies: Copies, tmp_path: Path, database: str) -> None:
    copies.five_cities(tmp_path, database)
    with serving(tmp_path, database, "--no-worker") as address:
        assert not broken(address, key_of(tmp_path, database), 3)


@pytest.mark.long
@pytest.mark.timeout(1200)
@pytest.mark.usefixtures("limits")
def test_the_api_is_what_its_schema_says_at_length(copies: Copies, tmp_path: Path, database: str) -> None:
    copies.five_cities(tmp_path, database)
    with serving(tmp_path, database, "--no-worker") as address:
        assert not broken(address, key_of(tmp_path, database), 60)
