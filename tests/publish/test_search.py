"""Search finds what a reader means: in any of the languages, in any form, and without a Kazakh keyboard."""

from functools import cache
from typing import Any

import pytest

from qala.publish.search import Entry, Found, Index, entries_of, find
from qala.publish.search.folding import one_slip, words_in
from qala.publish.search.results import LINE
from qala.texts import LANGUAGES, Language
from tests.kz_demo import demo_assessment, demo_inputs


@cache
def index(language: Language) -> Index:
    return Index.of(entries_of(demo_assessment(), demo_inputs()[0], language))


def ids(found: Found, group: str) -> list[str]:
    return [hit.entry.id for one in found.groups if one.name == group for hit in one.hits]


def titles(*names: str) -> Index:
    return Index.of(Entry("x", str(place), name, "") for place, name in enumerate(names))


@pytest.mark.parametrize(
    ("language", "query", "group", "id_"),
    [
        ("kk", "Қарағанды", "cities", "351010000"),
        ("kk", "караганды", "cities", "351010000"),
        ("kk", "Karaganda", "cities", "351010000"),
        ("en", "АСТАНА", "cities", "710000000"),
        ("ru", "нур-султан", "cities", "710000000"),
        ("en", "ontustik", "cities", "790000000"),
        ("kk", "мектептердің", "indicators", "ed-internet"),
        ("kk", "мектеп", "indicators", "ed-toilet"),
        ("kk", "оқушылардың", "indicators", "ed-seats"),
        ("kk", "окушылардын", "indicators", "ed-seats"),
        ("ru", "дорогами", "indicators", "tr-roads"),
        ("ru", "школам", "indicators", "ed-internet"),
        ("ru", "воды", "indicators", "hc-water-loss"),
        ("ru", "транспрот", "industries", "transport"),
        ("ru", "экологии", "industries", "environment"),
        ("en", "transprot", "industries", "transport"),
        ("en", "it-i-gis", "indicators", "it-i-gis"),
        ("en", "health outcomes", "branches", "health-outcome"),
        ("ru", "скачок", "findings", "share-jump"),
        ("ru", "скачком", "findings", "share-jump"),
        ("ru", "веса стандарта", "method", "together"),
        ("kk", "қолжетімділік", "pages", "accessibility"),
        ("en", "cookies", "pages", "privacy#part-1"),
    ],
)
def test_what_is_meant_is_found(language: Language, query: str, group: str, id_: str) -> None:
    assert id_ in ids(find(index(language), query), group)


def test_the_best_group_and_the_best_hit_come_first() -> None:
    found = find(index("en"), "transport")
    assert found.groups[0].name == "industries"
    assert ids(found, "industries")[0] == "transport"
    ranked = find(titles("Roads and streets of the old town", "Road", "Roads", "Railroads"), "roads")
    assert ids(ranked, "x")[:3] == ["2", "0", "1"]
    assert "3" not in ids(ranked, "x")


def test_every_word_counts_and_where_none_has_all_it_is_said() -> None:
    both = titles("Water losses", "Water supply", "Heat losses")
    found = find(both, "losses of water")
    assert (ids(found, "x"), found.whole) == (["0"], True)
    part = find(both, "water zzzzzz")
    assert (set(ids(part, "x")), part.whole) == ({"0", "1"}, False)


def test_nothing_is_found_where_there_is_nothing() -> None:
    for query in ("ыфвапролджэ", "!!!", "", "<script>"):
        found = find(index("ru"), query)
        assert (found.count, found.groups) == (0, ())


def test_words_that_only_begin_alike_are_told_apart() -> None:
    assert ids(find(titles("Экономика", "Экология"), "экология"), "x") == ["1"]
    assert ids(find(titles("Водитель", "Вода"), "воды"), "x") == ["1"]
    assert ids(find(titles("Су", "Сурет"), "су"), "x") == ["0", "1"]


def test_a_hit_is_marked_as_it_is_written() -> None:
    found = find(titles("Қала мектептері <b>"), "мектеп")
    assert found.groups[0].hits[0].title == (("Қала ", False), ("мектептері", True), (" <b>", False))


def test_a_hit_in_a_long_text_is_shown_with_its_surroundings() -> None:
    long = "слово " * 200 + "трамвай " + "слово " * 200
    found = find(Index.of([Entry("x", "1", "Название", "строка", ((long, 1.0),))]), "трамваи")
    line = "".join(said for said, _ in found.groups[0].hits[0].line)
    assert "трамвай" in line
    assert line.startswith("… ")
    assert len(line) <= LINE + 4
    assert ("трамвай", True) in found.groups[0].hits[0].line


def test_keys_find_and_are_not_shown() -> None:
    found = find(Index.of([Entry("x", "1", "Name", "line", (), "secret-key")]), "secret")
    assert found.groups[0].hits[0].line == (("line", False),)


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("город", "горад", True), ("город", "горрод", True), ("город", "горд", True), ("город", "гоорд", True),
        ("город", "грроо", False), ("город", "герад", False), ("город", "городок", False), ("abcde", "abced", True),
    ],
)  # fmt: skip
def test_one_slip_is_one_letter(one: str, other: str, same: bool) -> None:
    assert one_slip(one, other) is same
    assert one_slip(other, one) is same


@pytest.mark.parametrize(
    "slip", ["rtansport", "trnasport", "tranport", "transportt", "trandport", "transporr", "xransport"]
)
def test_a_slip_anywhere_in_a_word_is_forgiven(slip: str) -> None:
    assert ids(find(titles("Transport"), slip), "x") == ["0"]


def test_folding_keeps_letters_that_matter() -> None:
    assert list(words_in("Ёлка, ҚАЛА-ның; Йод 10%")) == ["елка", "кала", "нын", "йод", "10"]


def test_a_thousand_cities_are_indexed_and_searched() -> None:
    standard, _, _ = demo_inputs()
    document: dict[str, Any] = demo_assessment()
    syllables = ("қара", "ақ", "көк", "сары", "бай", "тау", "су", "дала", "жар", "төбе")
    rows = []
    for place in range(1000):
        name = "".join(syllables[int(digit)] for digit in f"{place:03d}")
        names = {"kk": name, "ru": name + "ск", "en": name + "o"}
        rows.append({"id": str(place), "name": names, "valid_from": "", "valid_to": ""})
    frame = {**document, "areas": {"rows": rows, "records": rows}}
    made = Index.of(entries_of(frame, standard, "kk"))
    assert len(ids(find(made, "карак"), "cities")) == 10


@pytest.mark.parametrize("language", LANGUAGES)
def test_everything_that_can_be_found_has_a_name_and_a_group(language: Language) -> None:
    every = index(language).entries
    assert all(one.title and one.group for one in every)
    assert {one.group for one in every} == {
        "cities", "industries", "branches", "indicators", "findings", "method", "pages",
    }  # fmt: skip
    assert len({(one.group, one.id) for one in every}) == len(every)
