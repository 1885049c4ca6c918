"""The legal annex: a file that others read, in which nothing is missing and that comes out the same every time."""

import io
import re
from functools import cache
from xml.etree import ElementTree
from zipfile import ZipFile

import pytest
from docx import Document
from docx.document import Document as Docx

from qala import packs
from qala.publish.annex import annex_of, docx_of
from qala.publish.annex.blocks import Formula, Heading, Table
from qala.publish.naming import named
from qala.publish.reasons import unit_of
from qala.standard import Standard, read_standard
from qala.texts import LANGUAGES, Language, text
from tests.standard.test_judgements import HEAD
from tests.standard.test_lint import AHP, pack

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


@cache
def shipped() -> Standard:
    return read_standard(packs.find_standard("kz-2017"))


@cache
def written(language: Language) -> bytes:
    return docx_of(annex_of(shipped(), language))


def read_back(content: bytes) -> Docx:
    return Document(io.BytesIO(content))


def said_in(content: bytes) -> str:
    """All text, by a reader of XML that knows nothing of python-docx."""
    with ZipFile(io.BytesIO(content)) as archive:
        body = ElementTree.fromstring(archive.read("word/document.xml"))  # noqa: S314 - our own
    return "\n".join("".join(one.text or "" for one in row.iter(f"{W}t")) for row in body.iter(f"{W}p"))


@pytest.mark.parametrize("language", ["kk", "ru"])
def test_every_indicator_stands_in_it_with_its_unit_and_passport(language: Language) -> None:
    said = said_in(written(language))
    for one in shipped().indicators:
        assert said.count(named(one, language)) >= 3, one.id
        assert unit_of(one, language) in said
    for node in shipped().nodes:
        assert named(node, language) in said
    for band in shipped().scale.bands:
        assert band.title.text(language) in said
    assert shipped().sha256 in said
    assert text("annex.draft", language) in said


def test_every_part_of_the_archive_is_well_formed_and_named_once() -> None:
    with ZipFile(io.BytesIO(written("ru"))) as archive:
        assert archive.testzip() is None
        names = archive.namelist()
        assert len(names) == len(set(names))
        assert {"[Content_Types].xml", "word/document.xml", "word/styles.xml"} <= set(names)
        for name in names:
            if name.endswith((".xml", ".rels")):
                ElementTree.fromstring(archive.read(name))  # noqa: S314 - our own
        assert {entry.date_time for entry in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}


def test_it_is_a4_with_headings_as_styles_and_heads_that_repeat() -> None:
    paper = read_back(written("kk"))
    section = paper.sections[0]
    assert section.page_width is not None
    assert section.page_height is not None
    assert (round(section.page_width.mm), round(section.page_height.mm)) == (210, 297)
    headings = [one.text for one in paper.paragraphs if one.style is not None and one.style.name == "Heading 1"]
    assert [int(re.match(r"\d+", one)[0]) for one in headings] == list(range(1, len(headings) + 1))  # type: ignore[index]
    captions = [one.text for one in paper.paragraphs if one.style is not None and one.style.name == "Caption"]
    tables = [one for one in captions if "-кесте" in one]
    assert [one.partition("-")[0] for one in tables] == [str(number) for number in range(1, len(paper.tables) + 1)]
    for table in paper.tables:
        assert table.rows[0]._tr.trPr is not None
        assert table.rows[0]._tr.trPr.find(f"{W}tblHeader") is not None
    assert paper.styles.element.find(f".//{W}lang").get(f"{W}val") == "kk-KZ"
    assert paper.core_properties.title == named(shipped(), "kk")


def test_the_same_standard_gives_the_same_bytes() -> None:
    small = pack()
    assert docx_of(annex_of(small, "ru")) == docx_of(annex_of(small, "ru"))


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_act_stands_above_the_title(language: Language) -> None:
    act = '[standard.act]\nnumber = "469/НҚ"\ndate = 2026-11-12\ntitle = "Order"\n[missing]'
    found = annex_of(pack(toml=("[missing]", act)), language)
    assert found.above[0] == text("annex.annex", language)
    assert found.above[1] == "Order"
    assert "469/НҚ" in found.above[2]
    assert "2026" in found.above[2]


def test_formulas_follow_what_the_standard_does() -> None:
    def lines(standard: Standard) -> list[str]:
        return [one.line for one in annex_of(standard, "en").blocks if isinstance(one, Formula)]

    assert lines(pack()) == ["d = L + (H − L) · (x − a) / (b − a)", "D = (Σ wᵢ · dᵢ) / (Σ wᵢ)"]
    geometric = pack(tree=("water,whole,1,", "water,whole,1,geometric"), a={"normalise": "zscore"})
    assert "D = exp( (Σ wᵢ · ln dᵢ) / (Σ wᵢ) )" in lines(geometric)
    assert "d = (x − m) / (σ)" in lines(geometric)


def test_steps_targets_and_needs_are_told() -> None:
    steps = pack(
        toml=("points = 3", "points = 3, needs = { water = 46 }"),
        a={"normalise": "steps", "steps": "25;33%:50;66%:75", "target": "9"},
    )
    said = "\n".join(annex_of(steps, "en").words())
    assert "25; from 33 %: 50; from 66 %: 75" in said
    assert "target 9" in said
    assert "Water: at least 46" in said


def test_experts_stand_in_it_with_their_consistency() -> None:
    judged = pack(tree=AHP, files={"ahp.csv": HEAD + "water,a,b,2,Aida\nwater,b,a,0.125,Bolat\n"})
    found = annex_of(judged, "en")
    (table,) = [one for one in found.blocks if isinstance(one, Table) and "judgements" in one.caption]
    assert [row[0] for row in table.rows] == ["all together", "Aida", "Bolat"]
    assert table.rows[0][2] == "80 %"
    asked = next(one for one in found.blocks if isinstance(one, Table) and "Indicators: Water" in one.caption)
    assert [row[4] for row in asked.rows] == ["80 %", "20 %"]
    assert {row[5] for row in asked.rows} == {"–"}


def test_without_passports_the_rows_speak() -> None:
    blocks = annex_of(pack(), "en").blocks
    start = next(i for i, one in enumerate(blocks) if isinstance(one, Heading) and "Passports" in one.title)
    said = " ".join(getattr(one, "text", "") for one in blocks[start:])
    assert "tonnes" in said
    assert "akimat" in said
