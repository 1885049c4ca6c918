"""The chart of a node: a bar for each area that has a degree, the best first."""

from typing import Any

import pytest

from qala.errors import BadUse
from qala.insight import standard_of
from qala.publish.charts import Subject, standing_chart
from qala.texts import LANGUAGES, Language, number, text
from tests.publish.charts.sample import cities, layers, part, robust_cities, told


def known(node: str, assessment: dict[str, Any]) -> list[dict[str, Any]]:
    rows = [row for row in assessment["nodes"] if (row["node"], row["period"]) == (node, "2019")]
    return sorted((row for row in rows if row["degree"] is not None), key=lambda row: -float(row["degree"]))


def test_bars_are_degrees_in_the_colours_of_bands_the_best_first() -> None:
    _, bars = layers(standing_chart(robust_cities(), Subject("en", "it")).to_dict(), "bar")[:2]
    colours = {band.id: band.colour for band in standard_of(robust_cities()).scale.bands}
    rows = known("it", robust_cities())
    assert [(bar["area"], bar["degree"], bar["colour"]) for bar in bars] == [
        (row["area"], row["degree"], colours[row["band"]]) for row in rows
    ]


def test_thin_lines_are_the_intervals_of_the_robustness() -> None:
    white, ink = layers(standing_chart(robust_cities(), Subject("en", "it")).to_dict(), "rule")
    rows = robust_cities()["robustness"]["nodes"]
    expected = {row["area"]: (row["q05"], row["q95"]) for row in rows if (row["node"], row["period"]) == ("it", "2019")}
    assert white == ink
    assert {row["area"]: (row["low"], row["high"]) for row in ink} == expected


def test_without_robustness_there_is_no_line() -> None:
    chart = standing_chart(cities(), Subject("en", "it", "2019"))
    assert layers(chart.to_dict(), "rule") == [[], []]
    assert text("charts.interval", "en") not in told(chart)


@pytest.mark.parametrize("language", LANGUAGES)
def test_says_degree_band_and_who_has_none(language: Language) -> None:
    chart = standing_chart(robust_cities(), Subject(language, "transport"))
    bands = {band.id: band.title.text(language) for band in standard_of(robust_cities()).scale.bands}
    names = {row["id"]: row["name"][language] for row in robust_cities()["areas"]["rows"]}
    rows = known("transport", robust_cities())
    for row in rows:
        degree = number(row["degree"], language, 1, fixed=True)
        assert f"{names[row['area']]}: {degree}, {bands[row['band']]}" in told(chart)
    without = [name for area, name in names.items() if area not in {row["area"] for row in rows}]
    assert without
    assert text("charts.without", language, names=", ".join(without)) in told(chart)


def test_a_part_of_an_assessment_is_enough() -> None:
    spec = standing_chart(part(robust_cities(), "710000000"), Subject("en", "it")).to_dict()
    assert [bar["area"] for bar in layers(spec, "bar")[1]] == ["710000000"]


def test_what_cannot_be_drawn_is_refused_in_a_sentence() -> None:
    with pytest.raises(BadUse, match=r'no node "nowhere".*Known: city'):
        standing_chart(cities(), Subject("en", "nowhere"))
    with pytest.raises(BadUse, match=r"^No area has a degree at the node city in 2019 \(verified\)"):
        standing_chart(cities(), Subject("en", "city", "2019"))
