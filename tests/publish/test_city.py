"""What the pages of cities and industries say, held against the rows."""

from functools import cache
from typing import Any

import pytest

from qala.areas.model import Area, AreaEvent, Areas, Text
from qala.engine import Settings, assess
from qala.engine.verify import areas_in, method_in
from qala.insight import reach, standard_of
from qala.publish.case import Case
from qala.publish.city import (
    cases_of,
    city_rows,
    events_of,
    history_of,
    industry_rows,
    industry_view,
    lacks_of,
    powers_of,
)
from qala.publish.map_model import map_view
from qala.texts import number
from tests.kz_demo import demo_inputs

KARAGANDA, ALMATY, ASTANA = "351010000", "750000000", "710000000"


@cache
def assessment() -> dict[str, Any]:
    standard, values, places = demo_inputs()
    return assess(standard, values, Settings(("2017", "2018", "2019")), places)


@cache
def cases() -> tuple[Case, ...]:
    return tuple(cases_of(assessment(), standard_of(assessment()), "verified", "en"))


def of(area: str, period: str = "2019") -> Case:
    return next(one for one in cases() if (one.area, one.period) == (area, period))


def degrees(period: str = "2019") -> dict[str, dict[str, Any]]:
    found: dict[str, dict[str, Any]] = {}
    for row in assessment()["nodes"]:
        if row["period"] == period:
            found.setdefault(row["area"], {})[row["node"]] = [row["degree"], row["rank"], row["known"], None]
    return found


def one_decimal(value: float) -> str:
    return number(value, "en", 1, fixed=True)


def test_the_cases_are_those_made_one_by_one() -> None:
    assert len(cases()) == 15
    for case in cases():
        one = Case.of(assessment(), case.standard, case.area, case.period, "verified", "en")
        assert case.rows == one.rows
        assert case.findings == one.findings


def test_the_history_is_the_degrees_of_each_period_with_the_arrows_of_the_map() -> None:
    history = history_of([one for one in cases() if one.area == KARAGANDA])
    assert history is not None
    assert history.periods == ("2017", "2018", "2019")
    view = map_view(assessment(), "en", "2019")
    row = next(one for one in view.rows if one.id == KARAGANDA)
    latest = {cell.node: cell for cell in row.cells}
    for course in history.courses:
        for period, cell in zip(history.periods, course.cells, strict=True):
            assert cell.degree == of(KARAGANDA, period).rows[course.id]["degree"]
        assert course.cells[-1] == latest[course.id]
    assert set(history.left) == {"The whole city", "Energy saving", "Transport"}


def test_the_history_marks_where_the_boundary_changed() -> None:
    events = areas_in(assessment()).events
    mine = [one for one in cases() if one.area == "790000000"]
    marked, plain = history_of(mine, events), history_of([one for one in cases() if one.area == KARAGANDA], events)
    assert marked is not None
    assert plain is not None
    assert (marked.broken, plain.broken) == (("2018",), ())


def test_one_period_has_no_history() -> None:
    assert history_of([of(KARAGANDA)]) is None


def test_powers_name_each_gain_once_and_none_that_is_not() -> None:
    case = of(KARAGANDA)
    found = powers_of(case, reach(*method_in(assessment()), case.rows))
    assert [one.who for one in found] == [
        "city akimat", "oblast akimat", "central state body", "natural monopolist", "companies",
    ]  # fmt: skip
    for power in found:
        points = [gain.points for gain in power.gains if gain.points is not None]
        assert points == sorted(points, reverse=True)
        assert all(one > 0 for one in points)
        for gain in power.gains:
            now = case.rows[gain.id]["degree"]
            assert gain.now == ("–" if now is None else one_decimal(now))
    market = found[-1]
    assert [gain.title for gain in market.gains] == ["Information technology"]
    assert market.gains[0].then == one_decimal(of(KARAGANDA).rows["it"]["degree"] + market.gains[0].points or 0.0)


def test_what_is_not_known_is_told_once_each_by_owner() -> None:
    case = of(KARAGANDA)
    missing = [one.id for one in case.below(case.standard.root) if case.rows[one.id]["state"] == "missing"]
    found = lacks_of(case)
    assert sum(one.count for one in found) == len(missing)
    quantities = sorted(id_ for lack in found for id_, _ in lack.indicators)
    assert quantities == sorted(id_ for id_ in missing if case.standard.indicator[id_].kind != "level")
    assert [one.count for one in found] == sorted((one.count for one in found), reverse=True)


def test_renamings_are_told_with_the_names_of_their_time() -> None:
    found = events_of(areas_in(assessment()), ASTANA, "en")
    assert [(one.date, one.said) for one in found] == [
        ("2019-03-23", "Renamed: Astana → Astana (Nur-Sultan)."),
        ("2022-09-17", "Renamed: Astana (Nur-Sultan) → Astana."),
    ]


def test_the_region_around_a_city_counts_and_the_country_does_not() -> None:
    names = {id_: Text(id_, id_, id_) for id_ in ("land", "region", "new", "town", "far")}
    kinds = {
        "land": ("", "country"),
        "region": ("land", "region"),
        "new": ("land", "region"),
        "town": ("region", "city"),
    }
    records = tuple(Area(id_, names[id_], *about) for id_, about in kinds.items())
    events = (
        AreaEvent("2020-01-01", "split", "region", "new", 0.4, "act"),
        AreaEvent("2019-01-01", "boundary", "region", "region", None, "act"),
        AreaEvent("2018-01-01", "boundary", "land", "land", None, "act"),
        AreaEvent("2018-01-01", "merger", "far", "new", 1.0, "act"),
    )
    assert [one.said for one in events_of(Areas(records, events), "town", "en")] == [
        "The boundary changed: region.",
        "A part became a place of its own: region → new. Share: 40 %.",
    ]


def test_cities_are_listed_with_their_highest_and_lowest_industry() -> None:
    document = {**assessment(), "nodes": [row for row in assessment()["nodes"] if row["period"] == "2019"]}
    standard = standard_of(document)
    rows = {one.id: one for one in city_rows(document, standard, "en")}
    assert len(rows) == 5
    for id_, row in rows.items():
        own = {one.id: of(id_).rows[one.id]["degree"] for one in standard.industries}
        known = {node: degree for node, degree in own.items() if degree is not None}
        assert row.assessed == len(known)
        assert row.best is not None
        assert row.worst is not None
        assert (row.best.degree, row.worst.degree) == (max(known.values()), min(known.values()))
        assert (row.known, row.asked) == (of(id_).rows["city"]["known"], of(id_).rows["city"]["asked"])
        assert row.degree_text == "no degree"
    assert rows[ALMATY].population == "2,351,424"


def test_industries_are_listed_with_their_ends() -> None:
    standard = standard_of(assessment())
    weights = {row["node"]: row["nominal_weight"] for row in assessment()["nodes"]}
    names = {row["id"]: row["name"]["en"] for row in assessment()["areas"]["rows"]}
    rows = {one.id: one for one in industry_rows(standard, degrees(), weights, names, "en")}
    assert list(rows) == [one.id for one in standard.industries]
    assert {one.weight for one in rows.values()} == {"14.3 %"}
    assert sum(one.indicators for one in rows.values()) == 80
    assert (rows["energy"].assessed, rows["energy"].best, rows["energy"].worst) == (0, None, None)
    end = rows["environment"].worst
    assert end is not None
    assert (end.area, end.mark.degree) == (KARAGANDA, of(KARAGANDA).rows["environment"]["degree"])


@pytest.mark.parametrize("node", ["environment", "energy", "transport"])
def test_an_industry_shows_each_city_and_each_value(node: str) -> None:
    mine = [one for one in cases() if one.period == "2019"]
    standard = standard_of(assessment())
    view = industry_view(mine, standard.node[node])
    assert [one.cell.area for one in view.standings] == [one.area for one in mine]
    for one in view.standings:
        assert one.width == pytest.approx(one.cell.degree or 0.0)
    shown = [item.id for branch in view.branches for item in branch.items if branch.weight]
    assert shown == [one.id for one in standard.asked_below[node]]
    for id_, values in view.values.items():
        for case, value in zip(mine, values, strict=True):
            row = case.rows[id_]
            assert (value.value == "–") == (row["value"] is None)
            assert ("◇" in value.marks) == (row["value"] is not None and row["boundary"] != case.area)
            assert ("?" in value.marks) == (row["value"] is not None and row["state"] in ("questioned", "withheld"))
        assert view.counted[id_] == sum(case.rows[id_]["value"] is not None for case in mine)
