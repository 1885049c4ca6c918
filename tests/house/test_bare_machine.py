"""The two commands on a bare Debian: nothing but python3 in it."""

import json
import os
import shutil
import subprocess
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
MOUNTS = ("proc", "dev")


def call(*command: str) -> None:
    """Runs a command that must succeed."""
    subprocess.run(command, check=True, capture_output=True)


@pytest.fixture(scope="module")
def bare(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """A folder with Debian's minimal system, python3, and a clone of the project."""
    if os.geteuid() != 0:
        pytest.skip("debootstrap needs root")
    if not shutil.which("debootstrap"):
        call("apt-get", "update", "-qq")
        call("apt-get", "install", "-y", "-qq", "debootstrap")
    folder = tmp_path_factory.mktemp("bare")
    folder.chmod(0o755)  # as the root of a machine is, for those who are not root
    call("debootstrap", "--variant=minbase", "--include=python3,ca-certificates", "bookworm", str(folder))
    for file in ("etc/resolv.conf", "etc/ssl/certs/ca-certificates.crt", "etc/pip.conf"):
        if Path("/", file).exists():
            shutil.copyfile(Path("/", file), folder / file)
    call("git", "clone", "-q", str(ROOT), str(folder / "qala"))
    for mount in MOUNTS:
        call("mount", "--bind", f"/{mount}", str(folder / mount))
    try:
        yield folder
    finally:
        for mount in MOUNTS:
            call("umount", "-l", str(folder / mount))


def inside(folder: Path, *command: str) -> "subprocess.CompletedProcess[str]":
    """Runs a command in the folder as its own root, with next to no environment."""
    kept = {name: value for name, value in os.environ.items() if name.lower().endswith("_proxy")}
    environment = {"PATH": "/usr/bin:/bin:/usr/sbin:/sbin", "HOME": "/root", "LANG": "C.UTF-8", **kept}
    return subprocess.run(
        ["chroot", str(folder), *command], env=environment, capture_output=True, text=True, check=False
    )


@pytest.mark.long
@pytest.mark.timeout(1800)
def test_demo_on_a_bare_machine(bare: Path) -> None:
    started = time.monotonic()
    first = inside(bare, "/qala/qala", "demo", "--json")
    seconds = time.monotonic() - started
    assert first.returncode == 0, first.stderr
    assert len(json.loads(first.stdout)["areas"]["rows"]) == 5
    assert seconds < 120, f"the set-up took {seconds:.0f} s"
    table = inside(bare, "/qala/qala", "demo")
    assert table.returncode == 0, table.stderr
    assert "Karaganda" in table.stdout
    assert "file://" in table.stdout


@pytest.mark.long
@pytest.mark.timeout(1800)
def test_tests_on_a_bare_machine(bare: Path) -> None:
    result = inside(bare, "/qala/qala", "test", "-q", "-p", "no:cacheprovider")
    assert result.returncode == 0, result.stdout[-4000:] + result.stderr[-2000:]
    assert " passed" in result.stdout
