"""The chart of an area: its degrees over time, on the bands of the scale; bars of one period."""

import itertools
from typing import Any

import pytest

from qala.errors import BadUse
from qala.insight import standard_of
from qala.publish.charts import NARROW, WIDE, Subject, history_chart
from qala.publish.charts.moments import moment
from qala.texts import LANGUAGES, Language, number, text
from tests.publish.charts.sample import cities, layers, part, told
from tests.robustness_by_draws import demo_with_robustness

ALMATY = "750000000"
SHYMKENT = "790000000"


def degrees(assessment: dict[str, Any], area: str) -> dict[str, dict[str, float]]:
    """The degrees of the whole and of each industry that has any, by period."""
    standard = standard_of(assessment)
    found: dict[str, dict[str, float]] = {}
    for node in (standard.root, *standard.industries):
        for row in assessment["nodes"]:
            if (row["area"], row["node"]) == (area, node.id) and row["degree"] is not None:
                found.setdefault(node.id, {})[row["period"]] = row["degree"]
    return found


@pytest.mark.parametrize("area", [row["id"] for row in cities()["areas"]["rows"]])
def test_a_panel_for_each_industry_that_has_a_degree(area: str) -> None:
    spec = history_chart(cities(), Subject("en", area)).to_dict()
    lines = layers(spec, "line")[::2]
    expected = degrees(cities(), area)
    assert len(spec["concat"]) == len(expected) == len(lines)
    for line, known in zip(lines, expected.values(), strict=True):
        assert {row["at"]: row["value"] for row in line} == {moment(period): value for period, value in known.items()}
        for one, other in itertools.pairwise(line):
            broken = area == SHYMKENT and one["at"] < 2018 <= other["at"]
            assert (one["run"] == other["run"]) == (other["at"] - one["at"] == 1 and not broken), "no line spans a gap"


def test_where_the_boundary_changed_the_line_breaks_with_a_mark_and_a_word() -> None:
    spec = history_chart(cities(), Subject("en", SHYMKENT)).to_dict()
    marks = layers(spec, "rule")
    assert marks
    assert all([row["at"] for row in mark] == [2017.5] for mark in marks)
    assert text("series.broken_degrees", "en", periods="2018") in spec["description"]
    other = history_chart(cities(), Subject("en", ALMATY)).to_dict()
    assert not layers(other, "rule")


def test_the_bands_of_the_scale_stand_behind() -> None:
    spec = history_chart(cities(), Subject("en", ALMATY)).to_dict()
    bands = standard_of(cities()).scale.bands
    for steps in layers(spec, "rect"):
        assert [(step["band"], step["value"]) for step in steps] == [(band.id, band.start) for band in bands]
        assert [step["to"] for step in steps] == [*(band.start for band in bands[1:]), 100]


def test_one_period_is_bars_in_the_order_of_the_standard() -> None:
    spec = history_chart(demo_with_robustness(), Subject("en", ALMATY)).to_dict()
    bars = layers(spec, "bar")[1]
    assert {bar["area"]: bar["degree"] for bar in bars} == {
        node: known["2019"] for node, known in degrees(demo_with_robustness(), ALMATY).items()
    }
    assert [bar["area"] for bar in bars] == list(degrees(demo_with_robustness(), ALMATY))


@pytest.mark.parametrize("language", LANGUAGES)
def test_says_in_words_what_it_shows(language: Language) -> None:
    chart = history_chart(cities(), Subject(language, ALMATY))
    standard = standard_of(cities())
    for node, known in degrees(cities(), ALMATY).items():
        values = (f"{period} – {number(value, language, 1, fixed=True)}" for period, value in sorted(known.items()))
        assert f"{standard.node[node].title.text(language)}: {', '.join(values)}." in told(chart)
    without = [
        node.title.text(language)
        for node in (standard.root, *standard.industries)
        if node.id not in degrees(cities(), ALMATY)
    ]
    assert text("charts.without", language, names=", ".join(without)) in told(chart)
    assert text("charts.gaps", language) in told(chart)


def test_two_panels_stand_side_by_side_on_a_phone_and_four_on_a_screen() -> None:
    for sheet, columns in ((WIDE, 4), (NARROW, 2)):
        spec = history_chart(cities(), Subject("kk", ALMATY), sheet).to_dict()
        assert spec["columns"] == columns
        assert spec["concat"][0]["width"] * columns < sheet.room


def test_a_part_of_an_assessment_is_enough() -> None:
    whole, some = (history_chart(one, Subject("ru", ALMATY)) for one in (cities(), part(cities(), ALMATY)))
    assert whole.to_dict() == some.to_dict()


def test_what_cannot_be_drawn_is_refused_in_a_sentence() -> None:
    with pytest.raises(BadUse, match=r'^There is no area "elsewhere"\. Known: 151010000, '):
        history_chart(cities(), Subject("en", "elsewhere"))
    empty = part(cities(), ALMATY)
    empty["nodes"] = [row | {"degree": None} for row in empty["nodes"]]
    with pytest.raises(BadUse, match=r"^Almaty has no degree in any period \(verified\)"):
        history_chart(empty, Subject("en", ALMATY))
