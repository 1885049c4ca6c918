"""What two standards share, what is near, and what is left over."""

import pytest

from qala.errors import BadPack
from qala.standard import Standard
from qala.standard.crosswalk import crosswalk
from qala.standard.relations import relations_of
from tests.packs_by_hand import standard

TREE = "id,parent\nwhole,\n"
HEAD = "id,fact,fact_unit,parent,direction,unit\n"
NOTES = "indicator,fact,relation,factor,note_kk,note_ru,note_en\n"


def one(crosswalk_csv: str = NOTES) -> Standard:
    rows = "a1,heat,,whole,lower,kWh\na2,noise,,whole,lower,%\na3,,,whole,higher,%\na4,,,whole,higher,%\n"
    return standard(TREE, HEAD + rows, crosswalk_csv=crosswalk_csv)


def other(crosswalk_csv: str = NOTES) -> Standard:
    rows = (
        "b1,heat,kWh,whole,lower,GJ\nb2,noise,,whole,lower,% of residents\nb3,cars,,whole,lower,%\nb4,,,whole,lower,%\n"
    )
    return standard(TREE, HEAD + rows, crosswalk_csv=crosswalk_csv)


def test_what_is_shared_with_its_factor() -> None:
    found = crosswalk(one(), other())
    assert [(each.fact, each.relation, each.factor) for each in found.shared] == [
        ("heat", "converted", 0.0036), ("noise", "same", 1)
    ]  # fmt: skip
    assert found.converted == 1
    back = crosswalk(other(), one()).shared[0]
    assert back.factor == pytest.approx(1000 / 3.6)


def test_what_is_near_is_told_and_not_left_over() -> None:
    found = crosswalk(one(NOTES + "a3,cars,broader,,к,р,With lorries.\n"), other())
    (pair,) = found.related
    assert (pair.asked.id, pair.near.id, pair.relation.relation, pair.of_other) == ("a3", "b3", "broader", False)
    assert pair.relation.note.en == "With lorries."
    assert [item.id for item in found.left] == ["a4"]
    assert [item.id for item in found.left_other] == ["b4"]


def test_what_the_other_says_of_itself_counts_too() -> None:
    found = crosswalk(one(), other(NOTES + "b4,a3,complement,,к,р,n\n"))
    (pair,) = found.related
    assert (pair.asked.id, pair.near.id, pair.of_other) == ("b4", "a3", True)


def test_a_pair_that_both_name_is_told_once() -> None:
    found = crosswalk(one(NOTES + "a3,cars,broader,,к,р,n\n"), other(NOTES + "b3,a3,narrower,,к,р,n\n"))
    assert [(pair.relation.relation, pair.of_other) for pair in found.related] == [("broader", False)]


def test_a_near_fact_that_the_other_does_not_ask_is_no_pair() -> None:
    assert crosswalk(one(NOTES + "a3,trams,near,,к,р,n\n"), other()).related == ()


def test_a_standard_shares_everything_with_itself() -> None:
    found = crosswalk(one(), one())
    assert len(found.shared) == 4
    assert (found.converted, found.related, found.left, found.left_other) == (0, (), (), ())


@pytest.mark.parametrize(
    ("row", "column"),
    [("a3,,near,,к,р,n", "fact"), (",cars,near,,к,р,n", "indicator"), ("a3,cars,alike,,к,р,n", "relation")],
)
def test_relations_that_cannot_be_read_are_refused_with_their_place(row: str, column: str) -> None:
    with pytest.raises(BadPack, match=rf"crosswalk\.csv, row 2, column {column}"):
        relations_of(one(NOTES + row + "\n"))
