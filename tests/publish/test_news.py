"""News counts what moved, and its feed is one that readers of feeds can read."""

import xml.etree.ElementTree as Xml
from datetime import UTC, datetime, timedelta, timezone

import pytest

from qala.publish.news import ATOM, Cells, Entry, Feed, Tally, atom_of, changes_said, tally_of
from qala.texts import LANGUAGES, Language
from tests import packs_by_hand as hand

NS = {"a": ATOM}
TREE = "id,parent\nroot,\n"


def feed(*entries: Entry) -> Xml.Element:
    made = Feed("https://x.kz/en/news.xml", "News", "en", "https://x.kz/en/news.xml", "https://x.kz/en/news/", entries)
    return Xml.fromstring(atom_of(made))  # noqa: S314 - our own output


def entry(**changes: object) -> Entry:
    given = {
        "id": "urn:sha256:ab:published:en", "title": "A <b> & C", "said": ("One.", "Two & \x00\x0bthree."),
        "at": datetime(2026, 11, 23, 12, 0, tzinfo=timezone(timedelta(hours=5))), "address": "https://x.kz/en/map/ab/",
    }  # fmt: skip
    return Entry(**{**given, **changes})  # type: ignore[arg-type]


def test_degrees_and_bands_that_moved_are_counted() -> None:
    standard = hand.standard(TREE, "id,parent,low,high\nx,root,0,1\n")
    before: Cells = {
        "p": {"root": [49.0]},
        "q": {"root": [60.0]},
        "r": {"root": [None]},
        "s": {"root": [70.0]},
        "t": {},
    }
    after: Cells = {"p": {"root": [51.0]}, "q": {"root": [55.0]}, "r": {"root": [90.0]}, "s": {"root": [None]}, "t": {}}
    assert tally_of(before, after, standard) == Tally(rose=1, fell=1, stayed=0, appeared=1, gone=1, bands=1)
    assert tally_of(before, before, standard) == Tally(stayed=3)
    assert tally_of({}, {}, standard) == Tally()


def test_what_cannot_be_seen_is_no_change() -> None:
    standard = hand.standard(TREE, "id,parent,low,high\nx,root,0,1\n")
    assert tally_of({"p": {"root": [50.01]}}, {"p": {"root": [50.04]}}, standard).stayed == 1


@pytest.mark.parametrize("language", LANGUAGES)
def test_changes_are_told_in_two_sentences_at_most(language: Language) -> None:
    said = changes_said(Tally(rose=12, fell=3, bands=4), language, "2019", ["2020"], "D")
    assert len(said) == 2
    assert "2020" in said[0]
    assert all(count in said[1] for count in ("12", "3", "4", "2019"))
    assert len(changes_said(Tally(stayed=5), language, "2019", [], "D")) == 1


def test_the_feed_has_what_rfc_4287_requires() -> None:
    found = feed(entry(), entry(id="urn:sha256:ab:withdrawn:en", at=datetime(2026, 11, 24, tzinfo=UTC)))
    assert found.tag == f"{{{ATOM}}}feed"
    for element in (found, *found.findall("a:entry", NS)):
        for name in ("id", "title", "updated"):
            assert len(element.findall(f"a:{name}", NS)) == 1
            assert element.findtext(f"a:{name}", namespaces=NS)
        assert element.findall("a:link[@rel='alternate']", NS)
        assert datetime.fromisoformat(element.findtext("a:updated", "", NS)).tzinfo is not None
    assert found.findtext("a:author/a:name", namespaces=NS)
    assert found.find("a:link[@rel='self']", NS) is not None
    assert found.findtext("a:updated", namespaces=NS) == "2026-11-24T00:00:00+00:00"
    assert len({one.text for one in found.findall("a:entry/a:id", NS)}) == 2


def test_the_feed_says_what_was_said_and_nothing_that_breaks_it() -> None:
    found = feed(entry()).find("a:entry", NS)
    assert found is not None
    assert found.findtext("a:title", namespaces=NS) == "A <b> & C"
    assert found.findtext("a:summary", namespaces=NS) == "One. Two & three."
    assert found.findtext("a:updated", namespaces=NS) == "2026-11-23T07:00:00+00:00"


def test_a_feed_without_news_is_a_feed() -> None:
    assert feed().findtext("a:updated", namespaces=NS)
