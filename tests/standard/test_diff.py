"""What changed between two editions, in words."""

from dataclasses import replace

import pytest

from qala.cli import inputs
from qala.standard import parse_standard
from qala.standard.diff import Difference, diff
from qala.texts import LANGUAGES
from tests.standard.test_lint import PLAIN, TOML, pack

GOOD = pack()


def by_id(found: tuple[Difference, ...]) -> dict[tuple[str, str], Difference]:
    return {(one.id, one.field or one.change): one for one in found}


def test_a_standard_has_no_difference_to_itself() -> None:
    assert diff(GOOD, GOOD) == ()
    kz = inputs.standard("kz-2017")
    assert diff(kz, kz) == ()


def test_the_order_of_rows_is_no_difference() -> None:
    other = replace(GOOD, indicators=GOOD.indicators[::-1], nodes=GOOD.nodes[::-1])
    assert diff(GOOD, other) == ()


def test_goalposts_direction_weight_and_titles() -> None:
    other = pack(a={"high": "12", "weight": "3", "title_en": "New A"}, b={"direction": "higher"})
    found = by_id(diff(GOOD, other))
    assert set(found) == {("a", "high"), ("a", "weight"), ("a", "title_en"), ("b", "direction")}
    assert (found["a", "high"].before, found["a", "high"].after) == (PLAIN["high"], "12")
    assert (found["a", "weight"].share_before, found["a", "weight"].share_after) == (0.25, 0.375)


def test_new_gone_and_moved() -> None:
    other = pack(tree=("air,whole", "fire,whole,1,,,,,,,,О,О,Fire\nair,whole"), c={"parent": "fire"})
    found = diff(GOOD, other)
    assert [(one.kind, one.change, one.id) for one in found] == [("node", "added", "fire"), ("indicator", "moved", "c")]
    assert [one.change for one in diff(other, GOOD)] == ["removed", "moved"]
    assert (found[1].before, found[1].after) == ("air", "fire")


def test_settings_and_bands() -> None:
    other = pack(toml=("min_coverage = 0.5", 'min_coverage = 0.6\n[aggregate]\nmethod = "geometric"'))
    fields = {one.field for one in diff(GOOD, other) if one.kind == "setting"}
    assert fields == {"min_coverage", "aggregate"}
    found = diff(GOOD, pack(toml=("from = 50", "from = 55")))
    assert [(one.kind, one.id, one.field, one.before, one.after) for one in found] == [
        ("band", "2", "start", "50", "55")
    ]


def test_bands_come_in_the_order_of_their_ids() -> None:
    other = pack(toml=(TOML[TOML.index("[scale]") :], ""))
    assert [one.id for one in diff(GOOD, other) if one.kind == "band"] == ["1", "2", "3"]


def test_the_order_of_lines_in_the_files_is_no_difference() -> None:
    files = dict(GOOD.files)
    for name in ("tree.csv", "indicators.csv"):
        head, *lines = files[name].splitlines()
        files[name] = "\n".join([head, *lines[::-1]]) + "\n"
    assert diff(GOOD, parse_standard(files)) == ()


def test_the_head_weight_sets_and_judgements() -> None:
    one = pack(files={"weights.csv": "set,id,weight\nx,a,1\nx,b,2\n", "ahp.csv": "node,a,b,ratio\nwater,a,b,4\n"})
    turned = {"weights.csv": "set,id,weight\nx,b,2\nx,a,1\n", "ahp.csv": "node,a,b,ratio\nwater,b,a,0.25\n"}
    assert diff(one, pack(files=turned)) == ()
    other = pack(files={"weights.csv": "set,id,weight\nx,a,3\n"}, toml=('["a decree"]', '["a law"]'))
    assert [(found.field, found.before, found.after) for found in diff(one, other)] == [
        ("basis", "a decree", "a law"),
        ("weights.csv x a", "1", "3"),
        ("weights.csv x b", "2", ""),
        ("ahp.csv water a / b", "4", ""),
    ]


def test_large_numbers_are_written_out() -> None:
    one, other = pack(a={"high": "1500000"}), pack(a={"high": "1500001"})
    assert [(found.before, found.after) for found in diff(one, other)] == [("1500000", "1500001")]


@pytest.mark.parametrize("language", LANGUAGES)
def test_each_is_one_sentence_in_every_language(language: str) -> None:
    other = pack(
        tree=("air,whole", "fire,whole,1,,,,,,,,О,О,Fire\nair,whole"),
        toml=("from = 50", "from = 55"),
        a={"weight": "3", "transform": "log", "normalise": "minmax:1:100"},
        c={"parent": "fire"},
    )
    found = [*diff(GOOD, other), *diff(other, GOOD)]
    assert {one.change for one in found} == {"added", "removed", "moved", "weight", "changed"}
    for one in found:
        said = one.text(language)  # type: ignore[arg-type]
        assert said.endswith(".")
        assert "{" not in said
        assert "\n" not in said
