"""The Map of a standard that scores nothing: how much is reported, and that it is no certification."""

import io
from typing import Any, get_args
from xml.etree import ElementTree

import pytest
from rich.console import Console

from qala.errors import BadUse
from qala.insight import compare, gap, what_if
from qala.publish import (
    MapView,
    Tables,
    map_view,
    render_csv,
    render_explanation,
    render_page,
    render_svg,
    render_terminal,
)
from qala.publish.workbook import render_workbook
from qala.texts import Language
from tests.packs_by_hand import areas, assessed, standard, values

TREE = """id,parent,title_kk,title_ru,title_en
all,,Бәрі,Всё,All
air,all,Ауа,Воздух,Air
road,all,Жол,Дорога,Road
"""
INDICATORS = """id,parent,weight,direction,unit,kind,title_kk,title_ru,title_en
dust,air,1,lower,µg/m³,quantity,Шаң,Пыль,Dust
smoke,air,1,lower,%,share,Түтін,Дым,Smoke
wind,air,1,context,m/s,quantity,Жел,Ветер,Wind
trees,air,0,context,trees,count,Ағаш,Деревья,Trees
hole,road,1,lower,holes,count,Шұңқыр,Ямы,Holes
"""
BOTH = ("verified", "declared")
LANGUAGES = get_args(Language)
NOT = {
    "kk": "Бұл сертификаттау емес; анықтамалар стандарттың өзінде.",
    "ru": "Это не сертификация; определения — в самом стандарте.",
    "en": "Not certification; definitions are in the standard.",
}


def made(bases: tuple[str, ...] = ("verified",), tree: str = TREE) -> dict[str, Any]:
    rows = [("dust", "verified", 9.0), ("smoke", "declared", 4.0), ("trees", "verified", 70.0)]
    table = values([{"area": "town", "fact": f, "period": "2020", "value": v, "status": s} for f, s, v in rows])
    method = standard(tree, INDICATORS, "scores = false\n[scale]\nbands = []\n")
    return assessed(method, table, areas("town", "village"), bases=bases).document


def cells(view: MapView, area: str = "town") -> dict[str, tuple[str, str]]:
    row = next(row for row in view.rows if row.id == area)
    return {cell.node: (cell.degree_text, cell.short) for cell in row.cells}


def printed(document: dict[str, Any], width: int = 120) -> str:
    file = io.StringIO()
    render_terminal(map_view(document, "en"), Console(file=file, width=width))
    return file.getvalue()


def test_each_cell_says_how_many_are_reported() -> None:
    view = map_view(made(), "en")
    assert view.title == "Readiness: what is reported, 2020"
    assert cells(view)["air"] == ("reported 1 of 3 (33 %)", "")
    assert cells(view)["all"] == ("reported 1 of 4 (25 %)", "")
    assert cells(view, "village")["road"] == ("reported 0 of 1 (0 %)", "")


def test_verified_and_declared_stand_apart_where_both_are_asked() -> None:
    document = made(BOTH)
    view = map_view(document, "en")
    assert cells(view)["air"] == ("verified 1 of 3 (33 %)", "declared 2 of 3 (67 %)")
    assert "each basis apart" in view.caption
    alone = map_view(document, "en", basis="declared")
    assert cells(alone)["air"] == ("reported 2 of 3 (67 %)", "")
    assert "declared values" in alone.caption


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_medium_says_that_it_is_no_certification(language: Language) -> None:
    document = made()
    view = map_view(document, language)
    drawn = ElementTree.fromstring(render_svg(view))  # noqa: S314 - it is our own
    assert view.notes[0] == NOT[language]
    assert NOT[language] in " ".join(one.text or "" for one in drawn.iter("{http://www.w3.org/2000/svg}text"))
    assert NOT[language] in render_page(document, language)
    assert NOT[language] in document_text(document, language)


def document_text(document: dict[str, Any], language: Language) -> str:
    file = io.StringIO()
    render_terminal(map_view(document, language), Console(file=file, width=200))
    return file.getvalue()


@pytest.mark.parametrize("language", LANGUAGES)
def test_nothing_speaks_of_degrees_where_there_are_none(language: Language) -> None:
    """Neither the withheld degree of other Maps nor their scale is spoken of."""
    document = made()
    for said in (document_text(document, language), render_svg(map_view(document, language))):
        for word in ("no degree", "без оценки", "бағасыз", "Degree", "Степень от"):
            assert word not in said
    assert map_view(document, language).scale == ()


def test_the_terminal_shows_it() -> None:
    narrow = [line.split() for line in printed(made(), 100).splitlines()]
    assert ["Air", "reported", "1", "of", "3", "reported", "0", "of", "3"] in narrow
    assert "reported 1" in printed(made(), 160)


def test_the_page_lists_what_is_reported_and_what_is_not() -> None:
    page = render_page(made(), "en")
    assert "reported 1 of 3 (33 %)" in page
    assert "Holes" in page
    assert "70 trees" in page
    assert "Worst → best" not in page


def test_tables_leave_degrees_blank_and_count() -> None:
    rows = {row["node_id"]: row for row in Tables(made(), "en").nodes() if row["area_id"] == "town"}
    assert (rows["air"]["degree"], rows["air"]["known"], rows["air"]["asked"]) == (None, 1, 3)
    assert rows["air"]["state"] == "unscored"
    assert b",unscored," in render_csv(Tables(made(), "en").nodes())


@pytest.mark.parametrize("bases", [("verified",), BOTH])
def test_the_workbook_is_made(bases: tuple[str, ...]) -> None:
    document = made(bases)
    assert render_workbook(document, map_view(document, "ru")).startswith(b"PK")


def test_an_explanation_lists_values_as_reported() -> None:
    file = io.StringIO()
    render_explanation(made(), "town", "air", "en", Console(file=file, width=120))
    told = file.getvalue()
    assert "reported 1 of 3 (33 %)" in told
    assert "9 µg/m³ in 2020, reported" in told
    assert "Smoke" in told
    assert "Trees" in told
    assert "no degree" not in told


def test_a_gap_says_in_a_sentence_that_there_are_no_bands() -> None:
    with pytest.raises(BadUse) as told:
        gap(made(), "town", "air")
    assert "scores nothing" in told.value.text("en")
    assert told.value.text("kk") != told.value.text("ru")


def test_a_gap_to_a_counted_level_says_how_many_are_lacking() -> None:
    counted = TREE.replace("title_en\nall,,", "title_en,aggregate\nall,,").replace(",All\n", ",All,count\n")
    method = standard(counted, INDICATORS, "scores = false\n")
    table = values([{"area": "town", "fact": "dust", "period": "2020", "value": 9.0}])
    document = assessed(method, table, areas("town")).document
    with pytest.raises(BadUse) as told:
        gap(document, "town", "all")
    assert "49 more" in told.value.text("en")
    with pytest.raises(BadUse, match="scores nothing"):
        gap(document, "town", "air")
    assert cells(map_view(document, "en"))["all"] == ("1", "")
    assert map_view(document, "en").title == "Level by what is reported, 2020"


def test_what_if_has_nothing_to_examine() -> None:
    with pytest.raises(BadUse) as told:
        what_if(made(), "town")
    assert "no degrees" in told.value.text("en")


def test_two_such_assessments_can_be_compared() -> None:
    found = compare(made(), made())
    assert all(node.before == node.after for node in found.nodes)


def test_with_many_columns_cells_stand_below_each_other() -> None:
    many = TREE + "".join(f"n{n},all,к{n},р{n},Node {n}\n" for n in range(12))
    rows = INDICATORS + "".join(f"i{n},n{n},1,higher,%,share,К{n},Р{n},I{n}\n" for n in range(12))
    method = standard(many, rows, "scores = false\n[scale]\nbands = []\n")
    table = values([{"area": "town", "fact": "dust", "period": "2020", "value": 9.0}])
    document = assessed(method, table, areas("town")).document
    assert map_view(document, "en").wide
    assert not map_view(made(), "en").wide
    assert 'class="grid wide rows-1"' in render_page(document, "en")
    heads = [next(line for line in printed(document, width).splitlines() if "town" in line) for width in (120, 200)]
    assert heads[0].split() == ["town"]
    assert heads[1].split()[0] == "town"
    assert len(heads[1].split()) > 1
