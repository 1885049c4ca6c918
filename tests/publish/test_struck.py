"""Findings as they are shown: grouped by rule, the gravest first, and what became of each figure."""

from itertools import pairwise

from qala.publish.struck import Wanted, groups_of, wanted_of
from qala.standard.finding_rules import SEVERITIES
from tests.kz_demo import demo_assessment, demo_inputs


def test_groups_hold_all_that_was_found_the_gravest_first() -> None:
    every = demo_assessment()["findings"]
    found = wanted_of(every, Wanted())
    groups = groups_of(found, slice(None), every, demo_inputs()[0], {}, "en")
    assert sum(group.count for group in groups) == sum(len(group.items) for group in groups) == len(every)
    ranks = [SEVERITIES.index(group.severity) for group in groups]
    assert all(one <= other for one, other in pairwise(ranks))
    assert len({(group.id, group.severity) for group in groups}) == len(groups)


def test_a_figure_counts_unless_a_serious_finding_stands_at_it() -> None:
    made = demo_assessment()
    out = {(one["area"], one["indicator"], one["period"]) for one in made["findings"] if one["severity"] == "serious"}
    found = wanted_of(made["findings"], Wanted())
    names = {one["area"]: one["area"] for one in found}
    for group in groups_of(found, slice(None), made["findings"], demo_inputs()[0], names, "en"):
        for one in group.items:
            assert one.counts == ((one.area, one.indicator, one.period) not in out)
            assert group.severity != "serious" or one.became == "does not count"
    questioned = {
        (row["area"], row["indicator"], row["period"]) for row in made["indicators"] if row["state"] == "questioned"
    }
    assert questioned
    assert questioned <= out


def test_only_what_is_looked_for() -> None:
    every = demo_assessment()["findings"]
    found = wanted_of(every, Wanted(indicator="ev-pm25", severity="serious"))
    assert found
    assert all((one["indicator"], one["severity"]) == ("ev-pm25", "serious") for one in found)
    assert wanted_of(every, Wanted(area="nowhere")) == []
    page = groups_of(found, slice(0, 1), every, demo_inputs()[0], {}, "kk")
    assert [len(group.items) for group in page] == [1]
    assert page[0].count >= 1
