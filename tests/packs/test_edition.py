"""A new edition: a copy that is a draft, says another edition, has no act, and is otherwise what it came from."""

from pathlib import Path

import pytest

from qala import packs
from qala.errors import BadFile, BadUse
from qala.packs.edition import drafted, new_edition
from qala.standard import read_standard
from qala.standard.diff import diff
from qala.standard.lint import lint
from qala.standard.model import Act

TOLD = {"id": "x", "edition": "2", "status": "draft"}


def tables(folder: Path) -> dict[str, bytes]:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file() and path.name != "standard.toml"
    }


def test_a_new_edition_is_the_old_one_but_for_what_it_says_of_itself(tmp_path: Path) -> None:
    source, folder = packs.find_standard("kz-2017"), tmp_path / "next"
    new_edition(folder, source, "2027-1")
    old, new = read_standard(source), read_standard(folder)
    assert (new.id, new.edition, new.status, new.act, new.valid_from) == (old.id, "2027-1", "draft", Act(), "")
    assert {one.field for one in diff(old, new)} == {"edition", "status", "valid_from"}
    assert tables(folder) == tables(source)
    assert [fault.code for fault in lint(new)] == [fault.code for fault in lint(old)]
    assert "# One hue from light to dark" in (folder / "standard.toml").read_text(encoding="utf-8")


def test_the_act_goes_and_remarks_stay(tmp_path: Path) -> None:
    packs.new_standard(tmp_path / "old", "x")
    file = tmp_path / "old" / "standard.toml"
    act = 'valid_from = 2026-01-02\n[standard.act]\n# who signed\nnumber = "7"\ndate = 2026-01-01\n\n[areas]'
    file.write_text(
        file.read_text(encoding="utf-8").replace("[areas]", act).replace('"draft" ', '"in-force" '), "utf-8"
    )
    old = read_standard(tmp_path / "old")
    assert (old.status, old.act.number, old.act.date) == ("in-force", "7", "2026-01-01")
    new_edition(tmp_path / "new", tmp_path / "old")
    new = read_standard(tmp_path / "new")
    assert (new.edition, new.status, new.act, new.valid_from) == ("draft-1-draft", "draft", Act(), "")
    written = (tmp_path / "new" / "standard.toml").read_text(encoding="utf-8")
    assert "# who signed" in written
    assert "# draft, discussion, registered" in written


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ('[standard]\nid = "a"\n', '[standard]\nedition = "2"\nstatus = "draft"\nid = "x"\n'),
        (
            "[standard]\nid = 'a' # why\nedition = \"1\"\n",
            '[standard]\nstatus = "draft"\nid = "x" # why\nedition = "2"\n',
        ),
        (
            '[ standard ]\nid="a"\nstatus="in-force"\nact = { number = "1" }\nedition="1"\n[areas]\nstatus = "1"\n',
            '[ standard ]\nid="x"\nstatus="draft"\nedition="2"\n[areas]\nstatus = "1"\n',
        ),
        (
            '[standard]\nid = "a"\nact.number = "1"\nbasis = [\n  "[standard.act] of old",\n]\n',
            '[standard]\nedition = "2"\nstatus = "draft"\nid = "x"\nbasis = [\n  "[standard.act] of old",\n]\n',
        ),
    ],
)
def test_only_these_keys_are_rewritten(before: str, after: str) -> None:
    assert drafted(before, TOLD) == after


def test_what_cannot_be_a_new_edition_is_refused_and_nothing_is_written(tmp_path: Path) -> None:
    source = packs.find_standard("kz-2017")
    packs.new_standard(tmp_path / "old", "x")
    for edition, id_, folder in (
        ("2017-12", None, tmp_path / "new"),
        ("a b", None, tmp_path / "new"),
        ("2", "a b", tmp_path / "new"),
        ("2", None, source / "new"),
    ):
        with pytest.raises(BadUse):
            new_edition(folder, source, edition, id_)
        assert not folder.exists()
    with pytest.raises(BadFile, match="stands there already"):
        new_edition(tmp_path / "old", source, "2")


def test_a_layout_that_cannot_be_rewritten_is_told(tmp_path: Path) -> None:
    packs.new_standard(tmp_path / "old", "x")
    file = tmp_path / "old" / "standard.toml"
    file.write_text(file.read_text(encoding="utf-8").replace("[standard]", '["standard"]'), encoding="utf-8")
    with pytest.raises(BadFile, match="line of its own"):
        new_edition(tmp_path / "new", tmp_path / "old", "2")


def test_what_office_programs_lay_beside_is_no_part_of_a_pack(tmp_path: Path) -> None:
    packs.new_standard(tmp_path / "old", "x")
    for name in (".~lock.tree.csv#", "~$tree.csv", "._tree.csv", ".cache/a.csv"):
        (tmp_path / "old" / name).parent.mkdir(exist_ok=True)
        (tmp_path / "old" / name).write_bytes(b"\x00\xff")
    new_edition(tmp_path / "new", tmp_path / "old", "2")
    assert sorted(path.name for path in (tmp_path / "new").glob("*.csv")) == ["indicators.csv", "tree.csv"]
