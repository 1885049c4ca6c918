"""Times of jobs as the people of the site read them on their clocks."""

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest

from qala.errors import BadUse


def test_a_time_is_shown_in_the_zone_with_its_distance_from_utc(tables: str) -> None:
    from qala.web.jobs.showing import moment

    shown = moment(datetime(2026, 11, 23, 20, 30, tzinfo=UTC), "en")
    assert shown.words == "24 November 2026, 01:30 UTC+05:00"
    assert shown.machine == "2026-11-23T20:30:00+00:00"


def test_zones_that_are_not_whole_hours_or_west() -> None:
    from qala.texts import clock

    at = datetime(2026, 1, 1, 12, tzinfo=UTC)
    assert clock(at.astimezone(ZoneInfo("Asia/Kolkata"))) == "17:30 UTC+05:30"
    assert clock(at.astimezone(ZoneInfo("America/New_York"))) == "07:00 UTC-05:00"


@pytest.mark.parametrize("name", ["Asia/Nowhere", "../etc/passwd", ""])
def test_an_unknown_zone_is_refused_in_a_sentence(name: str) -> None:
    from qala.web.zone import zone

    with pytest.raises(BadUse, match="Asia/Almaty"):
        zone(name)
