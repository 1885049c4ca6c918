import io
from typing import Any, get_args

import pytest
from rich.console import Console

from qala.areas.model import Area, Areas, Text
from qala.errors import BadUse
from qala.publish import Cell, map_view, render_explanation, render_page, render_terminal
from qala.publish.colour import contrast, text_on
from qala.publish.rounding import adding_up
from qala.texts import Language, texts_of
from tests.packs_by_hand import areas, assessed, long, standard, values

TREE = """id,parent,weight,min_coverage,title_kk,title_ru,title_en
all,,,1,Бәрі,Всё,The whole
air,all,,0.5,Ауа,Воздух,Air <script>alert(1)</script>
air-o,air,,0.5,Нәтижелер,Результаты,Outcomes
air-i,air,,0.5,Енгізу,Внедрение,Implementation
road,all,,0.5,Жол,Дорога,Road
road-o,road,,0.5,Нәтижелер,Результаты,Outcomes
road-i,road,,0.5,Енгізу,Внедрение,Implementation
"""
INDICATORS = """id,parent,weight,direction,unit,kind,low,high,owner,influence,title_kk,title_ru,title_en
dust,air-o,1,lower,µg/m³,quantity,0,100,akimat,city,Шаң,Пыль,Dust
smoke,air-o,2,lower,%,share,0,90,,central,Түтін,Дым,Smoke
heat,air-o,3,higher,%,share,0,70,,region,Жылу,Тепло,Heat
watch,air-i,1,higher,level 0-5,level,0,5,akimat,city,Бақылау,Наблюдение,Watch
hole,road-o,1,lower,unit,quantity,0,10,,monopolist,Шұңқыр,Яма,Hole
plan,road-i,1,higher,level 0-5,level,0,5,akimat,city,Жоспар,План,Plan
"""


NAME = Text("Жер", "Земля", "Land")


def made(**facts: float) -> dict[str, Any]:
    return assessed(standard(TREE, INDICATORS), long(town=facts), areas("town")).document


def cell(document: dict[str, Any], node: str, language: Language = "en") -> Cell:
    return next(one for row in map_view(document, language).rows for one in row.cells if one.node == node)


def printed(document: dict[str, Any], width: int = 120, **how: Any) -> str:
    file = io.StringIO()
    render_terminal(map_view(document, "en"), Console(file=file, width=width, **how))
    return file.getvalue()


def explained(document: dict[str, Any], node: str, language: Language = "en") -> str:
    file = io.StringIO()
    render_explanation(document, "town", node, language, Console(file=file, width=120))
    return file.getvalue()


class TestTitle:
    @pytest.mark.parametrize(
        ("language", "title"),
        [
            ("en", "Outcomes 2020; implementation not yet collected"),
            ("ru", "Результаты 2020; внедрение ещё не собрано"),
            ("kk", "Нәтижелер 2020; енгізу әлі жиналмаған"),
        ],
    )
    def test_names_the_branches_that_nothing_is_known_of(self, language: Language, title: str) -> None:
        assert map_view(made(dust=20), language).title == title

    def test_is_the_map_where_every_branch_has_something(self) -> None:
        assert map_view(made(dust=20, watch=3), "en").title == "Map of the Implementation Degree, 2020"

    def test_is_the_map_where_nothing_is_known_at_all(self) -> None:
        assert map_view(made(), "en").title == "Map of the Implementation Degree, 2020"


class TestCell:
    def test_has_degree_band_and_coverage(self) -> None:
        air = cell(made(dust=20, smoke=45, heat=70), "air")
        assert (air.known, air.asked, air.partial, air.withheld) == (3, 4, True, False)
        assert air.degree == pytest.approx((80 + 2 * 50 + 3 * 100) / 6)
        assert (air.degree_text, air.band and air.band.title) == ("80.0", "high")
        assert air.coverage_text == "3 of 4 indicators known (75 %)"

    def test_says_which_branch_is_short_of_what(self) -> None:
        air = cell(made(dust=20), "air")
        assert air.withheld
        assert air.reasons == ("Outcomes: 1 of 3 indicators have a degree; at least 2 needed.",)
        assert air.short == "1 of 2 needed"

    def test_says_who_should_publish_what_is_missing(self) -> None:
        nothing, owners = cell(made(dust=20), "road").reasons
        assert nothing == "Nothing is known. Not published: 2 indicators, among them “Hole”."
        assert owners == "To be published by: natural monopolist."

    def test_says_that_what_is_known_has_no_target(self) -> None:
        untold = INDICATORS.replace("kind,low,", "kind,normalise,low,").replace(",quantity,0,", ",quantity,,0,")
        untold = untold.replace("level,0,5", "level,,0,5").replace("share,0,", "share,,0,")
        untold = untold.replace("unit,quantity,,0,10", "unit,quantity,fraction-of-target,,")
        document = assessed(standard(TREE, untold), long(town={"hole": 3}), areas("town")).document
        road = cell(document, "road")
        assert road.reasons == ("What is known here has no target, so it is not scored.",)
        assert road.short == "no target"
        assert explained(document, "road").count("has no target") == 2

    def test_says_that_nothing_is_scored_where_all_is_for_context(self) -> None:
        shown = INDICATORS.replace("hole,road-o,1,lower", "hole,road-o,1,context")
        shown = shown.replace("plan,road-i,1,higher", "plan,road-i,1,context").replace("quantity,0,10", "quantity,,")
        road = cell(assessed(standard(TREE, shown), long(town={"hole": 3}), areas("town")).document, "road")
        assert road.reasons == ("Nothing is scored here: figures are shown for context.",)

    def test_of_the_whole_says_how_many_industries_are_missing(self) -> None:
        assert cell(made(dust=20, smoke=45), "all").reasons == ("1 of 2 industries have a degree; 2 needed.",)

    def test_names_another_place_whose_figure_stands_for_its_own(self) -> None:
        rows = [
            {"area": "town", "fact": "dust", "period": "2020", "value": 20.0, "boundary": "land"},
            {"area": "town", "fact": "smoke", "period": "2020", "value": 45.0},
        ]
        head, *lines = INDICATORS.splitlines()
        marked = "\n".join([f"{head},boundary_rule", *(f"{line},region-marked" for line in lines)])
        places = Areas((Area("town", NAME, parent="land", kind="city"), Area("land", NAME, kind="region")))
        document = assessed(standard(TREE, marked, '[areas]\nkind = "city"\n'), values(rows), places).document
        assert cell(document, "air").boundaries == ("Land",)
        assert "figure of Land" in explained(document, "air")

    def test_shows_no_arrow_without_a_period_before(self) -> None:
        assert cell(made(dust=20, smoke=45), "air").arrow is None

    def test_shows_a_rank_only_where_all_areas_rest_on_the_same_indicators(self) -> None:
        same = long(town={"dust": 20, "smoke": 45}, sea={"dust": 30, "smoke": 45})
        other = long(town={"dust": 20, "smoke": 45}, sea={"dust": 30, "heat": 45})
        both = [assessed(standard(TREE, INDICATORS), table, areas("town", "sea")).document for table in (same, other)]
        assert [cell(document, "air").rank for document in both] == ["rank 2", ""]


class TestColour:
    @pytest.mark.parametrize("colour", ["#e8eef2", "#74b3c0", "#2d7788", "#0f4453", "#b2182b", "#777777", "#808000"])
    def test_text_can_be_read_on_any_band(self, colour: str) -> None:
        assert contrast(text_on(colour), colour) >= 4.5

    def test_contrast_is_that_of_wcag(self) -> None:
        assert contrast("#000000", "#ffffff") == pytest.approx(21)
        assert contrast("#777777", "#ffffff") == pytest.approx(4.48, abs=0.01)


class TestSums:
    def test_rounded_parts_add_up_to_the_rounded_total(self) -> None:
        assert adding_up([100 / 3, 100 / 3, 100 / 3], 100.0) == [33.34, 33.33, 33.33]
        assert adding_up([46.345, None, 23.274], 69.619) == [46.35, None, 23.27]

    def test_parts_of_no_sum_are_only_rounded(self) -> None:
        assert adding_up([1.006, None], 50.0) == [1.01, None]
        assert adding_up([1.006], None) == [1.01]

    def test_the_points_of_the_page_add_up(self) -> None:
        page = render_page(made(dust=20, smoke=45, heat=33), "en")
        points = [float(part.split("<b>")[1].split("</b>")[0]) for part in _rows_of_outcomes(page)]
        assert sum(points) == pytest.approx(cell(made(dust=20, smoke=45, heat=33), "air").degree or 0, abs=0.005)


def _rows_of_outcomes(page: str) -> list[str]:
    section = page.split('id="en-town-air"')[1].split("</section>", maxsplit=1)[0]
    table = section.split("<caption>Outcomes")[1].split("<tfoot>")[0]
    return [row.split('data-k="Points"')[1] for row in table.split("<tr") if 'data-k="Points"' in row]


class TestPage:
    def test_escapes_what_a_standard_says(self) -> None:
        page = render_page(made(dust=20), "en")
        assert "<script>alert" not in page
        assert "&lt;script&gt;alert(1)" in page

    def test_holds_all_three_languages_and_opens_in_one(self) -> None:
        page = render_page(made(dust=20), "ru")
        assert '<html lang="ru">' in page
        assert all(f'<main lang="{language}"' in page for language in get_args(Language))

    def test_names_the_standard_its_edition_and_the_digest(self) -> None:
        document = made(dust=20)
        page = render_page(document, "en")
        assert document["digest"] in page
        assert "by-hand · edition 1" in page

    def test_loads_nothing(self) -> None:
        page = render_page(made(dust=20), "en")
        assert "http" not in page
        assert "src=" not in page

    def test_refuses_an_unknown_period(self) -> None:
        with pytest.raises(BadUse):
            render_page(made(dust=20), "en", period="1999")


class TestTerminal:
    @pytest.mark.parametrize("width", [60, 80, 100, 120, 200])
    def test_keeps_to_its_width(self, width: int) -> None:
        shown = printed(made(dust=20, smoke=45), width)
        assert max(map(len, shown.splitlines())) <= width
        assert "low" in shown or "middle" in shown
        assert "2/4" in shown

    def test_has_no_colour_where_none_is_wanted(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setenv("NO_COLOR", "1")
        shown = printed(made(dust=20, smoke=45), force_terminal=True)
        assert "38;2" not in shown
        assert "48;2" not in shown
        assert "middle" in shown

    def test_is_plain_text_in_a_pipe(self) -> None:
        assert "\x1b" not in printed(made(dust=20, smoke=45))


class TestExplanation:
    def test_goes_down_to_value_and_goalposts(self) -> None:
        shown = explained(made(dust=20, smoke=45), "air")
        assert "20 µg/m³ in 2020" in shown
        assert "100 → 0" in shown
        assert "central state body" not in shown.split("Dust")[0]

    @pytest.mark.parametrize("language", get_args(Language))
    def test_speaks_three_languages(self, language: Language) -> None:
        title = {"kk": "Шаң", "ru": "Пыль", "en": "Dust"}[language]
        assert title in explained(made(dust=20, smoke=45), "air", language)


@pytest.mark.parametrize("subject", ["map", "explain"])
def test_texts_have_the_same_keys(subject: str) -> None:
    keys = [set(texts_of(subject, language)) for language in get_args(Language)]
    assert keys[0] == keys[1] == keys[2]
