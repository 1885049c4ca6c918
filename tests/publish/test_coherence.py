"""The coherence report as it is shown: in the terminal, as a page, in three languages."""

import io
import re
from functools import cache
from typing import Any

import pytest
from rich.console import Console

from qala.engine import Settings, assess
from qala.insight import coherence
from qala.publish import render_coherence, render_coherence_page
from qala.publish.coherence.report import coherence_view
from qala.publish.coherence.terminal import bar
from qala.publish.coherence.view import CoherenceView, Shown
from qala.texts import LANGUAGES, Language
from tests.kz_demo import demo_inputs
from tests.packs_by_hand import long, standard


@cache
def panel() -> dict[str, Any]:
    kz, values, places = demo_inputs()
    return assess(kz, values, Settings(("2018", "2019"), kind="region"), places)


def small(areas: int, **fixed: float | None) -> dict[str, Any]:
    method = standard(
        "id,parent\nwhole,\nwater,whole\nair,whole\n",
        "id,parent,low,high\na,water,0,100\nb,water,0,100\nc,air,0,100\nd,air,0,100\n",
    )
    figures: dict[str, dict[str, float | None]] = {
        f"x{row}": {
            **{name: float(row * step % 97) for name, step in zip("abcd", (11, 23, 41, 59), strict=True)},
            **fixed,
        }
        for row in range(1, areas + 1)
    }
    return assess(method, long(**figures), Settings(("2020",)))


def view(made: dict[str, Any], language: Language = "en") -> CoherenceView:
    return coherence_view(coherence(made), made, language)


def printed(made: dict[str, Any], language: Language = "en", width: int = 120) -> str:
    out = io.StringIO()
    render_coherence(coherence(made), made, language, Console(file=out, width=width))
    return out.getvalue()


def plain(page: str) -> str:
    return re.sub(r"\s+", " ", re.sub(r"<[^>]*>", " ", page.split("</style>")[1])).replace("&#34;", '"')


@pytest.mark.parametrize("language", LANGUAGES)
def test_page_and_terminal_say_the_same(language: Language) -> None:
    page, lines = plain(render_coherence_page(coherence(panel()), panel(), language)), printed(panel(), language, 400)
    shown = view(panel(), language)
    for section in shown.sections:
        assert section.title in page
        assert section.title in lines
        for table in section.tables:
            for row in table.rows:
                for said in (row.head, *row.notes, *(cell.text for cell in row.cells)):
                    assert " ".join(said.split()) in page
                    assert said in lines
    for said in (shown.lead, *shown.cautions, *shown.standing_out):
        assert said in page.replace("&#39;", "'")


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_page_needs_nothing_else(language: Language) -> None:
    page = render_coherence_page(coherence(panel()), panel(), language)
    assert f'<html lang="{language}">' in page
    assert not re.search(r"<script|<link|src=|https?://", page)
    assert page.count("<svg") == page.count('role="img"') > 5
    assert "{" not in plain(page)


def test_what_doubles_and_what_is_far_out_is_named() -> None:
    text = printed(panel(), width=200)
    assert "Residents served by waste collection" in text
    assert "far out: " in text
    doubles = next(section for section in view(panel()).sections if section.title.startswith("Pairs"))
    assert doubles.tables[0].rows[0].head == "Residents served by waste collection"
    assert [cell.text for cell in doubles.tables[0].rows[0].cells] == [
        "Municipal waste recycled and recovered", "−1.00", "14",
    ]  # fmt: skip


@pytest.mark.parametrize("areas", [1, 2, 4])
def test_too_few_areas_are_told_with_dashes(areas: int) -> None:
    shown = view(small(areas))
    assert any("fewer than 30 cases" in said for said in shown.cautions)
    assert any("cannot be told" in said for said in shown.standing_out)
    families = next(section for section in shown.sections if section.title == "The children of each node")
    assert "No two children are known together in 5 cases" in families.said[-1]
    values = shown.sections[0].tables[0].rows[0]
    assert values.cells[3].text.count("·") == 2
    assert values.cells[2].text.endswith("–") == (areas == 1)


def test_nothing_known_is_one_sentence() -> None:
    shown = view(small(3, a=None, b=None, c=None, d=None))
    assert "Nothing is known of the indicators of this standard on these values." in shown.standing_out
    assert printed(small(3, a=None, b=None, c=None, d=None)).count("nan") == 0


@pytest.mark.parametrize("aggregate", ["geometric", "harmonic", "median", "minimum", "copeland", "sum", "count"])
def test_every_mean_can_be_read(aggregate: str) -> None:
    tree = f"id,parent,aggregate,over\nwhole,,{aggregate},\nwater,whole,,\nair,whole,,indicators\n"
    method = standard(tree, "id,parent,low,high\na,water,0,100\nb,whole,0,100\nc,air,0,100\nd,air,0,100\n")
    figures = {f"x{row}": {name: 10.0 + row * step % 89 for name, step in zip("abcd", (11, 23, 41, 59), strict=True)}
               for row in range(8)}  # fmt: skip
    made = assess(method, long(**figures), Settings(("2020",)))
    for language in LANGUAGES:
        assert "nan" not in printed(made, language)


def test_a_standard_of_context_only_is_told_as_empty() -> None:
    made = assess(
        standard("id,parent\nwhole,\n", "id,parent,direction\na,whole,context\n"),
        long(x={"a": 3.0}),
        Settings(("2020",)),
    )
    assert view(made).standing_out == ("Nothing is known of the indicators of this standard on these values.",)


def test_a_constant_indicator_is_silent_and_not_divided_by() -> None:
    shown = view(small(12, a=50.0))
    assert "Indicators that hardly show in the whole" in printed(small(12, a=50.0))
    silent = next(section for section in shown.sections if section.title.startswith("Indicators that hardly"))
    assert silent.tables[0].rows[0].head == "a"
    assert silent.tables[0].rows[0].cells[-1].text == "the same everywhere"
    assert "100 % are alike" in shown.sections[0].tables[0].rows[0].notes


def test_a_table_too_wide_for_the_screen_gives_its_ends() -> None:
    assert "too wide" in printed(panel(), width=60)
    assert "too wide" not in printed(panel(), width=200)


@pytest.mark.parametrize("width", [40, 60, 80, 100, 118])
@pytest.mark.parametrize("language", LANGUAGES)
def test_no_screen_loses_a_word(width: int, language: Language) -> None:
    text = printed(panel(), language, width)
    assert "…" not in text
    assert max(map(len, text.splitlines())) <= width
    for row in view(panel(), language).sections[0].tables[0].rows:
        for cell in row.cells[:2]:
            assert cell.text in text


def test_bars_fill_by_height() -> None:
    assert bar((1, 0, 4, 8)) == "▁ ▄█"
    assert bar((3,)) == "█"


@pytest.mark.parametrize(
    ("value", "said"),
    [(0, "0"), (0.000012, "1.20e-05"), (-3.14159, "−3.142"), (12345.6, "12,346"), (1e12, "1.00e+12"), (None, "–")],
)
def test_figures_keep_four_digits(value: float | None, said: str) -> None:
    shown = Shown.of(coherence(small(2)), small(2), "en")
    assert shown.figure(value) == said
