"""What the charts of robustness hold: their data, order and colours."""

from copy import deepcopy
from typing import Any

import altair as alt
import pytest

from qala.errors import BadUse
from qala.insight import standard_of
from qala.publish.charts import Asked, Effect, ahead_chart, band_chart, effect_chart, rank_chart, svg_of
from qala.publish.colour import contrast
from qala.texts import LANGUAGES, Language, percent, text
from tests.kz_demo import demo_assessment
from tests.publish.chart_files import drawn, names, said
from tests.robustness_by_draws import demo_with_robustness, panel

Rows = list[dict[str, Any]]
EFFECTS: list[dict[str, Any]] = [
    {"factor": "means", "title": "Means", "first": 0.004, "first_low": None, "first_high": None, "total": 0.02,
     "total_low": None, "total_high": None},
    {"factor": "weights", "title": "Weights of all industries and of all the indicators that are below them, as given",
     "first": 0.3, "first_low": 0.2, "first_high": 0.4, "total": 0.5, "total_low": 0.4, "total_high": 0.6},
    {"factor": "values", "title": "Errors of values", "first": 0.01, "first_low": -0.02, "first_high": 0.05,
     "total": 0.1, "total_low": 0.05, "total_high": 0.16},
]  # fmt: skip


def data(chart: alt.LayerChart, mark: str) -> list[Rows]:
    """The data of the layers with a mark."""
    spec = chart.to_dict()
    return [spec["datasets"][layer["data"]["name"]] for layer in spec["layer"] if layer["mark"]["type"] == mark]


def encoding(chart: alt.LayerChart, layer: int = 0) -> dict[str, Any]:
    found: dict[str, Any] = chart.to_dict()["layer"][layer]["encoding"]
    return found


def figures(node: str) -> dict[str, dict[str, Any]]:
    """The rows of the robustness that have a rank, by area."""
    rows = demo_with_robustness()["robustness"]["nodes"]
    return {row["area"]: row for row in rows if row["node"] == node and row["rank_mid"] is not None}


def by_rank(node: str) -> list[str]:
    rows = [row for row in demo_assessment()["nodes"] if row["node"] == node and row["rank"]]
    return [row["area"] for row in sorted(rows, key=lambda row: int(row["rank"]))]


class TestRanks:
    def test_shows_the_intervals_the_median_and_the_rank_of_each_area(self) -> None:
        chart, rows = rank_chart(demo_with_robustness(), Asked("en", "hcs")), figures("hcs")
        wide, half = data(chart, "rule")
        median, assessed = data(chart, "point")
        order = by_rank("hcs")
        assert [[row["area"] for row in layer] for layer in (wide, half, median, assessed)] == [order] * 4
        assert [row["rank"] for row in assessed] == [1, 2, 3, 4, 5]
        for one, low, mid in zip(wide, half, median, strict=True):
            row = rows[one["area"]]
            assert (one["low"], one["high"]) == (row["rank_low"], row["rank_high"])
            assert (low["low"], low["high"]) == (row["rank_low_quartile"], row["rank_high_quartile"])
            assert mid["rank"] == row["rank_mid"]

    def test_areas_stand_by_rank_on_an_axis_of_whole_ranks(self) -> None:
        found = encoding(rank_chart(demo_with_robustness(), Asked("en", "hcs")))
        assert found["y"]["sort"] == found["y"]["scale"]["domain"] == by_rank("hcs")
        assert found["x"]["scale"]["domain"] == [0.5, 5.5]
        assert found["x"]["axis"]["values"] == [1, 2, 3, 4, 5]

    def test_marks_differ_in_shape_too(self) -> None:
        chart = rank_chart(demo_with_robustness(), Asked("en", "hcs"))
        shapes = encoding(chart, 2)["shape"]["scale"]
        assert shapes["domain"] == encoding(chart)["color"]["scale"]["domain"]
        assert len(set(shapes["range"])) == 4

    def test_without_quartiles_there_is_one_interval(self) -> None:
        document = deepcopy(demo_with_robustness())
        for row in document["robustness"]["nodes"]:
            row.pop("rank_low_quartile")
            row["rank_high_quartile"] = None
        chart = rank_chart(document, Asked("kk", "hcs"))
        assert len(data(chart, "rule")) == 1
        assert "50 %" not in svg_of(chart)

    def test_an_area_without_a_degree_is_named_apart(self) -> None:
        chart = rank_chart(demo_with_robustness(), Asked("ru", "transport"))
        assert {row["area"] for row in data(chart, "rule")[0]} == set(figures("transport"))
        without = ", ".join(name for area, name in names("ru").items() if area not in figures("transport"))
        assert text("charts.without", "ru", names=without) in chart.to_dict()["title"]["subtitle"]

    def test_says_where_degrees_rest_on_different_indicators(self) -> None:
        for node, unlike in (("education", True), ("hcs", False)):
            notes = " ".join(rank_chart(demo_with_robustness(), Asked("en", node)).to_dict()["title"]["subtitle"])
            assert (text("charts.not_alike", "en") in notes) == unlike


class TestBands:
    def test_shows_the_probabilities_end_to_end_from_the_lowest_band(self) -> None:
        chart, rows = band_chart(demo_with_robustness(), Asked("en", "health")), figures("health")
        segments = data(chart, "bar")[0]
        assert list(dict.fromkeys(row["area"] for row in segments)) == by_rank("health")
        for area, row in rows.items():
            own = [segment for segment in segments if segment["area"] == area]
            assert {segment["band"]: segment["share"] for segment in own} == row["bands"]
            assert [segment["band"] for segment in own] == sorted(row["bands"])
            starts = [0.0, *(segment["end"] for segment in own)]
            assert [segment["start"] for segment in own] == starts[:-1]
            assert starts[-1] == pytest.approx(1)

    def test_has_the_colours_and_words_of_the_pack(self) -> None:
        bands = standard_of(demo_assessment()).scale.bands
        for language in LANGUAGES:
            chart = band_chart(demo_with_robustness(), Asked(language, "health"))
            colour = encoding(chart)["color"]
            assert colour["scale"]["domain"] == [band.id for band in bands]
            assert colour["scale"]["range"] == [band.colour for band in bands]
            assert all(band.title.text(language).replace(" ", "") in said(drawn(chart)) for band in bands)

    def test_outlines_the_band_of_the_assessment(self) -> None:
        given = {row["area"]: row["band"] for row in demo_assessment()["nodes"] if row["node"] == "health"}
        bars = data(band_chart(demo_with_robustness(), Asked("en", "health")), "bar")
        assert {row["area"]: row["band"] for row in bars[1]} == given
        assert all(row["share"] == figures("health")[row["area"]]["firm"] for row in bars[1])

    def test_what_has_no_degree_is_a_segment(self) -> None:
        document = deepcopy(demo_with_robustness())
        row = next(row for row in document["robustness"]["nodes"] if (row["node"], row["rank_mid"]) == ("hcs", 5))
        row["bands"], row["withheld"] = {"2": 0.2, "3": 0.5}, 0.3
        chart = band_chart(document, Asked("en", "hcs"))
        last = [one for one in data(chart, "bar")[0] if one["area"] == row["area"]][-1]
        assert (last["band"], last["share"], last["end"]) == ("none", pytest.approx(0.3), pytest.approx(1))
        assert encoding(chart)["color"]["scale"]["domain"][-1] == "none"

    def test_numbers_can_be_read_on_their_band(self) -> None:
        colours = {band.id: band.colour for band in standard_of(demo_assessment()).scale.bands}
        for layer in data(band_chart(demo_with_robustness(), Asked("en", "health")), "text"):
            assert all(contrast(row["ink"], colours[row["band"]]) >= 4.5 for row in layer)
            assert all(row["said"] == percent(row["share"], "en") for row in layer)


class TestAhead:
    def test_cells_hold_the_probabilities(self) -> None:
        chart = ahead_chart(demo_with_robustness(), Asked("en", "transport"))
        (given,) = (row for row in demo_with_robustness()["robustness"]["ahead"] if row["node"] == "transport")
        expected = {
            (one, other): share
            for one, line in zip(given["areas"], given["probability"], strict=True)
            for other, share in zip(given["areas"], line, strict=True)
            if share is not None
        }
        (cells,) = data(chart, "rect")
        assert {(cell["area"], cell["other"]): cell["probability"] for cell in cells} == expected
        assert len(cells) == 3 * 2
        assert encoding(chart)["y"]["sort"] == encoding(chart)["x"]["sort"] == by_rank("transport")
        assert encoding(chart)["color"]["scale"]["domain"] == [0, 1]

    def test_numbers_stand_in_up_to_25_areas_and_can_be_read(self) -> None:
        written = [row for layer in data(ahead_chart(panel(25), Asked("en", "hcs")), "text") for row in layer]
        assert len(written) == 25 * 24
        assert all(row["said"] == str(round(row["probability"] * 100)) for row in written)
        assert data(ahead_chart(panel(26), Asked("en", "hcs")), "text") == []

    def test_names_above_narrow_columns_are_thinned_and_at_the_side_never(self) -> None:
        chart = ahead_chart(panel(60), Asked("ru", "hcs"))
        assert len(encoding(chart)["x"]["axis"]["values"]) == 30
        assert "values" not in encoding(chart)["y"]["axis"]
        root = drawn(chart)
        assert float(root.get("width", "")) <= 960


class TestEffects:
    def test_the_strongest_stands_first_with_its_pair_and_intervals(self) -> None:
        chart = effect_chart(EFFECTS, "en", "Transport, 2019")
        (bars,), (white, ink) = data(chart, "bar"), data(chart, "rule")
        assert list(dict.fromkeys(row["area"] for row in bars)) == ["weights", "values", "means"]
        given = {row["factor"]: row for row in EFFECTS}
        for row in bars:
            kind, source = row["kind"], given[row["area"]]
            assert (row["effect"], row["low"], row["high"]) == tuple(
                source[name] for name in (kind, f"{kind}_low", f"{kind}_high")
            )
        assert white == ink == [row for row in bars if row["low"] is not None]
        assert len(ink) == 4
        low, high = encoding(chart)["x"]["scale"]["domain"]
        assert low == -0.02
        assert high > 0.6

    @pytest.mark.parametrize("language", LANGUAGES)
    def test_says_numbers_as_the_language_writes_them(self, language: Language) -> None:
        found = said(drawn(effect_chart(EFFECTS, language)))
        assert ("0.4%" if language == "en" else "0,4%") in found
        assert "Errorsofvalues" in found
        assert text("charts.total", language).replace(" ", "") in found

    def test_takes_effects_and_rows_alike(self) -> None:
        one = effect_chart([Effect(**row) for row in EFFECTS], "kk").to_dict()
        assert one == effect_chart(EFFECTS, "kk").to_dict()

    def test_of_nothing_is_refused(self) -> None:
        for nothing in ([], [Effect("a", "A", None, None)]):
            with pytest.raises(BadUse, match="no factor"):
                effect_chart(nothing, "en")
