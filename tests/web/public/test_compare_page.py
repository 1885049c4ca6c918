"""The page of comparisons: what it says is what the rows say, and a choice that cannot be had is said in a sentence."""

import re
from dataclasses import replace
from itertools import islice
from typing import Any

import pytest
from django.test import Client
from django.test.utils import CaptureQueriesContext

from qala.insight import compare, standard_of
from qala.texts import LANGUAGES, Language, number, text
from tests.kz_demo import demo_inputs
from tests.web.conftest import AT

FIRST, THIRD = "151010000", "710000000"
BOTH = f"area={FIRST}&area={THIRD}"
YEARS = "from=2018&to=2019"


def read(reader: Client, query: str = "", status: int = 200, language: str = "en", under: str = "") -> str:
    answer = reader.get(f"/{language}/{under}compare/?{query}")
    assert answer.status_code == status, query
    content: str = answer.content.decode().partition("<main")[2].partition("</main>")[0]
    return content


def ticked(page: str) -> list[str]:
    return re.findall(r'name="area" value="([^"]+)" checked', page)


def chosen(page: str, name: str) -> list[str]:
    select = page.partition(f'name="{name}"')[2].partition("</select>")[0]
    return re.findall(r"<option[^>]* selected>([^<]+)", select)


def plain(html: str) -> str:
    return " ".join(re.sub(r"<[^>]+>", " ", html).split())


def table_rows(page: str, caption: str) -> list[list[str]]:
    """The cells of the tables with a caption, as plain words."""
    tables = [one for one in re.findall(r"<table.*?</table>", page, re.S) if caption in one]
    bodies = "".join(one.partition("<tbody>")[2] for one in tables)
    rows = re.findall(r"<tr.*?</tr>", bodies, re.S)
    return [[plain(cell) for cell in re.findall(r"<t[hd][^>]*>(.*?)</t[hd]>", row, re.S)] for row in rows]


def degree(document: Any, area: str, node: str, period: str) -> float | None:
    found: float | None = next(
        row["degree"] for row in document["nodes"] if (row["area"], row["node"], row["period"]) == (area, node, period)
    )
    return found


def signed(value: float | None, language: Language = "en") -> str:
    if value is None:
        return "–"
    shown = number(abs(value), language, 2, fixed=True)
    return shown if abs(value) < 0.005 else f"{'+' if value > 0 else '−'}{shown}"


def test_without_choices_the_first_two_cities_and_the_last_two_periods(reader: Client, five_cities: Any) -> None:
    page = read(reader)
    assert ticked(page) == [row["id"] for row in islice(five_cities["areas"]["rows"], 2)]
    assert (chosen(page, "from"), chosen(page, "to")) == (["2018"], ["2019"])
    assert page.count('<section class="compared"') == 2


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_changed_is_what_the_rows_say(reader: Client, five_cities: Any, language: Language) -> None:
    page = read(reader, f"{BOTH}&{YEARS}", language=language)
    rows = table_rows(page, text("comparison.changes_caption", language))
    standard = standard_of(five_cities)
    found = {(one.area, one.node): one for one in compare(five_cities, five_cities, ("2018", "2019")).nodes}
    shown = [(area, one.id) for area in (FIRST, THIRD) for one in (standard.root, *standard.industries)]
    assert len(rows) == len(shown)
    for (area, node), (_, before, after, change, *parts) in zip(shown, rows, strict=True):
        one = found[area, node]
        for cell, period in ((before, "2018"), (after, "2019")):
            value = degree(five_cities, area, node, period)
            assert cell.split()[0] == ("–" if value is None else number(value, language, 1, fixed=True))
        assert change == signed(one.change, language)
        assert parts == [signed(part, language) for part in (one.value, one.coverage, one.boundary, one.method)]
    assert any(row[3] == "–" for row in rows)
    assert any(row[3] != "–" for row in rows)
    assert text("comparison.no_change_known", language) in page


def test_cities_stand_side_by_side(reader: Client, five_cities: Any) -> None:
    page = read(reader, f"area={THIRD}&area={FIRST}&{YEARS}")
    rows = table_rows(page, text("comparison.side_caption_change", "en", period="2019", start="2018"))
    standard = standard_of(five_cities)
    nodes = (standard.root, *standard.industries)
    assert len(rows) == len(nodes)
    for node, (_, *cells) in zip(nodes, rows, strict=True):
        for area, cell in zip((THIRD, FIRST), cells, strict=True):
            value = degree(five_cities, area, node.id, "2019")
            before = degree(five_cities, area, node.id, "2018")
            if value is not None:
                assert cell.split()[0] == number(value, "en", 1, fixed=True)
            if value is None:
                assert cell == text("map.withheld", "en")
            elif before is not None:
                assert cell.endswith(f"{text('comparison.change', 'en')} {signed(value - before)}")
            else:
                assert text("comparison.change", "en") not in cell


def test_the_indicators_behind_a_change_lead_to_their_pages(reader: Client) -> None:
    page = read(reader, f"area={FIRST}&{YEARS}")
    behind = page.partition(text("comparison.behind", "en"))[2]
    links = re.findall(r'href="(/en/indicator/[^"]+)"', behind)
    assert 1 < len(links) <= 10
    assert all(reader.get(one).status_code == 200 for one in links[:2])


FAULTS = {
    f"area=1&{YEARS}": "comparison.no_area",
    f"{BOTH}&from=1990&to=2019": "comparison.no_period",
    f"{BOTH}&from=2018&to=x": "comparison.no_period",
    f"{BOTH}&with=x": "comparison.no_publication",
    YEARS: "comparison.none",
    f"area=&{YEARS}": "comparison.none",
    "&".join(f"area={number}" for number in range(7)): "comparison.no_area",
}


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("query", FAULTS)
def test_what_cannot_be_had_is_said(reader: Client, query: str, language: Language) -> None:
    page = read(reader, query, 400, language)
    value = {"comparison.no_area": "1" if "area=1&from" in query else "0", "comparison.no_publication": "x"}
    period = "1990" if "1990" in query else "x"
    said = text(FAULTS[query], language, value=value.get(FAULTS[query], period))
    assert said in page
    assert "<table" not in page
    assert "<form" in page


def test_a_city_that_another_publication_lacks_is_named(reader: Client, published: Any) -> None:
    from qala.engine import Settings, assess
    from qala.web.publications import services

    standard, known, places = demo_inputs()
    others = replace(places, records=tuple(one for one in places.records if one.id != FIRST))
    made = services.publish(assess(standard, known, Settings(("2018",)), others), AT)
    page = read(reader, f"{BOTH}&{YEARS}&with={made.short}", 400, under=f"map/{published.short}/")
    assert text("comparison.not_assessed", "en", names=places.name(FIRST, "2019").en) in page
    assert ticked(page) == [FIRST, THIRD]
    read(reader, f"area={THIRD}&{YEARS}&with={made.short}", under=f"map/{published.short}/")


def test_a_fault_leaves_what_was_chosen(reader: Client) -> None:
    page = read(reader, f"{BOTH}&area=nowhere&from=2019&to=2018", 400)
    assert ticked(page) == [FIRST, THIRD]
    assert (chosen(page, "from"), chosen(page, "to")) == (["2019"], ["2018"])
    assert ticked(read(reader, YEARS, 400)) == []


def test_at_most_six_cities(reader: Client, five_cities: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    from qala.web.public import asked

    every = "&".join(f"area={row['id']}" for row in five_cities["areas"]["rows"])
    assert len(ticked(read(reader, f"{every}&{YEARS}"))) == 5
    monkeypatch.setattr(asked, "MOST", 4)
    page = read(reader, f"{every}&{YEARS}", 400)
    assert text("comparison.too_many", "en", count=5, most=4) in page
    assert len(ticked(page)) == 5


@pytest.mark.parametrize("bad", ["<script>alert(1)</script>", '"><b>', "%00", "é" * 3000, "{{ 7*7 }}"])
def test_no_choice_breaks_the_page(reader: Client, bad: str) -> None:
    for name in ("area", "from", "to", "with"):
        page = read(reader, f"{BOTH}&{YEARS}&".replace(f"{name}=", "x=") + f"{name}={bad}", 400)
        assert "<script" not in page
        assert "<b>" not in page
        assert "49" not in plain(page.partition("</form>")[0])


def test_a_city_twice_is_one(reader: Client) -> None:
    assert read(reader, f"area={FIRST}&area={FIRST}&{YEARS}").count('<section class="compared"') == 1


def test_one_period_stands_alone(reader: Client) -> None:
    page = read(reader, f"{BOTH}&from=2019&to=2019")
    assert text("comparison.same", "en", period="2019") in page
    assert "compared" not in re.findall(r'<section class="(\w+)"', page)


def test_the_address_to_share_shows_the_same_for_ever(reader: Client, published: Any, later: Any) -> None:
    path = f"map/{published.short}/"
    page = read(reader, f"{BOTH}&{YEARS}", under=path)
    address = page.rpartition('href="')[2].partition('"')[0].replace("&amp;", "&")
    assert published.short in address
    content = reader.get(address).content.decode().partition("<main")[2].partition("</main>")[0]
    tables = re.findall(r"<table.*?</table>", page, re.S)
    assert tables == re.findall(r"<table.*?</table>", content, re.S)
    assert len(tables) > 2


def test_with_another_publication_the_method_is_a_cause(reader: Client, published: Any, later: Any) -> None:
    page = read(reader, f"{BOTH}&from=2019&to=2019&with={published.short}")
    rows = table_rows(page, text("comparison.changes_caption", "en"))
    methods = [row[-1] for row in rows]
    assert any(re.search(r"[1-9]", cell) for cell in methods)
    assert all(not re.search(r"[1-9]", cell) for row in rows for cell in row[4:7])
    assert f"with={published.short}" in page


def test_with_another_publication_it_is_computed_once(reader: Client, published: Any, later: Any) -> None:
    from qala.web.public.pages.compare import _between

    _between.cache_clear()
    for areas in (BOTH, f"area={FIRST}", f"area={THIRD}"):
        read(reader, f"{areas}&from=2019&to=2019&with={published.short}")
    assert _between.cache_info().misses == 1


def test_it_asks_the_database_as_much_for_one_city_as_for_five(reader: Client, five_cities: Any) -> None:
    from django.db import connection

    counts = []
    for areas in (f"area={FIRST}", "&".join(f"area={row['id']}" for row in five_cities["areas"]["rows"])):
        read(reader, f"{areas}&{YEARS}")
        with CaptureQueriesContext(connection) as asked:
            read(reader, f"{areas}&{YEARS}")
        counts.append(len(asked))
    assert counts[0] == counts[1] <= 4


def test_where_areas_are_ranked_the_causes_do_not_hang_on_what_is_chosen(reader: Client) -> None:
    from qala.engine import Settings, assess
    from qala.web.publications import services
    from tests.packs_by_hand import areas, standard, values

    tree = "id,parent,weight\nwhole,,\nwater,whole,1\nair,whole,3\n"
    asked = "id,parent,weight,direction,low,high\na,water,1,higher,0,50\nb,water,3,lower,0,50\nc,air,1,higher,0,50\n"
    method = standard(tree, asked, '[areas]\nkind = "city"\n[aggregate]\nmethod = "copeland"\n')
    figures: dict[str, dict[str, tuple[float, ...]]] = {
        "2019": {"x": (9, 30, 12), "y": (20, 10, 40), "z": (40, 45, 7), "w": (31, 22, 25)},
        "2020": {"x": (35, 11, 31), "y": (14, 28, 18), "z": (6, 33, 44), "w": (22,)},
    }
    rows = [
        {"area": area, "fact": fact, "period": period, "value": value}
        for period, of in figures.items()
        for area, known in of.items()
        for fact, value in zip("abc", known, strict=False)
    ]
    document = assess(method, values(rows), Settings(("2019", "2020")), areas("x", "y", "z", "w"))
    made = services.publish(document, AT)
    found = {(one.area, one.node): one for one in compare(document, document, ("2019", "2020")).nodes}
    page = read(reader, "area=x&area=y&from=2019&to=2020", under=f"map/{made.short}/")
    shown = [(area, node) for area in "xy" for node in ("whole", "water", "air")]
    rows_shown = table_rows(page, text("comparison.changes_caption", "en"))
    assert len(rows_shown) == len(shown)
    for key, cells in zip(shown, rows_shown, strict=True):
        one = found[key]
        wanted = (one.change, one.value, one.coverage, one.boundary, one.method)
        assert cells[3:] == [signed(part) for part in wanted], key
