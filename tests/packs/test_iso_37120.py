"""The shipped ISO 37120:2018: what it asks, in three languages, and that it claims no more."""

import csv
import io
import re
from collections import Counter

from qala.cli import inputs
from qala.standard import parse_standard
from qala.standard.lint import lint
from qala.texts import LANGUAGES
from tests.packs_by_hand import areas, assessed, long

STANDARD = inputs.standard("iso-37120-2018")
CORE = Counter(one.core for one in STANDARD.indicators)
THEMES = {
    "economy": (8, 3), "education": (6, 0), "energy": (7, 2), "environment": (9, 0), "finance": (4, 2),
    "governance": (4, 0), "health": (6, 0), "housing": (4, 6), "population": (3, 6), "recreation": (2, 0),
    "safety": (10, 0), "solid-waste": (10, 0), "sport-culture": (3, 0), "telecommunication": (2, 0),
    "transport": (7, 2), "food": (4, 0), "planning": (4, 3), "wastewater": (4, 0), "water": (7, 0),
}  # fmt: skip
"""How many are asked, and how many are profile indicators; the themes are the clauses 5 to 23."""


def test_104_are_asked_and_24_are_shown() -> None:
    assert dict(CORE) == {"core": 45, "supporting": 59, "profile": 24}
    assert sum(one.asked for one in STANDARD.indicators) == 104
    for one in STANDARD.indicators:
        assert one.asked == (one.core != "profile"), one.id
        assert one.asked or (one.weight, one.direction) == (0, "context"), one.id


def test_how_many_indicators_each_theme_has() -> None:
    assert [node.id for node in STANDARD.industries] == list(THEMES)
    for node, (asked, shown) in THEMES.items():
        here = [STANDARD.indicator[id_] for id_ in STANDARD.children[node]]
        assert (sum(one.asked for one in here), sum(not one.asked for one in here)) == (asked, shown), node


def test_ids_are_the_clauses_of_the_theme_in_their_order() -> None:
    for chapter, node in enumerate(THEMES, 5):
        clauses = [id_.removeprefix("iso37120-").split(".") for id_ in STANDARD.children[node]]
        assert all(parts[0] == str(chapter) for parts in clauses)
        numbers = [tuple(map(int, parts)) for parts in clauses]
        assert numbers == sorted(numbers)
        plain = [parts[1] for parts in numbers if len(parts) == 2]
        assert plain == list(range(1, len(plain) + 1))


def test_it_scores_nothing_and_has_no_goalposts() -> None:
    assert not STANDARD.scores
    assert STANDARD.reports_only
    assert not STANDARD.scales
    assert all(
        (one.low, one.high, one.target, one.steps, one.bands) == (None, None, None, (), ())
        for one in STANDARD.indicators
    )


def test_every_indicator_says_what_is_counted_and_in_which_unit() -> None:
    for one in STANDARD.indicators:
        assert one.unit, one.id
        assert one.numerator, one.id
        assert one.boundary_rule == "city"
        if one.unit.startswith(("per ", "%")) and one.kind in ("share", "rate"):
            assert one.denominator, one.id


def test_the_basis_says_what_was_seen_and_what_is_recalled() -> None:
    unseen = [one.id for one in STANDARD.indicators if "seen in a source: clause" not in one.basis]
    assert unseen == ["iso37120-16.10"]
    for one in STANDARD.indicators:
        assert one.basis.startswith(f"ISO 37120:2018, clause {one.id.removeprefix('iso37120-')};")
        assert "recalled" in one.basis
        certain = "theme, role" in one.basis
        assert certain == (one.core == "profile" or one.parent == "sport-culture"), one.id


def test_no_other_edition_is_named() -> None:
    for name, content in STANDARD.files.items():
        assert set(re.findall(r"ISO 3712\d:\d{4}", content)) <= {"ISO 37120:2018"}, name


def test_lint_finds_nothing() -> None:
    assert [fault.text("en") for fault in lint(STANDARD)] == []


def test_titles_are_three_different_ones() -> None:
    for one in STANDARD.indicators:
        assert len({one.title.text(language) for language in LANGUAGES} - {""}) == 3, one.id
    assert all(node.title.text(language) for node in STANDARD.nodes for language in LANGUAGES)
    for language in LANGUAGES:
        seen = Counter(one.title.text(language) for one in STANDARD.indicators)
        assert [title for title, count in seen.items() if count > 1] == []


def test_every_indicator_has_a_passport_that_leaves_the_definition_to_the_standard() -> None:
    binding = {"kk": "Міндетті анықтама", "ru": "Обязательное определение", "en": "Binding definition"}
    for one in STANDARD.indicators:
        sections = STANDARD.files[f"passports/{one.id}.md"].split("\n## ")[1:]
        assert [section[:2] for section in sections] == list(LANGUAGES)
        for language, section in zip(LANGUAGES, sections, strict=True):
            assert one.title.text(language) in section
            assert section.count("\n- **") >= 9, one.id
            assert f"**{binding[language]}:**" in section
            assert one.id.removeprefix("iso37120-") in section


def test_notes_stand_in_three_languages() -> None:
    notes = STANDARD.files["notes.md"]
    assert re.findall(r"^## (\w\w)", notes, re.MULTILINE) == list(LANGUAGES)
    for words in ("сертификаттау емес", "не сертификация", "no certification"):
        assert words in notes


def test_written_again_from_what_was_read_it_is_the_same() -> None:
    """A spreadsheet that reads and writes the tables changes nothing of the standard."""
    again = {}
    for name, content in STANDARD.files.items():
        if name.endswith(".csv"):
            table = io.StringIO(newline="")
            csv.writer(table, quoting=csv.QUOTE_ALL).writerows(csv.reader(io.StringIO(content)))
            content = table.getvalue()  # noqa: PLW2901
        again[name] = content
    read = parse_standard(again)
    assert (read.nodes, read.indicators) == (STANDARD.nodes, STANDARD.indicators)


def test_each_indicator_can_be_answered_once() -> None:
    made = assessed(STANDARD, long(x=dict.fromkeys(STANDARD.facts, 1.0)), areas("x"))
    whole = made.node("x", "city")
    assert (whole["known"], whole["asked"], whole["degree"]) == (104, 104, None)
    for node, (asked, _) in THEMES.items():
        assert made.node("x", node)["known"] == asked
