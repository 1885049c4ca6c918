"""The chart of an indicator: its values are those of the assessment, each marked for what it is."""

import itertools
from collections.abc import Callable
from typing import Any

import pytest

from qala.areas.model import AreaEvent
from qala.engine import Settings, assess
from qala.errors import BadUse
from qala.insight import standard_of
from qala.publish.charts import NARROW, WIDE, Sheet, Subject, series_chart
from qala.publish.charts.drawn import reaching
from qala.publish.charts.moments import moment
from qala.publish.charts.theme import LINES, MANY
from qala.texts import LANGUAGES, Language, number, text
from tests import packs_by_hand as by_hand
from tests.publish.charts.sample import cities, layers, part, regions, spec_data, told

INDICATORS = [
    one.id for one in standard_of(cities()).indicators
    if any(row["value"] is not None for row in cities()["indicators"] if row["indicator"] == one.id)
]  # fmt: skip


def spec_of(indicator: str, sheet: Sheet = WIDE, assessment: dict[str, Any] | None = None) -> dict[str, Any]:
    """As the site keeps it; that charts keep to the schema of Vega-Lite is asked once below, it takes a second each."""
    chart = series_chart(assessment or cities(), Subject("en", indicator), sheet)
    found: dict[str, Any] = chart.to_dict(validate=False)
    return found


def rows_of(indicator: str, assessment: dict[str, Any] | None = None) -> list[dict[str, Any]]:
    known = (assessment or cities())["indicators"]
    return [row for row in known if row["indicator"] == indicator and row["value"] is not None]


def shown(rows: list[dict[str, Any]]) -> set[tuple[str, float, float]]:
    return {(row["area"], row["at"], row["value"]) for row in rows}


def known(rows: list[dict[str, Any]]) -> set[tuple[str, float, float]]:
    return {(row["area"], moment(row["value_period"]), row["value"]) for row in rows}


@pytest.mark.parametrize("indicator", INDICATORS)
def test_every_value_is_a_point_of_its_kind(indicator: str) -> None:
    full, open_, grey = layers(spec_of(indicator), "point")[:3]
    rows = rows_of(indicator)
    counted = [row for row in rows if row["state"] != "questioned" and row["value_period"] == row["period"]]
    assert shown(full) >= known([row for row in counted if row["boundary"] == row["area"]])
    assert shown(open_) >= known([row for row in counted if row["boundary"] != row["area"]])
    assert shown(grey) == known([row for row in rows if row["state"] == "questioned"])
    assert shown(full) | shown(open_) | shown(grey) == known(rows)
    assert len(full) + len(open_) + len(grey) == len(known(rows)), "a value that is carried on stands once"


@pytest.mark.parametrize("sheet", [WIDE, NARROW])
@pytest.mark.parametrize("sample", [cities, regions])
def test_keeps_to_the_schema_of_vega_lite(sample: Callable[[], dict[str, Any]], sheet: Sheet) -> None:
    chart = series_chart(sample(), Subject("en", "tr-deaths"), sheet)
    assert chart.to_dict() == spec_of("tr-deaths", sheet, sample())


def test_a_line_breaks_where_there_is_no_value_and_passes_no_questioned_one() -> None:
    (line,) = layers(spec_of("ev-pm25"), "line")
    questioned = {(row["area"], moment(row["period"])) for row in rows_of("ev-pm25") if row["state"] == "questioned"}
    assert questioned
    assert not questioned & {(row["area"], row["at"]) for row in line}
    runs: dict[str, list[float]] = {}
    for row in line:
        runs.setdefault(row["run"], []).append(row["at"])
    assert all(times == [times[0] + step for step in range(len(times))] for times in runs.values())
    areas = [next(row["area"] for row in line if row["run"] == run) for run in runs]
    assert len(areas) > len(set(areas)), "some line has a gap"


def test_goalposts_are_rules_at_the_values_of_the_ends_of_the_scale() -> None:
    for indicator, worst in (("ev-pm25", "high"), ("hc-sewage", "low")):
        goals = layers(spec_of(indicator), "rule")[0]
        row = rows_of(indicator)[0]
        other = "low" if worst == "high" else "high"
        assert {goal["value"]: goal["said"] for goal in goals} == {row[worst]: "degree 0", row[other]: "degree 100"}


def test_names_stand_at_the_ends_of_lines_and_not_on_one_another() -> None:
    for assessment in (cities(), regions()):
        for sheet in (WIDE, NARROW):
            spec = spec_of("tr-deaths", sheet, assessment)
            places = [layer["encoding"]["y"]["value"] for layer in spec["layer"]
                      if layer["mark"]["type"] == "text" and "value" in layer["encoding"]["y"]]  # fmt: skip
            assert len(places) == len({row["area"] for row in rows_of("tr-deaths", assessment)})
            assert all(lower - upper >= 15 for lower, upper in itertools.pairwise(places))
            assert max(places) <= spec["height"]
            assert min(places) >= 0


def test_few_areas_have_an_ink_and_a_shape_each_and_many_share_one() -> None:
    points = [one["encoding"] for one in spec_of("tr-deaths")["layer"] if one["mark"]["type"] == "point"]
    assert points[0]["color"]["scale"]["range"] == [ink for ink, _ in LINES[:5]]
    assert len(set(points[0]["shape"]["scale"]["range"])) == 5
    many = [one["encoding"] for one in spec_of("tr-deaths", WIDE, regions())["layer"] if one["mark"]["type"] == "line"]
    assert set(many[0]["color"]["scale"]["range"]) == {MANY[0]}


@pytest.mark.parametrize("language", LANGUAGES)
def test_says_in_words_what_it_shows(language: Language) -> None:
    chart = series_chart(cities(), Subject(language, "hc-sewage"))
    words = told(chart)
    assert standard_of(cities()).indicator["hc-sewage"].title.text(language) in words
    assert text("charts.higher", language) in words
    for row in rows_of("hc-sewage"):
        assert f"{row['value_period']} – {number(row['value'], language, 2)}" in words
    for area in cities()["areas"]["rows"]:
        assert area["name"][language] in words
    subtitle = " ".join(chart.to_dict()["title"]["subtitle"])
    wider = {row["boundary"] for row in rows_of("hc-sewage") if row["boundary"] != row["area"]}
    names = {row["id"]: row["name"][language] for row in cities()["areas"]["others"]}
    assert wider
    assert all(names[place] in subtitle for place in wider)


def test_a_tip_says_the_value_its_unit_and_whose_it_is() -> None:
    spec = spec_of("hc-sewage")
    (reach,) = (spec_data(spec, one) for one in spec["layer"] if reaching(one))
    row = next(row for row in rows_of("hc-sewage") if row["boundary"] != row["area"])
    (found,) = (one for one in reach if (one["area"], one["at"]) == (row["area"], moment(row["period"])))
    place = next(one["name"]["en"] for one in cities()["areas"]["others"] if one["id"] == row["boundary"])
    assert found["tip"] == f"{row['period']}: {number(row['value'], 'en', 3)} % of wastewater ({place})"


def test_a_part_of_an_assessment_is_enough() -> None:
    spec = spec_of("hc-sewage", WIDE, part(cities(), "710000000"))
    assert {row["area"] for row in layers(spec, "point")[0]} == {"710000000"}


def test_what_cannot_be_drawn_is_refused_in_a_sentence() -> None:
    with pytest.raises(BadUse, match=r'^There is no indicator "nothing"\. `qala standard show` lists'):
        series_chart(cities(), Subject("en", "nothing"))
    with pytest.raises(BadUse, match=r"^The indicator en-public-heat has no value of any area \(verified\)"):
        series_chart(cities(), Subject("en", "en-public-heat"))
    with pytest.raises(BadUse, match='no basis "heard"'):
        series_chart(cities(), Subject("en", "ev-pm25", basis="heard"))


def test_no_line_joins_figures_of_different_boundaries() -> None:
    """Shymkent: figures of Ontustik's towns up to 2017, its own since the region was divided in June 2018."""
    spec = spec_of("he-under5")
    (line,) = [rows for rows in layers(spec, "line") if rows]
    runs = {row["at"]: row["run"] for row in line if row["area"] == "790000000"}
    assert runs[2017.0] != runs[2018.0]
    assert runs[2016.0] == runs[2017.0]
    assert "(2018)" in next(said for said in str(spec["description"]).split("\n") if "another boundary" in said)


def test_a_boundary_that_changed_under_the_same_id_breaks_the_line_too() -> None:
    method = by_hand.standard("id,parent\nwhole,\n", "id,parent,low,high\na,whole,0,9\n")
    years = ("2019", "2020", "2021")
    table = by_hand.values([{"area": x, "fact": "a", "period": year, "value": 5} for x in "xy" for year in years])
    places = by_hand.areas("x", "y", events=[AreaEvent("2020-06-08", "boundary", "x", "x", None, "")])
    spec = spec_of("a", assessment=assess(method, table, Settings(years), places))
    (line,) = [rows for rows in layers(spec, "line") if rows]
    runs = {area: [row["run"] for row in line if row["area"] == area] for area in "xy"}
    assert [len(set(found)) for found in runs.values()] == [2, 1]
    assert runs["x"][1] == runs["x"][2]
    assert "x (2020)" in spec["description"]
