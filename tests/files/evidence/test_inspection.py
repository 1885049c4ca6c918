"""Files are what their names say, and are told with digest, size and media type; others are refused in a sentence."""

import shutil
import subprocess
from hashlib import sha256
from pathlib import Path

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from qala.errors import BadFile
from qala.files.evidence import ENDINGS, KINDS, LIMIT, Size, inspect, preview
from qala.files.evidence.names import clean_name
from qala.texts import LANGUAGES, texts_of
from tests.files.evidence.samples import JPEG, PDF, PNG, docx, ods, odt, xlsx

GEOJSON = b'{"type":"FeatureCollection","features":[]}'
SAMPLES = {
    "pdf": PDF,
    "png": PNG,
    "jpg": JPEG,
    "docx": docx(),
    "xlsx": xlsx(),
    "odt": odt(),
    "ods": ods(),
    "csv": "қала;мән\nҮлгі;5,2\nтел.;+7 701 000 00 00\n@akimat;-5\n".encode(),
    "txt": "Акт № 5 <от 3 мая>\r\n".encode("cp1251"),
    "json": b'\xef\xbb\xbf[1, {"a": null}]',
    "geojson": GEOJSON,
}


def code_of(name: str, content: bytes, limit: int = LIMIT) -> str:
    with pytest.raises(BadFile) as told:
        inspect(name, content, limit)
    for language in LANGUAGES:
        said = told.value.text(language)
        assert said.endswith(".")
        assert "{" not in said
    return told.value.code.removeprefix("evidence.")


@pytest.mark.parametrize("kind", [one.name for one in KINDS])
def test_every_kind_on_the_list_is_taken(kind: str) -> None:
    content = SAMPLES[kind]
    found = inspect(f"Акт 5.{kind.upper()}", content)
    assert found.name == f"Акт 5.{kind}"
    assert (found.size, found.sha256) == (len(content), sha256(content).hexdigest())
    assert found.media_type == ENDINGS[kind].media_type


@pytest.mark.parametrize("ending", ENDINGS)
@pytest.mark.parametrize("kind", SAMPLES)
def test_the_ending_has_to_agree_with_the_content(ending: str, kind: str) -> None:
    """Text alone can be several things: what reads as JSON is text too."""
    if ENDINGS[ending].name == kind:
        return
    texts = {"csv", "txt", "json", "geojson"}
    if kind in texts and (ending in ("csv", "txt") or (kind, ending) == ("geojson", "json")):
        assert inspect(f"a.{ending}", SAMPLES[kind]).media_type == ENDINGS[ending].media_type
        return
    assert code_of(f"a.{ending}", SAMPLES[kind]) in (
        "other_kind",
        "not_its_kind",
        "not_json",
        "not_geojson",
        "encoding",
    )


EXE = b"MZ\x90\0\x03\0\0\0\x04\0\0\0\xff\xff\0\0"


@pytest.mark.parametrize(
    ("content", "looks"),
    [
        (EXE, "EXE"),
        (b"\x7fELF\x02\x01\x01", "ELF"),
        (b"Rar!\x1a\x07", "RAR"),
        (b"\x1f\x8b\x08", "gzip"),
        (b"GIF89a", "GIF"),
        (b"RIFF\0\0\0\0WEBPVP8 ", "RIFF"),
        (b"{\\rtf1", "RTF"),
        (b"<html>", "?"),
        (b"<svg/>", "?"),
        (b"\0\1\2", "?"),
    ],
)
def test_a_program_is_none_of_them_whatever_it_is_called(content: bytes, looks: str) -> None:
    for ending in set(ENDINGS) - {"csv", "txt", "json", "geojson"}:
        with pytest.raises(BadFile) as told:
            inspect(f"report.{ending}", content)
        assert (told.value.code, told.value.fields["looks"]) == ("evidence.other_kind", looks)
    assert code_of("report.txt", content) in ("other_kind", "markup", "not_text")


@pytest.mark.parametrize(
    "name", ["a.exe", "a.pdf.exe", "a.svg", "a.html", "a.docm", "a.xlsm", "a.doc", "a.webp", "pdf", ".pdf", ""]
)
def test_what_is_not_on_the_list(name: str) -> None:
    with pytest.raises(BadFile) as told:
        inspect(name, PDF)
    assert told.value.code == "evidence.ending"
    assert "docx" in str(told.value)


def test_nothing_and_too_much() -> None:
    for content in (b"", b" \n\t", b"\xef\xbb\xbf"):
        assert code_of("a.txt", content) == "empty"
    assert LIMIT == 25 * 2**20
    assert code_of("a.pdf", PDF, limit=len(PDF) - 1) == "too_large"
    assert inspect("a.pdf", PDF, limit=len(PDF)).size == len(PDF)
    assert code_of("a.txt", b"a" * (LIMIT + 1)) == "too_large"


@pytest.mark.parametrize(
    ("name", "clean"),
    [
        ("C:\\Users\\a\\Акт.pdf", "Акт.pdf"),
        ("../../etc/passwd.txt", "passwd.txt"),
        ("a/b.pdf", "b.pdf"),
        ("a\r\nb\0.pdf", "a b.pdf"),
        ("  a  b .pdf ", "a b.pdf"),
        ('a<b>:"|?*.pdf', "a_b______.pdf"),
        (".htaccess.txt", "htaccess.txt"),
        ("con.pdf", "_con.pdf"),
        ("LPT1.x.pdf", "_LPT1.x.pdf"),
        ("a.pdf...", "a.pdf"),
        ("a\u200e\ufeff\u200bb.pdf", "ab.pdf"),
        ("и\u0306.pdf", "й.pdf"),
        ("😀.pdf", "😀.pdf"),
        ("a.PDF", "a.pdf"),
        ("\ud800a.pdf", "a.pdf"),
        ("", "_"),
        ("///", "_"),
        ("...", "_"),
        ("қ" * 300 + ".pdf", "қ" * 90 + ".pdf"),
    ],
)
def test_names_are_cleaned(name: str, clean: str) -> None:
    assert clean_name(name) == clean


@pytest.mark.parametrize("mark", "\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
def test_a_name_that_is_shown_otherwise_than_it_is(mark: str) -> None:
    """`Акт<mark>xcod.exe.pdf` would be shown as another file."""
    with pytest.raises(BadFile) as told:
        inspect(f"Акт{mark}fdp.exe.pdf", PDF)
    assert told.value.code == "evidence.turned_name"
    assert mark not in str(told.value)


@given(st.text(max_size=400))
def test_any_name_is_safe_to_show_and_to_save(name: str) -> None:
    try:
        clean = clean_name(name)
    except BadFile:
        return
    assert clean
    assert clean.isprintable()
    assert not set(clean) & set('/\\<>:"|?*')
    assert not clean.startswith((".", " "))
    assert not clean.endswith((".", " "))
    assert len(clean.encode()) < 255
    assert clean_name(clean) == clean


def test_pictures_have_a_size_that_can_be_shown() -> None:
    assert preview(PNG) == Size(*_told_by_openpyxl(PNG))
    assert preview(JPEG) == Size(*_told_by_openpyxl(JPEG))
    assert preview(PDF) is None
    assert preview(b"") is None


def _told_by_openpyxl(content: bytes) -> tuple[int, int]:
    """The size that another program reads."""
    import io

    from openpyxl.drawing.image import Image

    image = Image(io.BytesIO(content))
    return image.width, image.height


def sized(width: int, height: int) -> bytes:
    """The same PNG under another size."""
    import zlib

    header = b"IHDR" + width.to_bytes(4, "big") + height.to_bytes(4, "big") + PNG[24:29]
    return PNG[:12] + header + zlib.crc32(header).to_bytes(4, "big") + PNG[33:]


def test_a_picture_that_would_unpack_to_too_much() -> None:
    at = JPEG.index(b"\xff\xc0") + 5
    large = JPEG[:at] + b"\xff\xff\xff\xff" + JPEG[at + 4 :]
    for name, content in (("a.png", sized(65535, 65535)), ("a.jpg", large), ("a.png", sized(10_000, 5_001))):
        assert code_of(name, content) == "many_pixels"
        with pytest.raises(BadFile):
            preview(content)
    assert preview(sized(10_000, 5_000)) == (10_000, 5_000)


@pytest.mark.parametrize(
    "content", [sized(0, 5), sized(5, 0), PNG[:-12], PNG[:100], PNG[:8], PNG[:40] + b"\0" + PNG[41:]]
)
def test_a_png_that_is_not_whole(content: bytes) -> None:
    assert code_of("a.png", content) == "broken"


@pytest.mark.parametrize(
    "content",
    [JPEG[:4], JPEG[:200], JPEG[:-2], b"\xff\xd8\xff\xda\0\2\xff\xd9", b"\xff\xd8\xff\xd9", b"\xff\xd8\xff\xe0\0\0"],
)
def test_a_jpeg_that_is_not_whole(content: bytes) -> None:
    assert code_of("a.jpg", content) == "broken"


@pytest.mark.parametrize(
    "content", [b"<html><script>", b"\xef\xbb\xbf <svg onload=a>", b"\n<?xml version='1.0'?>", b"<!-- -->"]
)
def test_markup_is_no_text(content: bytes) -> None:
    for name in ("a.txt", "a.csv", "a.json"):
        assert code_of(name, content) == "markup"


def test_text_in_other_letters() -> None:
    assert inspect("a.txt", "Қала".encode()).size
    assert inspect("a.csv", "Город;5".encode("cp1251")).size
    assert code_of("a.txt", "Қала".encode("utf-16")) == "not_text"
    assert code_of("a.txt", "Қала".encode("utf-16-le")) == "not_text"
    assert code_of("a.txt", b"a\x98") == "encoding"
    assert code_of("a.txt", b"a\x1b[31m") == "not_text"
    assert code_of("a.json", '"Город"'.encode("cp1251")) == "encoding"


@pytest.mark.parametrize(
    "row",
    [
        "=1+1",
        "a;=cmd|' /C calc'!A0",
        'a,"=HYPERLINK(""http://a"")"',
        "a\t=A1",
        "x; =1+1",
        "@SUM(A1)",
        "+SUM(A1:A2)",
        "-cmd|'/C calc'!A0",
        "a,'=1",
    ],
)
def test_a_table_that_computes(row: str) -> None:
    with pytest.raises(BadFile) as told:
        inspect("a.csv", f"a;b\n{row}\n".encode())
    assert (told.value.code, told.value.place.row) == ("evidence.formula", 2)
    assert inspect("a.txt", row.encode()).size


@pytest.mark.parametrize(
    "row",
    [
        "-5",
        "+7 (701) 000-00-00",
        "-5,2;+3",
        "- пункт (а)",
        "== Итог ==",
        "@akimat",
        "a=b",
        "-",
        "--(а)",
        "=",
        "5-3;a@b.kz(1)",
    ],
)
def test_a_table_that_does_not(row: str) -> None:
    assert inspect("a.csv", f"a;b\n{row};1\n".encode()).size


@pytest.mark.parametrize(
    "content", [b"{", b"[NaN]", b"[Infinity]", b"[1]]", b"[" * 100_000, b"[" + b"9" * 5000 + b"]", b"a: 1"]
)
def test_what_is_no_json(content: bytes) -> None:
    assert code_of("a.json", content) == "not_json"


def test_json_without_end_and_json_that_is_no_map() -> None:
    assert code_of("a.json", b"[" + b"[]," * 3_000_000 + b"0]") == "many_values"
    for content in (b"[]", b"{}", b'{"type":"Topology"}', b'{"type":[]}', b"5"):
        assert code_of("a.geojson", content) == "not_geojson"


@settings(max_examples=300)
@given(
    st.sampled_from(sorted(ENDINGS)),
    st.sampled_from((b"", PNG[:8], JPEG[:3], b"%PDF-1.7\n", b"PK\3\4")),
    st.binary(max_size=300),
)
def test_any_bytes_are_told_or_refused_in_a_sentence(ending: str, begin: bytes, content: bytes) -> None:
    try:
        found = inspect(f"a.{ending}", begin + content)
    except BadFile as error:
        assert str(error).endswith(".")  # noqa: PT017 - either will do
    else:
        assert found.media_type == ENDINGS[ending].media_type


@settings(max_examples=500)
@given(st.sampled_from(sorted(SAMPLES)), st.data())
def test_bent_files_are_told_or_refused_in_a_sentence(kind: str, data: st.DataObject) -> None:
    content = bytearray(SAMPLES[kind])
    for _ in range(data.draw(st.integers(1, 4))):
        place = data.draw(st.integers(0, len(content) - 1))
        content[place : place + data.draw(st.integers(0, 2))] = data.draw(st.binary(max_size=3))
    try:
        inspect(f"a.{kind}", bytes(content))
    except BadFile as error:
        assert str(error).endswith(".")  # noqa: PT017 - either will do


def test_a_whole_is_not_a_part() -> None:
    for kind in ("pdf", "png", "jpg", "docx", "xlsx", "odt", "ods"):
        content = SAMPLES[kind]
        for end in (len(content) // 3, len(content) // 2, len(content) - 30):
            assert code_of(f"a.{kind}", content[:end]) in ("broken", "other_kind")


def test_every_refusal_has_its_sentence() -> None:
    """Each text is used: its code stands in the code that refuses."""
    folder = Path(__file__).parents[3] / "src" / "qala" / "files" / "evidence"
    code = "".join(file.read_text() for file in folder.glob("*.py"))
    assert {name for name in texts_of("evidence", "en") if f'"evidence.{name}"' not in code} == set()


def test_workbooks_of_another_program() -> None:
    import io

    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet["A1"], sheet["B1"] = "қала", "=1+1"
    sheet["A2"].hyperlink = "https://example.kz/"
    made = io.BytesIO()
    book.save(made)
    assert inspect("a.xlsx", made.getvalue()).size


@pytest.mark.parametrize("target", ["odt", "docx", "ods", "xlsx", "pdf"])
def test_files_of_libreoffice(tmp_path: Path, target: str) -> None:
    office = shutil.which("soffice")
    if office is None:
        pytest.skip("LibreOffice is not installed")
    source = "a.csv" if target in ("ods", "xlsx") else "a.html"
    (tmp_path / source).write_text("a,b\n1,2\n" if source == "a.csv" else '<p>Акт <a href="https://a.kz">1</a></p>')
    command = [office, "--headless", f"-env:UserInstallation=file://{tmp_path}/profile", "--convert-to", target, source]
    subprocess.run(command, cwd=tmp_path, check=True, capture_output=True, timeout=180)
    assert inspect(f"a.{target}", (tmp_path / f"a.{target}").read_bytes()).size
