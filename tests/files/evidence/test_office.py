"""Documents and workbooks: nothing in them runs, fetches, hides or swells."""

import io
import struct
import zipfile
import zlib
from collections.abc import Mapping
from typing import Any

import pytest
import xlsxwriter

from qala.errors import BadFile
from qala.files.evidence import inspect
from qala.files.evidence.archive import MOST_PARTS
from tests.files.evidence.samples import (
    MAIN,
    NAMES,
    PDF,
    PNG,
    W,
    archive,
    document,
    docx,
    ods,
    odt,
    parts_of,
    relations,
    types,
    xlsx,
)

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600)


def refused(name: str, content: bytes) -> BadFile:
    with pytest.raises(BadFile) as told:
        inspect(name, content)
    return told.value


def code_of(name: str, content: bytes) -> str:
    return refused(name, content).code.removeprefix("evidence.")


def test_what_offices_make_is_taken() -> None:
    """With pictures, charts, comments, formulas and links that one clicks on."""
    for name, content in (("a.docx", docx()), ("a.xlsx", xlsx()), ("a.odt", odt()), ("a.ods", ods())):
        assert inspect(name, content).size == len(content)


@pytest.mark.parametrize(
    "parts",
    [
        {"word/vbaProject.bin": OLE},
        {"WORD/VBAPROJECT.BIN": b"x"},
        {"word/vbaData.xml": "<a/>"},
        {"xl/macrosheets/sheet1.xml": "<a/>"},
        {"xl/dialogsheets/sheet1.xml": "<a/>"},
        {"word/activeX/activeX1.xml": "<a/>"},
        {"[Content_Types].xml": types("application/vnd.ms-word.document.macroEnabled.main+xml")},
        {
            "[Content_Types].xml": types(
                more='<Default Extension="bin" ContentType="application/vnd.ms-office.vbaProject"/>'
            )
        },
        {"word/_rels/document.xml.rels": relations(("control", "a.xml", False))},
        {"word/_rels/document.xml.rels": relations(("vbaProject", "a.bin", False))},
    ],
)
def test_macros(parts: Mapping[str, bytes | str]) -> None:
    assert code_of("a.docx", docx(parts)) == "macros"


def test_a_workbook_with_macros_as_a_program_writes_it() -> None:
    made = io.BytesIO()
    with xlsxwriter.Workbook(made) as book:
        book.add_worksheet()
        book.add_vba_project(io.BytesIO(OLE), is_stream=True)
    assert code_of("a.xlsx", made.getvalue()) == "macros"
    assert code_of("a.xlsm", made.getvalue()) == "ending"


OUTSIDE = [
    relations(("image", "https://example.kz/a.png", True)),
    relations(("image", "https://example.kz/a.png", False)),
    relations(("oleObject", "file:///C:/a.xlsx", True)),
    relations(("attachedTemplate", "file:///C:/a.dotm", True)),
    relations(("attachedTemplate", "a.dotx", False)),
    relations(("frame", r"\\server\a.htm", False)),
    relations(("frame", "//server/a.htm", False)),
    relations(("subDocument", "a.docx", True)),
    relations(("image", "a.png", True)).replace('"External"', '"&#69;xternal"'),
    relations(("image", "https://example.kz/a.png", False)).replace("https:", "ht&#116;ps:"),
    relations(("image", "a", True)).encode("utf-16"),
    relations(("image", "a", True)).replace("<Rel", "<x:Rel").replace("</Rel", "</x:Rel").replace("xmlns=", "xmlns:x="),
]


@pytest.mark.parametrize("links", OUTSIDE)
def test_links_that_fetch_something(links: str | bytes) -> None:
    for part in ("word/_rels/document.xml.rels", "word/_rels/settings.xml.rels", "customXml/_rels/item1.xml.rels"):
        error = refused("a.docx", docx({part: links}))
        assert (error.code, error.fields["part"]) == ("evidence.outside", part)


@pytest.mark.parametrize(
    "part",
    [
        "xl/externalLinks/externalLink1.xml",
        "XL/EXTERNALLINKS/a.xml",
        "xl/connections.xml",
        "xl/queryTables/queryTable1.xml",
    ],
)
def test_workbooks_that_are_linked_to_others(part: str) -> None:
    assert code_of("a.xlsx", archive(parts_of(xlsx()) | {part: b"<a/>"})) == "outside"


@pytest.mark.parametrize(
    "body",
    [
        '<w:fldSimple w:instr=" INCLUDEPICTURE &quot;http://a&quot;"/>',
        "<w:r><w:fldChar/><w:instrText> DDEAUTO c:\\a </w:instrText></w:r>",
        "<w:r><w:fldChar/><w:instrText>INCLUDE</w:instrText></w:r><w:r><w:instrText>TEXT a</w:instrText></w:r>",
        "<w:r><w:fldChar/><w:instrText>\n d&#100;e a</w:instrText></w:r>",
        "<w:r><w:fldChar/><w:instrText>PAGE</w:instrText><w:fldChar/><w:instrText>LINK Excel.S a</w:instrText></w:r>",
    ],
)
def test_fields_that_fetch_something(body: str) -> None:
    for part in ("word/document.xml", "word/header1.xml"):
        assert code_of("a.docx", docx({part: document(body)})) == "outside"


def test_fields_that_do_not() -> None:
    body = (
        '<w:r><w:fldChar/><w:instrText> HYPERLINK "https://a.kz/LINK"</w:instrText></w:r>'
        "<w:r><w:fldChar/><w:instrText>PAGE</w:instrText></w:r><w:t>DDE LINK</w:t>"
    )
    assert inspect("a.docx", docx({"word/document.xml": document(body)})).size


@pytest.mark.parametrize(
    ("part", "content"),
    [
        ("word/embeddings/oleObject1.bin", OLE),
        ("word/embeddings/oleObject1.bin", b"anything"),
        ("word/media/a.png", OLE),
        ("word/media/image1.png", b"PK\3\4"),
        ("word/media/image1.png", b"MZ\x90\0"),
        ("word/media/image1.emf", PDF),
        ("customXml/item1.xml", b"\x7fELF"),
        ("word/afchunk.mht", b"MIME"),
        ("word/embeddings/a.docm", docx()),
        ("word/media/a.xlsx", xlsx()),
    ],
)
def test_other_files_inside(part: str, content: bytes) -> None:
    error = refused("a.docx", docx({part: content}))
    assert (error.code, error.fields["part"]) == ("evidence.embedded", part)


def test_the_workbook_of_a_chart_may_lie_inside() -> None:
    """And is looked into like any other."""
    chart = "word/embeddings/Microsoft_Excel_Sheet1.xlsx"
    assert inspect("a.docx", docx({chart: xlsx()})).size
    for bad, code in (
        (archive(parts_of(xlsx()) | {"xl/vbaProject.bin": b"x"}), "macros"),
        (archive(parts_of(xlsx()) | {"xl/externalLinks/a.xml": b"x"}), "outside"),
        (archive(parts_of(xlsx()) | {"xl/embeddings/a.xlsx": xlsx()}), "embedded"),
        (xlsx()[:-30], "broken"),
        (odt(), "not_its_kind"),
        (archive({"a.txt": "a"}), "not_its_kind"),
    ):
        assert code_of("a.docx", docx({chart: bad})) == code


def test_a_zip_is_no_document_whatever_it_is_called() -> None:
    for name in ("a.docx", "a.xlsx", "a.odt", "a.ods"):
        assert code_of(name, archive({"a.exe": b"MZ"})) == "not_its_kind"
    assert code_of("a.xlsx", docx()) == "not_its_kind"
    assert code_of("a.docx", xlsx()) == "not_its_kind"
    assert code_of("a.ods", odt()) == "not_its_kind"
    both = f'<Override PartName="/xl/workbook.xml" ContentType="{MAIN.replace("document.main", "x.main")}"/>'
    assert code_of("a.docx", docx({"[Content_Types].xml": types(more=both)})) == "not_its_kind"
    template = types(MAIN.replace("document.main", "template.main"))
    assert code_of("a.docx", docx({"[Content_Types].xml": template})) == "not_its_kind"


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"<a",
        b"<!DOCTYPE a [<!ENTITY b 'c'>]><a>&b;</a>",
        b"<?xml version='1.0' encoding='x-none'?><a/>",
        b"\xff\xfe<\0",
        b"<a>\xff</a>",
    ],
)
def test_parts_that_are_no_xml(content: bytes) -> None:
    for part in ("[Content_Types].xml", "_rels/.rels", "word/document.xml"):
        if content or part == "_rels/.rels":
            assert code_of("a.docx", docx({part: content})) == "broken"


LAUGHS = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 10))


@pytest.mark.timeout(20)
def test_entities_are_not_unfolded() -> None:
    bomb = f'<?xml version="1.0"?><!DOCTYPE a [<!ENTITY l0 "ha">{LAUGHS}]><a>&l9;</a>'
    assert code_of("a.docx", docx({"word/document.xml": bomb})) == "broken"
    assert code_of("a.odt", odt(more={"styles.xml": bomb})) == "broken"


@pytest.mark.timeout(60)
def test_bombs_are_stopped_while_they_unpack() -> None:
    """By what comes out, not by what the archive says of itself."""
    zeros = bytes(200 * 2**20)
    for content in (docx({"word/media/a.png": zeros}), docx({"word/document.xml": b" " * (20 * 2**20)})):
        assert code_of("a.docx", content) == "bomb"
        assert code_of("a.docx", lying(content)) in ("bomb", "broken")
    assert code_of("a.odt", odt(more={"Pictures/b.png": zeros})) == "bomb"
    assert code_of("a.odt", odt(more={"styles.xml": b" " * (20 * 2**20)})) == "bomb"


def lying(content: bytes) -> bytes:
    """The same archive, whose directory says that each part has ten bytes."""
    bent = bytearray(content)
    for mark, place in ((b"PK\1\2", 24), (b"PK\3\4", 22)):
        at = bent.find(mark)
        while at >= 0:
            bent[at + place : at + place + 4] = struct.pack("<I", 10)
            at = bent.find(mark, at + 4)
    return bytes(bent)


def test_many_small_bombs_are_one() -> None:
    """Nested ones share the bound of what they lie in."""
    inner = archive(parts_of(xlsx()) | {"xl/media/a.png": bytes(6 * 2**20)}, stored=())
    assert len(inner) < 60_000
    many = {f"word/embeddings/a{number}.xlsx": inner for number in range(40)}
    assert code_of("a.docx", docx(many)) == "bomb"


def test_too_many_parts() -> None:
    assert code_of("a.docx", docx({f"word/a{number}": "" for number in range(MOST_PARTS)})) == "broken"


@pytest.mark.parametrize("name", ["/etc/passwd", "../a", "word/../../a", "C:/a", "word\\a", "a\nb"])
def test_parts_that_lead_out(name: str) -> None:
    assert code_of("a.docx", docx({name: "a"})) == "broken"


def test_parts_of_one_name() -> None:
    """One program would read the first, another the last."""
    assert code_of("a.docx", docx({"WORD/document.xml": document()})) == "broken"


def test_more_than_an_archive_in_a_file() -> None:
    """A program before it, something after it, a comment: another program would see another file."""
    assert code_of("a.docx", b"MZ\x90\0" + docx()) == "other_kind"
    assert code_of("a.docx", b"PK\3\4" + docx()) == "broken"
    assert code_of("a.docx", docx() + b"\0") == "broken"
    assert code_of("a.docx", docx()[:-2] + b"\5\0hello") == "broken"


def flagged(content: bytes) -> bytes:
    """The same archive, whose parts say that they need a password."""
    bent = bytearray(content)
    for mark, place in ((b"PK\1\2", 8), (b"PK\3\4", 6)):
        at = bent.find(mark)
        while at >= 0:
            bent[at + place] |= 1
            at = bent.find(mark, at + 4)
    return bytes(bent)


def test_what_needs_a_password() -> None:
    for name in ("a.docx", "a.xlsx", "a.odt"):
        assert code_of(name, OLE) == "encrypted"
    assert code_of("a.pdf", OLE) == "other_kind"
    assert code_of("a.docx", flagged(docx())) == "encrypted"
    entry = "<manifest:file-entry><manifest:encryption-data/></manifest:file-entry>"
    locked = f"<manifest:manifest {NAMES}>{entry}</manifest:manifest>"
    assert code_of("a.odt", odt(more={"META-INF/manifest.xml": locked})) == "encrypted"


def test_packed_otherwise() -> None:
    for way in (zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA):
        made = io.BytesIO()
        with zipfile.ZipFile(made, "w", way) as out:
            for name, content in parts_of(docx()).items():
                out.writestr(name, content)
        assert code_of("a.docx", made.getvalue()) == "broken"


def test_a_part_that_is_not_what_its_checksum_says() -> None:
    content = docx({"word/media/a.png": PNG})
    stored = archive(parts_of(content), stored=("word/media/a.png",))
    assert code_of("a.docx", stored.replace(PNG, PNG[:-1] + b"!")) == "broken"


@pytest.mark.parametrize(
    "body",
    [
        '<draw:image xlink:href="https://example.kz/a.png"/>',
        '<draw:image xlink:href="/tmp/a.png"/>',
        '<draw:image xlink:href="../a.png"/>',
        '<draw:image xlink:href="./x/../../a.png"/>',
        '<draw:object xlink:href="file:///a"/>',
        '<draw:image xlink:href="\\\\server\\a"/>',
        '<text:section-source xlink:href="a:b"/>',
        '<table:table-source xlink:href="file:///a.ods"/>',
        "<text:dde-connection-decl/>",
        "<table:dde-link/>",
        "<table:table-cell table:formula=\"of:=['file:///a.ods'#$A.A1]\"/>",
        '<table:table-cell table:formula="of:=WEBSERVICE(&quot;http://a&quot;)"/>',
        '<meta:template xlink:href="../a.ott"/>',
        '<draw:image xmlns:y="http://www.w3.org/1999/xlink" y:href="http://a"/>',
        '<draw:image xlink:href="ht&#116;p://a"/>',
        '<draw:a2 xlink:href="http://a"/>',
    ],
)
def test_opendocument_that_fetches_something(body: str) -> None:
    for part in ("content.xml", "styles.xml", "Object 1/content.xml"):
        content = f"<office:document-content {NAMES}>{body}</office:document-content>"
        assert code_of("a.odt", odt(more={part: content})) == "outside"


@pytest.mark.parametrize(
    "body",
    [
        '<text:a xlink:href="https://example.kz/">a</text:a>',
        '<draw:a xlink:href="../a.odt"/>',
        '<text:a xlink:href="#a"/>',
        '<draw:image xlink:href="Pictures/a.png"/>',
        '<draw:object xlink:href="./Object 1"/>',
        '<draw:image xlink:href=""/>',
        '<table:table-cell table:formula="of:=[.A1]*2"/>',
        "<office:scripts/>",
        "<text:p>'a'#</text:p>",
    ],
)
def test_opendocument_that_does_not(body: str) -> None:
    assert inspect("a.odt", odt(body)).size


@pytest.mark.parametrize(
    "parts",
    [
        {"Basic/Standard/script-lb.xml": "<a/>"},
        {"Scripts/python/a.py": "a"},
        {"Dialogs/a.xml": "<a/>"},
        {"content.xml": f"<a {NAMES}><script:event-listener/></a>"},
        {"content.xml": f"<a {NAMES}><office:script/></a>"},
        {"content.xml": f'<a {NAMES}><text:a xlink:href="vnd.sun.star.script:a"/></a>'},
        {"content.xml": f'<a {NAMES}><text:a xlink:href=" macro:///a"/></a>'},
    ],
)
def test_opendocument_with_macros(parts: Mapping[str, bytes | str]) -> None:
    assert code_of("a.odt", odt(more=parts)) == "macros"


def test_opendocument_with_other_files() -> None:
    for content in (OLE, b"PK\3\4", b"MZ\x90\0"):
        assert code_of("a.odt", odt(more={"Object 1": content})) == "embedded"


def test_opendocument_that_is_built_otherwise() -> None:
    parts: dict[str, Any] = parts_of(odt())
    assert code_of("a.odt", archive(parts, stored=())) == "not_its_kind"
    assert code_of("a.odt", archive(dict(reversed(parts.items())))) == "not_its_kind"
    assert code_of("a.odt", archive({name: parts[name] for name in parts if "manifest" not in name})) == "not_its_kind"
    assert code_of("a.odt", odt(kind="application/vnd.oasis.opendocument.text-template")) == "not_its_kind"


def test_word_is_named_by_its_namespace() -> None:
    """The names of the samples are those of ECMA-376, so that what is taken is what Word makes."""
    assert W.startswith("http://schemas.openxmlformats.org/wordprocessingml")
    assert zlib.crc32(PNG[12:29]) == int.from_bytes(PNG[29:33], "big")
