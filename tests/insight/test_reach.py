"""What one kind of actor could make of all nodes: held against assessing anew, and against the gap to a band."""

import pytest

from qala.engine import Settings, assess
from qala.engine.verify import method_in
from qala.errors import BadUse
from qala.insight import gap, reach
from qala.insight.explain import rows_of
from tests.insight.test_gap import FIGURES, METHOD, degree, made
from tests.kz_demo import demo_assessment
from tests.packs_by_hand import long, standard

BEST = {"a": 50.0, "b": 1.0, "c": 100.0, "d": 5, "e": 4.0, "f": 20.0}
"""c is divided by 500 people and taken per 1,000: 100 is 200, the best."""


@pytest.mark.parametrize("who", ["city", "region", "market"])
def test_it_is_what_assessing_anew_says(who: str) -> None:
    document = made()
    found = {
        one.influence: one for one in reach(*method_in(document), rows_of(document, "x", "whole", "2020", "verified"))
    }
    mine = [one.id for one in METHOD.indicators if one.influence == who]
    again = made(**{id_: BEST[id_] for id_ in mine})
    assert (found[who].asked, found[who].known) == (len(mine), len(mine))
    for node in ("water", "air", "whole"):
        assert found[who].degrees[node] == pytest.approx(degree(again, node))


def test_it_is_what_the_gap_says_of_each_node_of_each_city() -> None:
    document = demo_assessment()
    method, compared = method_in(document), 0
    for area in document["areas"]["rows"]:
        rows = rows_of(document, area["id"], "city", "2019", "verified")
        found = {one.influence: one for one in reach(*method, rows)}
        for node in ("hcs", "education", "environment"):
            try:
                groups = gap(document, area["id"], node).groups
            except BadUse:
                continue
            for group in groups[:-1]:
                reached = found[group.influence].degrees[node]
                assert reached == (None if group.reached is None else pytest.approx(group.reached))
                compared += 1
    assert compared > 20


def test_counts_are_of_what_is_asked_and_known() -> None:
    document = demo_assessment()
    rows = rows_of(document, "351010000", "city", "2019", "verified")
    found = reach(*method_in(document), rows)
    assert [one.influence for one in found] == ["city", "region", "central", "monopolist", "market"]
    assert sum(one.asked for one in found) == rows["city"]["asked"]
    assert sum(one.known for one in found) == rows["city"]["known"]


def test_where_areas_are_ranked_against_each_other_nothing_is_told() -> None:
    tree = "id,parent,weight,aggregate\nwhole,,,arithmetic\nwater,whole,1,copeland\nair,whole,3,\n"
    indicators = """id,parent,weight,direction,kind,low,high,influence
a,water,1,higher,quantity,0,50,city
b,water,1,higher,quantity,0,50,city
c,air,1,higher,quantity,0,200,
"""
    method = standard(tree, indicators)
    document = assess(method, long(x={"a": 5, "b": 6, "c": 7}, y={"a": 9, "b": 1, "c": 70}), Settings(("2020",)))
    city, nobody = reach(*method_in(document), rows_of(document, "x", "whole", "2020", "verified"))
    assert set(city.degrees) == {"air"}
    assert (city.influence, nobody.influence, nobody.degrees["air"]) == ("city", "", 100.0)


def test_a_figure_that_is_not_known_counts_as_known_then() -> None:
    document = assess(METHOD, long(x={name: one for name, one in FIGURES.items() if name != "e"}), Settings(("2020",)))
    found = reach(*method_in(document), rows_of(document, "x", "whole", "2020", "verified"))
    market = next(one for one in found if one.influence == "market")
    assert (market.asked, market.known) == (1, 0)
    assert market.degrees["air"] == pytest.approx(degree(made(e=4.0), "air"))


def test_what_would_have_no_degree_for_want_of_a_target_is_promised_none() -> None:
    indicators = """id,parent,direction,kind,normalise,target,steps,influence
a,whole,higher,quantity,fraction-of-target,10,,city
b,whole,higher,quantity,fraction-of-target,,,city
c,whole,higher,quantity,steps,,25;33%:50;66%:75;95%:100,city
"""
    document = assess(standard("id,parent\nwhole,\n", indicators), long(x={"a": 5.0}), Settings(("2020",)))
    (city,) = reach(*method_in(document), rows_of(document, "x", "whole", "2020", "verified"))
    assert city.degrees["whole"] == 100
    document = assess(standard("id,parent\nwhole,\n", indicators), long(x={"b": 5.0}), Settings(("2020",)))
    found = gap(document, "x", "whole")
    assert {one.indicator for one in found.levers} == {"a"}
