"""The entrance: which index, which wheel, what it says when something is missing."""

import hashlib
import os
import subprocess
import sys
from pathlib import Path

import pytest
from tools import entrance

ROOT = Path(__file__).parents[2]


@pytest.fixture
def bare(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    """No setting of the machine, a home of its own."""
    for name in ("UV_DEFAULT_INDEX", "UV_INDEX_URL", "PIP_INDEX_URL"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setenv("PIP_CONFIG_FILE", str(tmp_path / "pip.conf"))
    return tmp_path


def test_index_from_variables_and_files(bare: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (bare / "pip.conf").write_text("[global]\nindex-url = https://near.test/simple/\n")
    assert entrance.index_url() == "https://near.test/simple"
    monkeypatch.setenv("PIP_INDEX_URL", "https://pip.test/simple")
    assert entrance.index_url() == "https://pip.test/simple"
    monkeypatch.setenv("UV_DEFAULT_INDEX", "https://uv.test/simple")
    assert entrance.index_url() == "https://uv.test/simple"


def test_link_on_a_page() -> None:
    page = '<a href="../../files/ab/uv-1.whl#sha256=00">uv-1.whl</a><a href="x/uv-2.whl">uv-2.whl</a>'
    assert entrance.link_to(page, "uv-1.whl") == "../../files/ab/uv-1.whl"
    with pytest.raises(ValueError, match=r"uv-3\.whl"):
        entrance.link_to(page, "uv-3.whl")


def test_another_digest_is_refused() -> None:
    good = hashlib.sha256(b"wheel").hexdigest()
    entrance.check_digest("uv.whl", b"wheel", good)
    with pytest.raises(entrance.Missing, match="not the pinned"):
        entrance.check_digest("uv.whl", b"other", good)


def test_stamp_holds_for_its_lock_only(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(entrance, "STAMP", tmp_path / "stamp")
    assert entrance.read_stamp("a") is None
    (tmp_path / "stamp").write_text("a\nlint test\n")
    assert entrance.read_stamp("a") == {"lint", "test"}
    assert entrance.read_stamp("b") is None


def test_an_unreachable_index_is_one_sentence(tmp_path: Path) -> None:
    for name in ("qala", "uv.lock", "pyproject.toml"):
        (tmp_path / name).write_bytes((ROOT / name).read_bytes())
    (tmp_path / "tools").mkdir()
    (tmp_path / "tools" / "entrance.py").write_bytes((ROOT / "tools" / "entrance.py").read_bytes())
    environment = {**os.environ, "PIP_INDEX_URL": "http://127.0.0.1:9/simple"}
    environment.pop("UV_DEFAULT_INDEX", None)
    command = ["sh", str(tmp_path / "qala"), "demo"]
    done = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)
    assert done.returncode == 2
    assert done.stderr.startswith("qala: the package index http://127.0.0.1:9/simple cannot be reached")
    assert len(done.stderr.splitlines()) == 1


def test_help_names_every_command() -> None:
    done = subprocess.run([sys.executable, "-m", "qala", "--help"], capture_output=True, text=True, check=True)
    for command in ("demo", "assess", "map", "explain", "verify", "standard"):
        assert command in done.stdout
