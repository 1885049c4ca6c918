"""Indicators as pages show them: passports are safe, every figure has its source, the CSV is the table."""

import csv
import io
from typing import Any

import pytest

from qala.areas.model import AreaEvent
from qala.publish.indicators.about import about
from qala.publish.indicators.catalogue import catalogue
from qala.publish.indicators.passport import passport_of
from qala.publish.indicators.series import series_of
from qala.publish.indicators.series_csv import series_csv
from qala.texts import LANGUAGES, Language
from tests.kz_demo import demo_assessment, demo_inputs
from tests.packs_by_hand import areas, assessed, long, standard

PLACES = {"x": ("Xanadu", "city"), "y": ("Ys", "city"), "o": ("Oblast", "region"), "a": ("Ark", "region")}
PLACES["z"] = ("Land", "country")


def row(area: str, period: str, value: float | None, **more: Any) -> dict[str, Any]:
    blank = dict.fromkeys(("numerator", "denominator", "lower", "upper", "resolution"))
    words = dict.fromkeys(("quality", "reason", "evidence", "recorded_at", "known_until"), "")
    made = {"area": area, "period": period, "value": value, "status": "official", "boundary": area, "source": "s"}
    return {**blank, **words, **made, **more}


def test_assessed_areas_come_first_and_the_country_last() -> None:
    rows = [row(area, "2020", 1) for area in "zoyxa"]
    found = series_of(rows, ["y", "x"], PLACES, ["2020"], "en")
    assert [line.name for line in found.lines] == ["Ys", "Xanadu", "Ark", "Oblast", "Land"]
    assert [line.assessed for line in found.lines] == [True, True, False, False, False]


def test_each_figure_leads_to_its_source() -> None:
    rows = [row("x", "2019", 1, source="b"), row("x", "2020", 2, source="c"), row("y", "2020", 3, source="c")]
    found = series_of(rows, ["x", "y"], PLACES, ["2020"], "en")
    assert found.sources == ("b", "c")
    mixed, alone = found.lines
    assert [figure.note for cell in mixed.cells for figure in cell] == [1, 2]
    assert (mixed.note, alone.note) == (0, 2)
    assert found.periods == (("2019", False), ("2020", True))


def test_a_figure_of_another_place_is_marked_on_both_sides() -> None:
    rows = [row("x", "2020", 1, boundary="o"), row("o", "2020", 1)]
    city, oblast = series_of(rows, ["x"], PLACES, ["2020"], "en").lines
    assert city.cells[0][0].of == "Oblast"
    assert oblast.stands_for == ("Xanadu",)


def test_a_figure_after_another_boundary_is_marked() -> None:
    rows = [row("x", year, 1) for year in ("2019", "2020", "2021")] + [
        row("y", "2019", 1, boundary="o"),
        row("y", "2020", 1),
    ]
    events = [
        AreaEvent("2020-05-01", "boundary", "x", "x", None, ""),
        AreaEvent("2021-05-01", "renaming", "x", "x", 1, ""),
    ]
    one, other = series_of(rows, ["x", "y"], PLACES, ["2020"], "en", events=events).lines
    mark = "another boundary than before"
    assert [figure.said for cell in one.cells for figure in cell] == ["", mark, ""]
    assert [figure.said for cell in other.cells for figure in cell] == ["", mark]


def test_the_figure_that_counts_stands_first_and_a_former_one_stays() -> None:
    rows = [
        row("x", "2020", 1, recorded_at="2021-01-01", known_until="2022-01-01"),
        row("x", "2020", 2, recorded_at="2022-01-01"),
        row("x", "2020", 3, status="declared", recorded_at="2023-01-01"),
    ]
    (figures,) = series_of(rows, ["x"], PLACES, ["2020"], "en", [("x", "2020")]).lines[0].cells
    assert [(one.value, one.former, one.questioned) for one in figures] == [
        ("2", False, True),
        ("3", True, False),
        ("1", True, False),
    ]
    assert figures[1].said == "declared"
    assert figures[2].said == "held until 2022-01-01"


def test_numbers_are_written_as_the_language_does() -> None:
    shown = {
        language: series_of([row("x", "2020", 1234.5678)], ["x"], PLACES, [], language).lines[0].cells[0][0].value
        for language in LANGUAGES
    }
    assert shown == {"kk": "1\xa0234,568", "ru": "1\xa0234,568", "en": "1,234.568"}


def test_the_csv_has_every_figure_and_no_formula() -> None:
    rows = [row("x", "2020", -0.1, source="=HYPERLINK(1)", evidence="@x"), row("y", "2020", None, reason="Жоқ")]
    series = series_of(rows, ["x"], PLACES, ["2020"], "en")
    one = standard("id,parent,weight\nw,,\n", "id,parent,weight,direction,low,high\na,w,1,higher,0,1\n").indicators[0]
    content = series_csv(series, one, ("=title", "%"), {"x": "Xanadu"}, ["x"])
    assert content.startswith(b"\xef\xbb\xbf")
    first, second = csv.DictReader(io.StringIO(content.decode("utf-8-sig")))
    assert (first["source"], first["evidence"], first["indicator"]) == ("'=HYPERLINK(1)", "'@x", "'=title")
    assert float(first["value"]) == -0.1
    assert (second["value"], second["reason"], second["assessed_area"]) == ("", "Жоқ", "false")


def test_a_passport_is_text_and_never_code() -> None:
    evil = "<script>alert(1)</script> [a](javascript:alert(1)) ![p](https://x/p.png) <b onclick=x>b</b>"
    evil += "\n\n# Big\n\n- **it**"
    pack = {"passports/a.md": f"# a\n\n## kk\n\nқазақша\n\n## en\n\n{evil}\n"}
    found = passport_of(pack, "a", "en")
    assert found is not None
    assert "<script" not in found.html
    assert "<b " not in found.html
    assert "<img" not in found.html
    assert found.html.count("href=") == found.html.count('href="https://x/p.png"') == 1
    assert "<h3>Big</h3>" in found.html
    assert "<li><strong>it</strong></li>" in found.html.replace("\n", "")
    kazakh = passport_of(pack, "a", "kk")
    assert kazakh is not None
    assert (kazakh.language, kazakh.html.strip()) == ("kk", "<p>қазақша</p>")
    russian = passport_of(pack, "a", "ru")
    assert russian is not None
    assert russian.language == "en", "it says in which language it is"
    assert passport_of(pack, "b", "en") is None


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_shipped_passport_is_in_every_language(language: Language) -> None:
    pack = demo_assessment()["standard"]["pack"]
    for one in demo_inputs()[0].indicators:
        found = passport_of(pack, one.id, language)
        assert found is not None
        assert found.language == language
        assert "<li>" in found.html


def test_the_catalogue_counts_areas_with_a_value() -> None:
    found = catalogue(demo_assessment()["indicators"], demo_inputs()[0], "en")
    entries = {entry.id: entry for section in found for entry in section.entries}
    assert set(entries) == set(demo_inputs()[0].indicator)
    assert (entries["hc-sewage"].known, entries["hc-sewage"].of) == (5, 5)
    assert entries["en-heat-loss"].known == 0
    assert not entries["cx-births"].scored
    known = catalogue(demo_assessment()["indicators"], demo_inputs()[0], "en", known=True)
    assert {entry.id for section in known for entry in section.entries} == {
        id_ for id_, entry in entries.items() if entry.known
    }


def test_an_indicator_right_under_the_root_and_one_not_asked_everywhere() -> None:
    method = standard(
        "id,parent,weight\nwhole,,\nwater,whole,1\n",
        "id,parent,weight,direction,low,high,target\na,water,1,higher,0,50,\nb,whole,3,target,0,10,4\n",
    )
    made = assessed(method, long(x={"a": 10.0}, y={"b": 4.0}), areas("x", "y")).document
    found = catalogue(made["indicators"], method, "en")
    assert [section.id for section in found] == ["whole", "water"]
    assert found[0].entries[0].direction == "the nearer to 4, the better"
    said = {fact.title: fact.said for fact in about(made, method, "b", "en", "2020", "verified").facts}
    assert said["Weight"].startswith("75 % of")
    assert said["Goalposts, worst to best"] == "0 → 4 ← 10"


def test_what_areas_have_is_what_the_assessment_says() -> None:
    made = demo_assessment()
    found = about(made, demo_inputs()[0], "ev-pm25", "en", "2019", "verified")
    rows = {row["area"]: row for row in made["indicators"] if row["indicator"] == "ev-pm25"}
    assert {one.area for one in found.standings} == set(rows)
    for one in found.standings:
        assert one.leaf.degree == rows[one.area]["degree"]
        assert (one.band.id if one.band else None) == rows[one.area]["band"]
    assert any(one.leaf.findings for one in found.standings)
