"""The charts that are kept beside a publication."""

import gzip
import json
import re
from functools import cache
from xml.etree import ElementTree

import pytest

from qala.errors import BadUse
from qala.publish.charts import NARROW, WIDE, ChartFile, chart_files
from qala.publish.charts.drawn import reaching
from qala.publish.naming import chart_name
from qala.texts import LANGUAGES
from tests.publish.chart_files import SVG
from tests.publish.charts.sample import part, robust_cities

AREAS = ("710000000",)


@cache
def kept() -> tuple[ChartFile, ...]:
    return tuple(chart_files(part(robust_cities(), *AREAS)))


def test_each_indicator_area_and_node_that_has_something_is_drawn_in_all_languages_and_widths() -> None:
    document = part(robust_cities(), *AREAS)
    values = {f"series-{row['indicator']}" for row in document["indicators"] if row["value"] is not None}
    nodes = {f"node-{row['node']}" for row in document["nodes"]
             if row["degree"] is not None and row["period"] == "2019"}  # fmt: skip
    expected = values | nodes | {f"area-{area}" for area in AREAS}
    assert {one.stem for one in kept()} == {
        f"{name}.{language}{variant}" for name in expected for language in LANGUAGES for variant in ("", ".narrow")
    }
    assert len({one.stem for one in kept()}) == len(kept())


def test_pictures_fit_their_width_and_are_light() -> None:
    for one in kept():
        assert one.size[0] == (NARROW if one.variant else WIDE).wide
        assert len(gzip.compress(one.svg)) < 5_000, one.stem
        assert len(one.svg) < 30_000, one.stem


def test_pictures_load_and_run_nothing_and_say_what_they_show() -> None:
    for one in kept():
        root = ElementTree.fromstring(one.svg)  # noqa: S314 - it is our own
        assert not re.search(rb"<script|href|@import|<image|<foreignObject|<animate|\son\w+=", one.svg)
        assert root.get("lang") == one.language
        assert [part.text for part in root[:2]] == [one.title, one.alt]
        assert one.title in one.alt
        assert all(float((text.get("font-size") or "").removesuffix("px")) >= 12 for text in root.iter(f"{SVG}text"))


def test_the_specification_answers_to_the_pointer_and_the_picture_is_without_it() -> None:
    for one in kept():
        spec = json.loads(one.json)
        parts = [layer for panel in spec.get("concat", [spec]) for layer in panel["layer"]]
        reach = [layer for layer in parts if reaching(layer)]
        assert len(reach) == len(spec.get("concat", [spec]))
        assert all("tooltip" in layer["encoding"] for layer in reach)
        assert spec["background"] == "transparent"
        assert b'opacity="0"' not in one.svg


def test_two_processes_make_the_same_files() -> None:
    document = part(robust_cities(), AREAS[0])
    one, two = (list(chart_files(document, languages=("kk",), workers=count)) for count in (1, 2))
    assert one == two


def test_an_unknown_period_is_refused() -> None:
    with pytest.raises(BadUse, match='no period "1999"'):
        list(chart_files(robust_cities(), period="1999"))


def test_names_are_those_of_files() -> None:
    assert chart_name("area", "150000000-urban") == "area-150000000-urban"
    odd = chart_name("area", "../a b")
    assert re.fullmatch("area-a-b-[0-9a-f]{8}", odd)
    assert odd != chart_name("area", "..-a b")
