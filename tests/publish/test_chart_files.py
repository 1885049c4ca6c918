"""The charts of robustness as files, in each language, and what is refused."""

import json
import re
import struct
import subprocess
import sys
from collections.abc import Callable
from copy import deepcopy
from functools import cache
from typing import Any

import altair as alt
import pytest

from qala.errors import BadUse
from qala.insight import standard_of
from qala.publish.charts import Asked, Effect, ahead_chart, band_chart, effect_chart, png_of, rank_chart, svg_of
from qala.publish.colour import contrast
from qala.publish.drawing import INK, PAPER, SOFT
from qala.publish.png import SCALE
from qala.texts import LANGUAGES, Language, text
from tests.kz_demo import demo_assessment
from tests.publish.chart_files import SVG, drawn, names, read, said
from tests.robustness_by_draws import DRAWS, SEED, demo_with_robustness, panel, with_robustness

Draw = Callable[[dict[str, Any], Asked], alt.LayerChart]
CHARTS: dict[str, Draw] = {"ranks": rank_chart, "bands": band_chart, "ahead": ahead_chart}


@cache
def svg_in(kind: str, language: Language) -> str:
    return svg_of(CHARTS[kind](demo_with_robustness(), Asked(language, "hcs")))


@pytest.mark.parametrize("kind", CHARTS)
@pytest.mark.parametrize("language", LANGUAGES)
class TestEach:
    def test_svg_names_areas_node_and_replications(self, kind: str, language: Language) -> None:
        root = read(svg_in(kind, language))
        node = standard_of(demo_assessment()).node["hcs"].title.text(language)
        basis = text("map.basis_verified", language)
        made = text("charts.made", language, count=DRAWS, seed=SEED, basis=basis)
        for expected in (*names(language).values(), node, made):
            assert expected.replace(" ", "") in said(root)

    def test_svg_speaks_to_those_who_do_not_see_it(self, kind: str, language: Language) -> None:
        root = read(svg_in(kind, language))
        assert (root.get("role"), root.get("lang"), root.get("aria-labelledby")) == ("img", language, "title desc")
        title, description = (one.text or "" for one in root[:2])
        assert title == text(f"charts.{kind}_title", language, period="2019",
                             node=standard_of(demo_assessment()).node["hcs"].title.text(language))  # fmt: skip
        assert all(name in description for name in names(language).values())
        assert not [one for one in root.iter() if one is not root and one.get("aria-label")]

    def test_loads_nothing_and_runs_nothing(self, kind: str, language: Language) -> None:
        svg = svg_in(kind, language)
        assert not re.search(r"<script|href|@import|<image|<foreignObject|<animate|\son\w+=", svg)
        assert set(re.findall(r"url\((.)", svg)) <= {"#"}
        assert re.findall(r"https?://[^\"]+", svg) == ["http://www.w3.org/2000/svg"]

    def test_text_is_large_and_dark_enough(self, kind: str, language: Language) -> None:
        root = read(svg_in(kind, language))
        assert float(root.get("width", "")) <= 960
        words = list(root.iter(f"{SVG}text"))
        assert all(float(one.get("font-size", "").removesuffix("px")) >= 12 for one in words)
        assert {one.get("fill") for one in words} <= {INK, SOFT, "#0b1f27", "#ffffff", "#000000"}
        assert min(contrast(INK, PAPER), contrast(SOFT, PAPER)) >= 4.5

    def test_sixty_areas_have_each_its_name(self, kind: str, language: Language) -> None:
        document = panel(60)
        root = drawn(CHARTS[kind](document, Asked(language, "hcs")))
        rows = document["areas"]["rows"]
        assert all(row["name"][language].replace(" ", "") in said(root) for row in rows)


def test_png_is_the_picture_at_twice_its_size() -> None:
    effects = effect_chart([Effect("weights", "Салмақтар", 0.3, 0.5)], "kk")
    for chart in (rank_chart(demo_with_robustness(), Asked("kk", "hcs")), effects):
        root, png = drawn(chart), png_of(chart)
        assert png[:8] == b"\x89PNG\r\n\x1a\n"
        size = struct.unpack(">II", png[16:24])
        assert size == tuple(round(float(root.get(side, "")) * SCALE) for side in ("width", "height"))


def test_a_name_cannot_break_out_of_its_place() -> None:
    document = deepcopy(demo_with_robustness())
    for row, name in zip(
        document["areas"]["rows"], ('"}[0]', "</svg><script>", "\x0b", "\\", "toString"), strict=False
    ):
        row["name"] = dict.fromkeys(LANGUAGES, name)
    for draw in CHARTS.values():
        root = drawn(draw(document, Asked("en", "hcs")))
        assert all(name in said(root) for name in ('"}[0]', "</svg><script>", document["areas"]["rows"][2]["id"], "\\"))
        assert not list(root.iter(f"{SVG}script"))


def test_the_same_chart_is_the_same_file() -> None:
    one, other = (svg_of(ahead_chart(demo_with_robustness(), Asked("en", "hcs"))) for _ in range(2))
    assert one == other


@pytest.mark.parametrize("kind", CHARTS)
class TestBadInput:
    def test_needs_robustness(self, kind: str) -> None:
        with pytest.raises(BadUse) as refused:
            CHARTS[kind](demo_assessment(), Asked("en", "hcs"))
        assert str(refused.value) == "This assessment has no robustness: assess with --robustness 1000."

    @pytest.mark.parametrize("asked", [Asked("en", "nowhere"), Asked("en", None, "1999"), Asked("en", basis="heard")])
    def test_refuses_what_is_not_there(self, kind: str, asked: Asked) -> None:
        with pytest.raises(BadUse, match=r'There is no (node "nowhere"|period "1999"|basis "heard").*Known: '):
            CHARTS[kind](demo_with_robustness(), asked)

    def test_says_where_there_are_degrees(self, kind: str) -> None:
        with pytest.raises(BadUse, match=r"No area has a degree at the node city in 2019 \(verified\).*hcs, transport"):
            CHARTS[kind](demo_with_robustness(), Asked("en"))

    def test_one_area_has_bands_and_no_rank(self, kind: str) -> None:
        document = deepcopy(demo_assessment())
        document["areas"]["rows"] = document["areas"]["rows"][:1]
        only = document["areas"]["rows"][0]["id"]
        document["nodes"] = [row for row in document["nodes"] if row["area"] == only]
        document = with_robustness(document)
        if kind == "bands":
            name = document["areas"]["rows"][0]["name"]["en"]
            assert name in said(drawn(band_chart(document, Asked("en", "hcs"))))
            return
        with pytest.raises(BadUse, match="Only one area has a degree at the node hcs"):
            CHARTS[kind](document, Asked("en", "hcs"))


def test_says_where_areas_are_compared() -> None:
    document = deepcopy(demo_with_robustness())
    document["robustness"]["ahead"] = [row for row in document["robustness"]["ahead"] if row["node"] == "it"]
    with pytest.raises(BadUse, match=r"who is ahead at the node hcs in 2019 .*: it[.]$"):
        ahead_chart(document, Asked("en", "hcs"))


def test_what_draws_is_loaded_only_when_asked() -> None:
    code = "import sys, qala, qala.cli, qala.publish, qala.cli.show; print({'vl_convert', 'altair'} & set(sys.modules))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "set()"


def test_a_chart_is_data_that_a_page_can_show() -> None:
    spec = json.loads(rank_chart(demo_with_robustness(), Asked("kk", "hcs")).to_json())
    assert spec["usermeta"]["language"] == "kk"
    assert spec["$schema"].startswith("https://vega.github.io/schema/vega-lite/v6")
