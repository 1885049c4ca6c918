"""No room left where the site keeps its state: told in words, nothing half-done, well again with room."""

import json
import subprocess
from collections.abc import Iterator
from pathlib import Path

import polars as pl
import pytest

from qala.texts import text
from tests.copies import Copies
from tests.served import ask, serving
from tests.web.running.conftest import Site
from tests.web.running.test_cut_off import ADDED, ORGANISATION, Visitor, add_keeper, read_until_kept

ROOM = "400m"


@pytest.fixture
def small(tmp_path: Path) -> Iterator[Path]:
    """A disk of its own, with little room."""
    folder = tmp_path / "small"
    folder.mkdir()
    mounted = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", f"size={ROOM},mode=700", "tmpfs", folder], capture_output=True, check=False
    )
    if mounted.returncode:
        pytest.skip("a disk can be mounted by root alone")
    yield folder
    subprocess.run(["umount", "--lazy", folder], check=True)


def fill(folder: Path) -> Path:
    """A file that takes all the room there is."""
    full = folder / "full"
    with full.open("wb", buffering=0) as out:
        for size in (2**20, 4096):
            try:
                while True:
                    out.write(bytes(size))
            except OSError:
                continue
    return full


def test_the_database_has_no_room(copies: Copies, small: Path) -> None:
    copies.five_cities(small)
    site = Site(small)
    with serving(small, "", "--no-worker") as address:
        add_keeper(site)
        visitor = Visitor(address)
        visitor.sign_in()
        visitor.ask("/en/work/organisations/")
        kept = read_until_kept(address)
        full = fill(small)
        status, said, headers = visitor.ask("/en/work/organisations/", **ORGANISATION)
        assert (status, headers["Retry-After"]) == (503, "30")
        assert text("site.not_now", "en") in said
        with ask(f"{address}/kk/") as page:
            assert page.read() == kept, "what everybody reads alike is in memory"
        full.unlink()
        assert site.python(ADDED).split() == ["0", "0", "[]"], "nothing half-done"
        assert visitor.ask("/en/work/organisations/", **ORGANISATION)[0] == 200
        assert site.python(ADDED).split() == ["1", "1", "[]"]


def test_the_folder_of_a_site_on_postgresql_has_no_room(copies: Copies, small: Path, postgresql_port: int) -> None:
    site = Site(small, f"postgresql://qala@127.0.0.1:{postgresql_port}/full_disk")
    copies.five_cities(small, site.database)
    table = "/api/v1/publications/latest/values?format=parquet"
    with serving(small, site.database, "--no-worker") as address:
        add_keeper(site)
        visitor = Visitor(address)
        visitor.sign_in()
        visitor.ask("/en/work/organisations/")
        full = fill(small)
        assert visitor.ask("/en/work/organisations/", **ORGANISATION)[0] == 200, "what is written goes to the database"
        assert site.python(ADDED).split() == ["1", "1", "[]"]
        status, said, headers = visitor.ask(table)
        assert (status, headers["Retry-After"], json.loads(said)["code"]) == (503, "30", "not_now")
        full.unlink()
        with ask(address + table) as answer:
            assert pl.read_parquet(answer.read()).height > 1000, "and no half a file is left"
