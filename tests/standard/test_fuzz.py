"""Packs made of the words of formats.md at random: each is read, linted, assessed and explained, or refused."""

import io
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from rich.console import Console

from qala.engine import Settings, assess, read_assessment, verify, write_assessment
from qala.errors import QalaError
from qala.insight import compare, explain, gap, what_if
from qala.publish import (
    Tables,
    map_view,
    render_csv,
    render_explanation,
    render_page,
    render_svg,
    render_terminal,
    render_workbook,
)
from qala.robust import assess_robustly
from qala.standard import parse_standard
from qala.standard.diff import diff
from qala.standard.lint import lint
from qala.texts import LANGUAGES
from tests.packs_by_hand import areas, standard, values

PROFILE = settings(max_examples=40, derandomize=True, suppress_health_check=list(HealthCheck))
NAMES = ("a", "b", "c", "d")
NODES = ("whole", "left", "right", "deep")
ENDS = st.sampled_from((("", ""), ("0", "100"), ("1", "50"), ("0.5", "1e9"), ("", "5"), ("-1", "1")))
TARGETS = st.sampled_from(("", "", "2.5", "0", "-3"))
WORDS: dict[str, tuple[str, ...]] = {
    "weight": ("", "0", "1", "2.5"),
    "aggregate": (
        "", "arithmetic", "geometric", "harmonic", "power:2", "power:-1", "median", "minimum", "copeland", "sum",
        "count",
    ),
    "weights": ("", "given", "equal", "set:own"),
    "over": ("", "indicators"),
    "missing": ("", "exclude", "zero", "withhold", "fail"),
    "min_coverage": ("", "0", "0.5", "1"),
    "points": ("", "", "", "yes", "share", "no"),
    "scale": ("", "other"),
    "direction": ("", "higher", "lower", "lower", "higher", "target", "context"),
    "kind": ("", "quantity", "share", "level", "yes-no", "count"),
    "transform": ("", "", "", "log", "per:b:100", "per:d;log", "per:a"),
    "treat": ("", "none", "winsorise", "log-ct", "log-ct-plus", "log-ct-orig", "box-cox"),
    "normalise": (
        "", "goalposts", "minmax", "percentile:0:1:open", "distance-to-max", "distance-to-target", "levels", "steps",
        "fraction-of-target", "fraction-of-max", "zscore", "zscore:50:10", "rank", "borda", "none",
        "distance-to-reference",
    ),
    "steps": ("", "25;33%:50;66%:75", "0;1:50;2:100"),
    "bands": ("", "1;2", "2;1", "5"),
    "window": ("", "1", "3"),
    "carry": ("", "0", "2"),
    "boundary_rule": ("", "city", "withheld"),
    "core": ("", "yes"),
}  # fmt: skip
WORDS["impute"] = ("", "none", "mean", "median;mean", "group-mean", "node-mean", "carry-forward", "linear")
NODE_IMPUTE = ("", "mean", "group-median")
TREE_COLUMNS = ("weight", "aggregate", "weights", "over", "missing", "min_coverage", "points", "scale")
INDICATOR_COLUMNS = (
    "weight", "direction", "kind", "transform", "treat", "impute", "normalise", "steps", "bands", "points", "scale",
    "window", "carry", "boundary_rule", "core",
)  # fmt: skip
TOML = """[standard]
id = "fuzz"
edition = "1"
scores = {scores}
[areas]
reference = "{reference}"
screen = {screen}
[treat]
method = "{treat}"
skew = 0.5
kurtosis = 0.5
otherwise = "{otherwise}"
[impute]
method = "{impute}"
stage = "{stage}"
group = "g"
[normalise]
method = "{method}"
range = {range}
clip = {clip}
over = "{over}"
reference = "p"
[aggregate]
method = "{aggregate}"
zeros = "{zeros}"
[robust.weights]
method = "{drawn_weights}"
sets = ["own", "equal"]
[robust.goalposts]
share = {moved}
[robust.choices]
{choices}
[{scale}]
closed = "{closed}"
outside = "{outside}"
bands = [
  {{ id = "1", from = 0, points = 1, title = "one", colour = "red" }},
  {{ id = "2", from = 50, points = 2, title = "two", colour = "#123456" }},
  {{ id = "3", from = 80, points = 3, title = "three", needs = {{ deep = 60 }} }},
]
[scales.other]
bands = [ {{ id = "x", from = 10, title = "x" }}, {{ id = "y", from = 60, title = "y" }} ]
"""
SETTINGS: dict[str, tuple[str, ...]] = {
    "scores": ("true", "true", "true", "false"),
    "reference": ("assessed", "all", "g=1"),
    "screen": ("0", "0", "0.5"),
    "treat": WORDS["treat"][1:],
    "otherwise": ("none", "log-ct"),
    "impute": ("none", "mean", "group-mean", "node-mean", "linear"),
    "stage": ("values", "degrees"),
    "method": ("goalposts", "minmax", "percentile", "zscore", "rank"),
    "range": ("[0, 100]", "[1, 100]", "[0, 1]", "[100, 0]"),
    "clip": ("true", "false"),
    "over": ("period", "panel", "2019"),
    "aggregate": WORDS["aggregate"][1:],
    "zeros": ("refuse", "keep"),
    "drawn_weights": ("dirichlet", "uniform", "none", "sets", "between"),
    "moved": ("0", "0.1"),
    "choices": (
        "",
        'normalise = ["minmax:1:100", "zscore:10:2", "rank"]',
        'aggregate = ["arithmetic", "geometric", "median"]',
        'treat = ["none", "winsorise"]\nmax_points = [1, 2]',
        'missing = ["exclude", "withhold"]\nimpute = ["none", "mean"]',
    ),
    "scale": ("scale", "scale", "scales.unused"),
    "closed": ("lower", "upper"),
    "outside": ("nearest", "none"),
}


@st.composite
def packs(draw: st.DrawFn) -> dict[str, str]:
    """The texts of a pack."""

    def cells(columns: tuple[str, ...], **more: tuple[str, ...]) -> list[str]:
        words = {**WORDS, **more}
        return [draw(st.sampled_from(words[name])) if draw(st.booleans()) else "" for name in columns]

    parents = {"whole": "", "left": "whole", "right": "whole", "deep": "left"}
    tree = [",".join([node, parents[node], *cells(TREE_COLUMNS), draw(st.sampled_from(NODE_IMPUTE))]) for node in NODES]
    rows = [
        ",".join([name, draw(st.sampled_from(NODES)), *cells(INDICATOR_COLUMNS), *draw(ENDS), draw(TARGETS)])
        for name in NAMES
    ]
    chosen = {name: draw(st.sampled_from(words)) for name, words in SETTINGS.items()}
    return {
        "standard.toml": TOML.format(**chosen),
        "tree.csv": ",".join(["id", "parent", *TREE_COLUMNS, "impute"]) + "\n" + "\n".join(tree) + "\n",
        "indicators.csv": ",".join(["id", "parent", *INDICATOR_COLUMNS, "low", "high", "target"])
        + "\n"
        + "\n".join(rows)
        + "\n",
        "weights.csv": "set,id,weight\nown,left,3\nown,a,0\nown,nobody,1\n",
    }


FIGURES = st.lists(
    st.tuples(
        st.sampled_from(("p", "q", "r")),
        st.sampled_from(NAMES),
        st.sampled_from(("2018", "2019", "2020")),
        st.one_of(st.none(), st.sampled_from((0.0, 1.0, 2.0, 5.0)), st.floats(-1e6, 1e6)),
    ),
    max_size=30,
    unique_by=lambda row: row[:3],
)


def or_refused(work: Callable[[], Any]) -> Any:
    """What the work gives, None where it is refused in one sentence."""
    try:
        return work()
    except QalaError as error:
        said = [error.text(language) for language in LANGUAGES]
    assert all(sentence and "\n" not in sentence for sentence in said)
    return None


@given(files=packs(), figures=FIGURES)
@PROFILE
def test_any_pack_is_assessed_and_explained_or_refused(files: dict[str, str], figures: Any) -> None:
    check(files, figures)


@pytest.mark.long
@given(files=packs(), figures=FIGURES)
@settings(PROFILE, max_examples=1500, derandomize=False)
def test_thousands_of_packs_are(files: dict[str, str], figures: Any) -> None:
    check(files, figures, suppose=True)


def check(files: dict[str, str], figures: Any, suppose: bool = False) -> None:
    method = or_refused(lambda: parse_standard(files))
    if method is None:
        return
    lint(method)
    assert diff(method, method) == ()
    rows = [{"area": area, "fact": fact, "period": period, "value": value} for area, fact, period, value in figures]
    document = or_refused(lambda: assess(method, values(rows), Settings(("2019", "2020")), areas("p", "q", "r")))
    if document is None:
        return
    json.dumps(document, allow_nan=False)
    places = areas("p", "q", "r")
    firm = or_refused(lambda: assess_robustly(method, values(rows), Settings(("2020",)), places, 10))
    if firm is not None:
        json.dumps(firm["robustness"], allow_nan=False)
        show(dict(firm))
    for area in "pqr":
        for node in NODES:
            found = explain(document, area, node)
            if found.degree is not None and found.parts and all(part.contribution is not None for part in found.parts):
                total = found.own + sum(part.contribution or 0 for part in found.parts)
                assert total == pytest.approx(found.degree, abs=1e-6, rel=1e-6)
        or_refused(lambda area=area: gap(document, area, "whole"))  # type: ignore[misc]
        if suppose:
            or_refused(lambda area=area: what_if(document, area, "whole", 0.5))  # type: ignore[misc]
    compare(document, document, ("2019", "2020"))
    assert verify(document).same
    show(document)


def show(document: dict[str, Any]) -> None:
    """Every form of the Map, and an explanation and a gap in words."""
    console = Console(file=io.StringIO(), width=100)
    for language in LANGUAGES:
        view = map_view(document, language)
        render_terminal(view, console)
        assert "<svg" in render_svg(view)
        render_explanation(document, "p", "whole", language, console)
    assert render_page(document, "kk").startswith("<!doctype html>")
    assert render_csv(Tables(document, "ru").nodes())
    assert render_workbook(document, map_view(document, "en"))[:2] == b"PK"


@given(data=st.data())
@PROFILE
def test_a_changed_assessment_is_refused(tmp_path_factory: pytest.TempPathFactory, data: Any) -> None:
    folder = tmp_path_factory.mktemp("changed")
    write_assessment(good(), folder / "one")
    file = folder / "one" / "assessment.json"
    content = bytearray(file.read_bytes())
    place = data.draw(st.integers(0, len(content) - 1))
    content[place] = data.draw(st.integers(0, 255).filter(lambda byte: byte != content[place]))
    file.write_bytes(content)
    made = or_refused(lambda: read_assessment(Path(file)))
    assert made is None or made["digest"] == good()["digest"]


def good() -> dict[str, Any]:
    method = standard("id,parent\nw,\n", "id,parent,low,high\na,w,0,9\n")
    return assess(method, values([{"area": "p", "fact": "a", "period": "2020", "value": 3.0}]), Settings(("2020",)))
