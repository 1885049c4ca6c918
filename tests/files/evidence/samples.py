"""Files as offices make them, and what strangers make of them."""

import io
import zipfile
import zlib
from collections.abc import Mapping
from typing import Any

import vl_convert
import xlsxwriter

from qala.publish.png import settle_fonts

settle_fonts()
Parts = Mapping[str, bytes | str]
CHART = {"data": {"values": [{"a": 1, "b": 2}]}, "mark": "bar", "encoding": {"x": {"field": "a"}, "y": {"field": "b"}}}
PNG: bytes = vl_convert.vegalite_to_png(CHART)
JPEG: bytes = vl_convert.vegalite_to_jpeg(CHART)
PDF: bytes = vl_convert.vegalite_to_pdf(CHART)

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
MAIN = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
ODT = "application/vnd.oasis.opendocument.text"
ODF = "urn:oasis:names:tc:opendocument:xmlns:"
NAMES = (
    f'xmlns:office="{ODF}office:1.0" xmlns:text="{ODF}text:1.0" xmlns:draw="{ODF}drawing:1.0" '
    f'xmlns:table="{ODF}table:1.0" xmlns:script="{ODF}script:1.0" xmlns:meta="{ODF}meta:1.0" '
    f'xmlns:manifest="{ODF}manifest:1.0" xmlns:xlink="http://www.w3.org/1999/xlink"'
)


def archive(parts: Parts, stored: tuple[str, ...] = ("mimetype",)) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as out:
        for name, content in parts.items():
            out.writestr(name, content, zipfile.ZIP_STORED if name in stored else zipfile.ZIP_DEFLATED)
    return made.getvalue()


def parts_of(content: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(content)) as given:
        return {name: given.read(name) for name in given.namelist()}


def relations(*links: tuple[str, str, bool]) -> str:
    """kind, target, whether it is outside."""
    rows = "".join(
        f'<Relationship Id="r{number}" Type="{RELATIONS}/{kind}" Target="{target}"'
        + (' TargetMode="External"/>' if outside else "/>")
        for number, (kind, target, outside) in enumerate(links)
    )
    return f'<?xml version="1.0"?><Relationships xmlns="{PACKAGE}/relationships">{rows}</Relationships>'


def types(main: str = MAIN, more: str = "") -> str:
    return (
        f'<?xml version="1.0"?><Types xmlns="{PACKAGE}/content-types"><Default Extension="xml" '
        f'ContentType="application/xml"/><Override PartName="/word/document.xml" ContentType="{main}"/>{more}</Types>'
    )


def document(body: str = "<w:p><w:r><w:t>Акт</w:t></w:r></w:p>") -> str:
    return f'<?xml version="1.0"?><w:document xmlns:w="{W}"><w:body>{body}</w:body></w:document>'


def docx(more: Parts | None = None) -> bytes:
    parts: dict[str, bytes | str] = {
        "[Content_Types].xml": types(),
        "_rels/.rels": relations(("officeDocument", "word/document.xml", False)),
        "word/document.xml": document(),
        "word/_rels/document.xml.rels": relations(("hyperlink", "https://example.kz/act", True)),
    }
    return archive(parts | dict(more or {}))


def xlsx() -> bytes:
    made = io.BytesIO()
    with xlsxwriter.Workbook(made) as book:
        sheet = book.add_worksheet()
        sheet.write_row(0, 0, ["fact", 1])
        sheet.write_formula(1, 1, "=B1*2", None, 2)
        sheet.write_url(2, 0, "https://example.kz/")
        sheet.insert_image(3, 0, "a.png", {"image_data": io.BytesIO(PNG)})
        chart: Any = book.add_chart({"type": "line"})
        chart.add_series({"values": "=Sheet1!$B$1:$B$2"})
        sheet.insert_chart(5, 0, chart)
        sheet.write_comment(0, 0, "a note")
    return made.getvalue()


def odt(body: str = "<text:p>Акт</text:p>", more: Parts | None = None, kind: str = ODT) -> bytes:
    content = f"<office:document-content {NAMES}><office:body>{body}</office:body></office:document-content>"
    parts: dict[str, bytes | str] = {
        "mimetype": kind,
        "content.xml": content,
        "META-INF/manifest.xml": f"<manifest:manifest {NAMES}/>",
        "Pictures/a.png": PNG,
    }
    return archive(parts | dict(more or {}))


def ods(body: str = "<table:table/>") -> bytes:
    return odt(body, kind="application/vnd.oasis.opendocument.spreadsheet")


def pdf(*objects: bytes, trailer: bytes = b"") -> bytes:
    """A PDF of these objects; good enough for who looks for names."""
    numbered = b"".join(b"%d 0 obj\n%s\nendobj\n" % item for item in enumerate(objects, 1))
    return b"%PDF-1.7\n" + numbered + b"trailer\n<< /Root 1 0 R " + trailer + b">>\nstartxref\n9\n%%EOF\n"


def object_stream(inside: bytes, told: bytes = b"/Type /ObjStm /N 1 /First 4", filtered: bytes | None = None) -> bytes:
    """An object stream, deflated; filtered: what it says of how."""
    packed = zlib.compress(b"1 0 " + inside)
    how = b"/Filter /FlateDecode" if filtered is None else filtered
    return b"<< %s %s /Length %d >>\nstream\n%s\nendstream" % (told, how, len(packed), packed)
