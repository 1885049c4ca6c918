"""A snapshot tells each value, and each degree on both kinds of values."""

from dataclasses import replace

import pytest

from qala.publish.papers import Snapshot, Standing, render_snapshot
from qala.publish.papers.snapshot import Line
from qala.publish.papers.standing import Reached, difference_text
from qala.texts import LANGUAGES, Language, number, text
from tests.publish.papers.reading import pages, squeezed, whole
from tests.publish.papers.samples import CITY, INDICATOR, INDUSTRIES, SOURCE, STANDARD, UNIT, snapshot, standings

COLUMNS = ("indicator", "unit", "declared", "verified", "source", "quality", "evidence", "state")


@pytest.mark.parametrize("language", LANGUAGES)
def test_it_tells_every_value_degree_and_name_in_the_language(language: Language) -> None:
    told = snapshot(language)
    said = whole(render_snapshot(told, language))
    for words in (CITY, STANDARD, SOURCE, UNIT, *INDUSTRIES):
        assert squeezed(words.text(language)) in said
    for line in told.lines:
        assert squeezed(line.title) in said
        for value in (line.declared, line.verified):
            assert value is None or squeezed(number(value, language)) in said
    for one in told.standings:
        for reached in (one.declared, one.verified):
            assert reached.degree is None or number(reached.degree, language, 1, fixed=True) in said
    keys = ("papers.known_at", "papers.state_corrected", "papers.state_signed", "form.reason_not_yet", "map.withheld")
    for key in keys:
        assert squeezed(text(key, language)) in said
    assert "14:05UTC+05:00" in said
    assert "11/12(92%)" in said
    assert "\u221212" + {"en": ".", "ru": ",", "kk": ","}[language] + "2" in said


def test_numbers_are_written_as_the_language_does() -> None:
    one = Line("x", "y", "", 1234567.5, 0.000001)
    expected: dict[Language, str] = {"kk": "1234567,5", "ru": "1234567,5", "en": "1,234,567.5"}
    for language, written in expected.items():
        told = replace(snapshot(language), lines=(one,))
        assert written in whole(render_snapshot(told, language))


def test_500_values_and_every_page_has_the_heads_of_its_columns() -> None:
    language: Language = "kk"
    pdf = render_snapshot(snapshot(language, 500), language)
    found = pages(pdf)
    assert len(found) > 10
    for page in found[1:]:
        for column in COLUMNS:
            assert squeezed(text(f"papers.{column}", language)) in page
    said = "".join(found)
    assert [at for at in range(500) if squeezed(INDICATOR.text(language).format(number=at)) not in said] == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_where_there_is_nothing_yet_it_says_so(language: Language) -> None:
    said = whole(render_snapshot(Snapshot(snapshot(language).subject, (), ()), language))
    for name in ("no_degrees", "no_values"):
        assert squeezed(text(f"papers.{name}", language)) in said


def test_without_an_assessment_no_digest_is_named() -> None:
    told = snapshot("en")
    said = whole(render_snapshot(replace(told, subject=replace(told.subject, digest="")), "en"))
    assert "sha256" not in said
    assert squeezed(text("papers.digest", "en")) not in said


@pytest.mark.parametrize(
    ("declared", "verified", "shown"),
    [(50, 40, "\u221210.0"), (40, 50, "+10.0"), (40.04, 40.0, "0.0"), (None, 4, "–"), (4, None, "–"),
     (0.35, 0.25, "\u22120.2"), (61.25, 61.15, "0.0"), (100, 0, "\u2212100.0")],
)  # fmt: skip
def test_a_difference_is_that_of_the_degrees_as_they_are_shown(
    declared: float | None, verified: float | None, shown: str
) -> None:
    one = Standing("x", Reached(declared), Reached(verified))
    assert difference_text(one, "en") == shown


def test_colours_of_bands_keep_their_letters_readable() -> None:
    """A band without a colour is taken too."""
    plain = Standing("x", Reached(50, "middle", "", 1, 2), Reached(50, "middle", "#777777", 1, 2))
    told = replace(snapshot("en"), standings=(plain, *standings("en")))
    assert "middle" in whole(render_snapshot(told, "en"))
