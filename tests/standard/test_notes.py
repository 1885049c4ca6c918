"""The notes of a pack, by language."""

from qala.standard.notes import notes_of, sections
from tests import packs_by_hand as hand

TREE = "id,parent,title_kk,title_ru,title_en\nwhole,,К,Р,E\n"
INDICATORS = "id,parent\na,whole\n"
NOTES = "# Notes\n\nfor all\n\n## kk\n\nқазақша\n\n### тағы\n\n- бір\n\n## ru\n\nпо-русски\n\n## en\n\nin English\n"


def test_each_language_has_its_section_with_its_own_headings() -> None:
    standard = hand.standard(TREE, INDICATORS, **{"notes.md": NOTES})
    assert notes_of(standard, "kk") == "қазақша\n\n### тағы\n\n- бір"
    assert notes_of(standard, "ru") == "по-русски"
    assert notes_of(standard, "en") == "in English"


def test_a_pack_without_notes_has_none() -> None:
    assert notes_of(hand.standard(TREE, INDICATORS), "en") == ""
    assert sections("no heading at all") == {}
