"""What standards ask in a round: each fact once, in its own unit, with all standards that the answer counts in."""

from pathlib import Path

from qala.publish.reasons import unit_of
from qala.values.form import LIMITS
from qala.web.collection.method import asked_of
from tests.packs_by_hand import standard

TREE = "id,parent\nwhole,\nwater,whole\n"
HEAD = "id,fact,fact_unit,parent,direction,unit,kind,low,high,numerator,denominator\n"
LOSS = "lost,water-lost,%,water,lower,share,share,0,1,water lost,water supplied\n"
SAME = "w1,water-lost,,water,lower,%,share,0,100,water lost,water supplied\n"
NEVER = "n1,noise,,water,context,%,share,,,,\nn2,water-lost,,water,context,%,share,,,,\n"


def written(folder: Path, name: str, rows: str, settings: str = "") -> str:
    """A pack in a folder, as a name of a standard."""
    place = folder / name
    place.mkdir()
    for file, text in standard(TREE, HEAD + rows, settings).files.items():
        (place / file).write_text(text, encoding="utf-8")
    return str(place)


def test_a_fact_is_asked_once_in_its_own_unit(tmp_path: Path) -> None:
    names = written(tmp_path, "one", LOSS), written(tmp_path, "two", SAME)
    (asked,) = asked_of(names).values()
    assert asked.counts_in == names
    assert (asked.ask().unit, unit_of(asked.indicator, "en")) == ("%", "%")
    assert asked_of(names[::-1])["water-lost"].ask().unit == "%"


def test_what_is_no_share_where_it_is_kept_has_no_hundred_per_cent(tmp_path: Path) -> None:
    rows = "w,water-lost,per 1 000,water,lower,%,share,0,100,a,b\n"
    ask = asked_of((written(tmp_path, "one", rows),))["water-lost"].ask()
    assert (ask.unit, ask.as_ratio, LIMITS[ask.kind][1]) == ("per 1 000", False, float("inf"))


def test_a_standard_that_scores_nothing_asks_for_all(tmp_path: Path) -> None:
    only = written(tmp_path, "only", NEVER, "scores = false\n")
    assert list(asked_of((only,))) == ["noise", "water-lost"]
    mixed = written(tmp_path, "mixed", SAME + NEVER.replace("n2,water-lost", "n2,light"))
    assert list(asked_of((mixed,))) == ["water-lost"]
