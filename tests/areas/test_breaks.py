"""What breaks a series between two periods."""

import pytest

from qala.areas.breaks import breaks_between
from qala.areas.model import AreaEvent

EVENTS = (
    AreaEvent("2022-06-08", "split", "b", "c", None, ""),
    AreaEvent("2018-06-19", "split", "a", "b", 0.3, ""),
    AreaEvent("2019-03-23", "renaming", "a", "a", 1, ""),
    AreaEvent("2020-12-31", "boundary", "a", "a", None, ""),
)


@pytest.mark.parametrize(
    ("places", "earlier", "later", "dates"),
    [
        (("a",), "2017", "2018", ["2018-06-19"]),
        (("b",), "2017", "2022", ["2018-06-19", "2022-06-08"]),
        (("a",), "2018", "2019", []),
        (("a",), "2019", "2020", ["2020-12-31"]),
        (("a",), "2020", "2021", []),
        (("a", "c"), "2018-Q2", "2023", ["2020-12-31", "2022-06-08"]),
        (("a",), "2018-06-18", "2018-06-19", ["2018-06-19"]),
        (("a",), "2018-06-19", "2018-06-20", []),
        (("x",), "2000", "2030", []),
        (("a",), "2022", "2017", []),
    ],
)
def test_events_after_the_one_period_up_to_the_other(
    places: tuple[str, ...], earlier: str, later: str, dates: list[str]
) -> None:
    assert [one.date for one in breaks_between(EVENTS, places, earlier, later)] == dates
