"""What several standards expect of a file that serves them all."""

from dataclasses import replace

from qala.values.expected import expected_of, expected_of_all
from tests.packs_by_hand import areas, standard

TREE = "id,parent\nwhole,\n"


def test_facts_of_all_and_no_id_that_means_different_things() -> None:
    one = standard(TREE, "id,fact,parent,kind\na,water,whole,share\nb,,whole,\nc,roads,whole,level\n")
    other = replace(
        standard(TREE, "id,fact,parent,kind\na,waste,whole,\nwater,b,whole,\nd,yes,whole,yes-no\n"), id="other"
    )
    found = expected_of_all((one, other), areas("x"), {})
    assert set(found.facts or ()) == {"water", "b", "roads", "waste", "yes", "population"}
    assert found.aliases == {"b": "b", "c": "roads", "d": "yes"}
    assert (found.shares, found.levels, found.yes_no) == ({"water"}, {"roads"}, {"yes"})
    assert found.areas == {"x"}


def test_of_one_it_is_that_one() -> None:
    one = standard(TREE, "id,fact,parent,kind\na,water,whole,share\nb,,whole,\n")
    assert expected_of_all((one,), None, {}) == expected_of(one, None, {})
