"""Which value counts: carried, pooled, of whose boundary, questioned."""

from typing import Any

import pytest

from qala.areas.model import AreaEvent
from tests.packs_by_hand import Answer, areas, assessed, standard, values

TREE = "id,parent\nwhole,\n"


def answer(columns: str, cells: str, rows: list[dict[str, Any]], *events: AreaEvent, **settings: Any) -> Answer:
    """One indicator `a` with some columns set, and some values of the city x."""
    method = standard(TREE, f"id,parent,direction,low,high,{columns}\na,whole,higher,0,100,{cells}\n")
    full = [{"area": "x", "fact": "a", **row} for row in rows]
    places = areas("x", o="region", u="urban-part", events=events)
    return assessed(method, values(full), places, **settings)


def test_carry_marks_and_does_not_count_as_known() -> None:
    found = answer("carry", "2", [{"period": "2018", "value": 40.0}])
    cell = found.indicator("x", "a")
    assert (cell["degree"], cell["state"], cell["value_period"]) == (40, "carried", "2018")
    whole = found.node("x", "whole")
    assert (whole["degree"], whole["known"], whole["filled"], whole["partial"]) == (40, 0, 1, True)


def test_carry_has_an_end() -> None:
    assert answer("carry", "1", [{"period": "2018", "value": 40.0}]).indicator("x", "a")["state"] == "missing"


def test_the_newest_is_carried() -> None:
    rows = [{"period": "2018", "value": 40.0}, {"period": "2019", "value": 50.0}]
    assert answer("carry", "2", rows).indicator("x", "a")["value"] == 50


def test_nothing_is_carried_over_a_change_of_boundary() -> None:
    event = AreaEvent("2020-03-01", "boundary", "x", "y", None, "test")
    found = answer("carry", "2", [{"period": "2019", "value": 40.0}], event)
    assert found.indicator("x", "a")["state"] == "missing"


def test_window_pools_by_denominators_where_all_have_one() -> None:
    rows = [
        {"period": "2019", "value": 10.0, "numerator": 10.0, "denominator": 100.0},
        {"period": "2020", "value": 40.0, "numerator": 120.0, "denominator": 300.0},
    ]
    cell = answer("window", "3", rows).indicator("x", "a")
    assert cell["value"] == pytest.approx(130 / 400 * 100)
    assert [entry["period"] for entry in cell["pool"]] == ["2020", "2019"]
    plain = [{**row, "denominator": None, "numerator": None} for row in rows]
    assert answer("window", "3", plain).indicator("x", "a")["value"] == 25


def test_window_does_not_reach_over_a_boundary() -> None:
    rows = [{"period": "2019", "value": 10.0, "boundary": "o"}, {"period": "2020", "value": 40.0}]
    assert answer("window", "3", rows).indicator("x", "a")["value"] == 40
    event = AreaEvent("2020-03-01", "split", "x", "y", None, "test")
    rows = [{"period": "2019", "value": 10.0}, {"period": "2020", "value": 40.0}]
    assert answer("window", "3", rows, event).indicator("x", "a")["value"] == 40


@pytest.mark.parametrize(
    ("rule", "boundary", "state"),
    [
        ("city", "x", "reported"), ("city", "o", "withheld"), ("withheld", "o", "withheld"),
        ("urban-part", "u", "reported"), ("urban-part", "o", "withheld"),
        ("region-marked", "o", "reported"), ("", "o", "reported"),
    ],
)  # fmt: skip
def test_boundary_rules(rule: str, boundary: str, state: str) -> None:
    found = answer("boundary_rule", rule, [{"period": "2020", "value": 40.0, "boundary": boundary}])
    cell = found.indicator("x", "a")
    assert (cell["state"], cell["boundary"], cell["value"]) == (state, boundary, 40)
    assert (cell["degree"] is None) == (state == "withheld")


def test_too_few_events_are_shown_and_not_scored() -> None:
    rows = [{"period": "2020", "value": 3.3, "numerator": 1.0, "denominator": 30000.0}]
    cell = answer("min_events", "20", rows).indicator("x", "a")
    assert (cell["state"], cell["value"], cell["degree"]) == ("unscored", 3.3, None)


def test_bases_stand_side_by_side() -> None:
    rows = [
        {"period": "2020", "value": 90.0, "status": "declared"},
        {"period": "2020", "value": 60.0, "status": "verified"},
    ]
    found = answer("", "", [{**rows[0], "recorded_at": "2021-02-01"}, {**rows[1], "recorded_at": "2021-01-01"}],
                   bases=("verified", "declared"))  # fmt: skip
    assert found.indicator("x", "a", basis="verified")["degree"] == 60
    cell = found.indicator("x", "a", basis="declared")
    assert (cell["degree"], cell["verified"], cell["declared"]) == (90, 60, 90)


def test_several_periods_and_a_change_beyond_rounding() -> None:
    rows = [{"period": "2019", "value": 40.0}, {"period": "2020", "value": 40.4}, {"period": "2018", "value": 20.0}]
    found = answer("resolution", "1", rows, periods=("2019", "2020"))
    change = found.node("x", "whole", "2019")["change"]
    assert change == {"from_period": "2018", "degrees": 20.0, "indicators": 1, "beyond_resolution": True}
    change = found.node("x", "whole", "2020")["change"]
    assert change["degrees"] == pytest.approx(0.4)
    assert not change["beyond_resolution"]


def test_a_carried_figure_makes_no_change() -> None:
    found = answer("carry", "1", [{"period": "2019", "value": 40.0}], periods=("2020",))
    assert found.node("x", "whole")["degree"] == 40
    assert found.node("x", "whole")["change"] is None
