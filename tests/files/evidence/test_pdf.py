"""PDF: nothing in it runs, opens programs or holds other files, as far as can be looked into."""

import random
import zlib

import pytest

from qala.errors import BadFile
from qala.files.evidence import inspect
from tests.files.evidence.samples import PDF, object_stream, pdf

CATALOG = b"<< /Type /Catalog /OpenAction [3 0 R /Fit] /Names << /Dests 4 0 R >> >>"


def code_of(content: bytes) -> str:
    with pytest.raises(BadFile) as told:
        inspect("a.pdf", content)
    return told.value.code.removeprefix("evidence.")


def test_what_programs_write_is_taken() -> None:
    """Opening at a page is no action that runs."""
    assert inspect("a.pdf", PDF).media_type == "application/pdf"
    for objects in ((CATALOG,), (CATALOG, object_stream(CATALOG)), (object_stream(CATALOG, filtered=b""),)):
        assert inspect("a.pdf", pdf(*objects)).size
    written = b"/Filter [ /FlateDecode ]", b"/Filter/FlateDecode", b"/Filter\n[/FlateDecode]"
    for filtered in written:
        assert inspect("a.pdf", pdf(object_stream(CATALOG, filtered=filtered))).size


RUNS = [
    b"<< /S /JavaScript /JS (app.alert(1)) >>",
    b"<< /S/Launch/F(cmd.exe) >>",
    b"<< /S /ImportData >>",
    b"<</S/GoToE>>",
    b"<< /OpenAction << /S /Java#53cript >> >>",
    b"<< /S /#4aavaScript >>",
    b"<< /S /#4AavaScript >>",
    b"<</S/L#61unch>>",
    b"<< /Names << /JavaScript 5 0 R >> >>",
    b"<< /AcroForm << /XFA [(a) 5 0 R] >> >>",
    b"<< /XFA 12 0 R >>",
    b"<< /XFA % a comment\n 12 0 R >>",
    b"<< /Subtype /RichMedia >>",
]
HOLDS = [
    b"<< /Type /EmbeddedFile >>",
    b"<< /Names << /EmbeddedFiles 5 0 R >> >>",
    b"<< /Subtype /FileAttachment >>",
    b"<< /Type /Filespec /EF << /F 5 0 R >> >>",
    b"<< /EF 5 0 R >>",
    b"<< /E#46<</F 5 0 R>> >>",
    b"<< /Type /Embedded#46ile >>",
]


@pytest.mark.parametrize(
    ("inside", "code"), [*((one, "pdf_runs") for one in RUNS), *((one, "pdf_holds") for one in HOLDS)]
)
def test_what_runs_and_what_holds_other_files(inside: bytes, code: str) -> None:
    """In the open, and in an object stream."""
    assert code_of(pdf(CATALOG, inside)) == code
    assert code_of(pdf(CATALOG, object_stream(inside))) == code
    assert code_of(pdf(CATALOG, object_stream(CATALOG), object_stream(bytes(100_000) + inside))) == code
    assert code_of(pdf(object_stream(inside, told=b"/Type /Obj#53tm /First 4"))) == code
    assert code_of(pdf(object_stream(inside, told=b"/First 4 /N 1"))) == code, "some programs ask for no type"


@pytest.mark.parametrize(
    "inside",
    [b"/JavaScripts", b"(JavaScript)", b"/XFAx 1 0 R", b"/XFA", b"/Launcher", b"/EF", b"/EFG <<", b"/Encrypted"],
)
def test_names_that_are_others(inside: bytes) -> None:
    assert inspect("a.pdf", pdf(CATALOG, inside)).size


def test_a_password() -> None:
    assert code_of(pdf(CATALOG, trailer=b"/Encrypt 5 0 R ")) == "encrypted"
    assert code_of(pdf(CATALOG, b"<< /Type /XRef /#45ncrypt 5 0 R >>")) == "encrypted"


@pytest.mark.parametrize(
    "stream",
    [
        object_stream(CATALOG, filtered=b"/Filter /LZWDecode"),
        object_stream(CATALOG, filtered=b"/Filter [/ASCIIHexDecode /FlateDecode]"),
        object_stream(CATALOG, filtered=b"/Filter [/FlateDecode /FlateDecode]"),
        object_stream(CATALOG, filtered=b"/Filter 7 0 R"),
        object_stream(CATALOG, filtered=b"/Filter /FlateDecode /DecodeParms << /Predictor 12 >>"),
        object_stream(CATALOG, filtered=b"/Filter /FlateDecode /F (a)"),
        object_stream(CATALOG).replace(b"stream\n", b"stream\nx", 1),
        b"<< /Type /ObjStm /First 4 /X (obj) /Filter /FlateDecode >>\nstream\n"
        + zlib.compress(b"1 0 a")
        + b"\nendstream",
        b"<< /Type /ObjStm /Filter /FlateDecode % stream\n >>\nstream\n" + zlib.compress(b"1 0 a") + b"\nendstream",
        b"<< /Type /ObjStm >>",
    ],
)
def test_object_streams_that_cannot_be_looked_into(stream: bytes) -> None:
    assert code_of(pdf(CATALOG, stream)) == "pdf_hides"


def test_a_bomb_in_an_object_stream() -> None:
    assert code_of(pdf(object_stream(bytes(50 * 2**20)))) == "bomb"
    assert code_of(pdf(*[object_stream(bytes(3 * 2**20))] * 4)) == "bomb"


@pytest.mark.parametrize(
    "content", [PDF[:-200], b"%PDF-1.7\n%%EOF", b"%PDF-9.9\nstartxref\n1\n%%EOF", PDF + bytes(5000), b"%PDF-"]
)
def test_what_is_not_whole(content: bytes) -> None:
    assert code_of(content) == "broken"


@pytest.mark.timeout(120)
@pytest.mark.parametrize(
    "piece",
    [
        b"/",
        b"/J#4a",
        b"/#41#42#43",
        b"/#45#46 ",
        b"/EF ",
        b"/EF %%%%%%%%",
        b"/XFA 1 ",
        b"stream\n",
        b"<</ObjStm/First>>stream\n",
        b"obj<</First",
        b"/Filter ",
        b" ",
    ],
)
def test_what_would_take_long_does_not(piece: bytes) -> None:
    """What grows faster than the file would take hours."""
    content = pdf(CATALOG, piece * (10 * 2**20 // len(piece)))
    try:
        inspect("a.pdf", content)
    except BadFile as error:
        assert error.code in ("evidence.pdf_hides", "evidence.pdf_holds")  # noqa: PT017 - either will do


def test_what_looks_like_a_name_by_chance_is_rare() -> None:
    """Pictures are random to who looks for names."""
    noise = random.Random(7).randbytes(8 * 2**20)  # noqa: S311 - a fixed sample
    assert inspect("a.pdf", pdf(CATALOG, b"<< /Filter /DCTDecode >>\nstream\n" + noise + b"\nendstream")).size
