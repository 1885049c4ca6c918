"""The report on a new edition: what stands out first, then who gains and loses, what moves, and every area."""

import io

import pytest
from rich.console import Console

from qala.engine import Settings, assess
from qala.insight.preview import preview
from qala.publish.preview import render_preview, render_preview_page
from qala.publish.preview.report import preview_view
from qala.texts import LANGUAGES, Language
from tests.packs_by_hand import areas, standard
from tests.packs_by_hand import values as table_of

HEAD = "id,parent,weight,{}title_en,title_ru,title_kk\n"
TREE = HEAD.format("") + "whole,,,Whole,Целое,Бүтін\nwater,whole,1,Water,Вода,Су\nair,whole,3,Air,Воздух,Ауа\n"
ROWS = (
    "a,water,1,higher,0,50,Pipes,Трубы,Құбыр", "b,water,3,lower,0,10,Leaks,Утечки,Ағу",
    "c,air,1,higher,0,200,Trees,Деревья,Ағаш",
)  # fmt: skip
OLD = HEAD.format("direction,low,high,") + "\n".join(ROWS) + "\n"
NEW = OLD.replace("higher,0,50", "higher,0,20").replace(
    "b,water,3,lower,0,10,Leaks,Утечки,Ағу", "d,water,3,lower,0,10,,,"
)
VALUES = table_of(
    [
        {"area": area, "fact": fact, "period": period, "value": value}
        for area in "xy"
        for period in ("2019", "2020")
        for fact, value in (("a", 10), ("b", 4), ("c", 100), ("d", 9))
    ]
)
MADE = [assess(standard(TREE, one), VALUES, Settings(("2019", "2020")), areas("x", "y")) for one in (OLD, NEW)]
BEFORE, AFTER = MADE
FOUND = preview(BEFORE, AFTER)


@pytest.mark.parametrize("language", LANGUAGES)
def test_it_says_who_gains_and_why_in_the_terminal_and_on_the_page(language: Language) -> None:
    written = io.StringIO()
    render_preview(FOUND, BEFORE, AFTER, language, Console(file=written, width=140))
    page = render_preview_page(FOUND, BEFORE, AFTER, language)
    pipes = {"kk": "Құбыр", "ru": "Трубы", "en": "Pipes"}[language]
    leaks = {"kk": "Ағу", "ru": "Утечки", "en": "Leaks"}[language]
    for said in (written.getvalue(), page):
        assert pipes in said
        assert leaks in said
        assert "2019" in said
    assert f'<html lang="{language}">' in page
    assert "<script" not in page


def test_every_area_node_and_period_stands_in_it() -> None:
    view = preview_view(FOUND, BEFORE, AFTER, "en")
    assert view.title == "From by-hand@1 to by-hand@1"
    winners, movers, *rest = view.sections
    assert [row.head for row in winners.tables[0].rows] == ["x", "y"]
    assert {row.head for row in movers.tables[0].rows} == {
        "“Pipes” is read otherwise: high 50 → 20", "“Leaks” is asked no more", "“d” is new",
    }  # fmt: skip
    assert [section.title for section in rest] == ["x", "x: why, 2020", "y", "y: why, 2020"]
    course = rest[0].tables[0]
    assert course.columns == ("Node", "2019", "2020")
    # water: (20 + 3 * 60) / 4 = 50, then (50 + 3 * 4.5) / 4 ...
    assert [row.head for row in course.rows] == ["Whole", "Water", "Air"]
    assert course.rows[2].cells[0].text == "50.0 → 50.0"
    assert not course.rows[2].cells[0].strong
    assert course.rows[1].cells[0].strong
    assert [row.head for row in rest[1].tables[0].rows] == ["Whole", "Water"]


def test_where_nothing_changes_it_says_so() -> None:
    view = preview_view(preview(BEFORE, BEFORE), BEFORE, BEFORE, "en")
    assert view.standing_out == ("No degree and no band changes.",)
