"""Every threat names its test, and the test is there."""

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
ROWS = [
    line
    for line in (ROOT / "docs/developers/threats.md").read_text(encoding="utf-8").splitlines()
    if line.startswith("| ") and not line.startswith("| threat |")
]
TESTS = "\n".join(file.read_text(encoding="utf-8") for file in (ROOT / "tests").rglob("*.py"))


def test_there_are_threats() -> None:
    assert len(ROWS) > 20


@pytest.mark.parametrize("row", ROWS)
def test_a_threat_names_tests_that_are_there(row: str) -> None:
    named = row.rstrip(" |").rpartition(" | ")[2]
    files = re.findall(r"`(tests/[\w/]+(?:\.py|/))`", named)
    tests = re.findall(r"`(test_\w+)`", named)
    assert files or tests, "it names no test"
    assert all((ROOT / file).exists() for file in files), files
    missing = [test for test in tests if f"def {test}(" not in TESTS]
    assert not missing, missing
