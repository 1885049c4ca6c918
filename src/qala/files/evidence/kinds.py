"""The kinds of files that are kept as evidence, and how content tells what it is.

On the list is what offices have and what can be looked into: PDF for papers, PNG and JPEG for photographs and pictures
of a screen, DOCX, XLSX, ODT and ODS, CSV and text, JSON and GeoJSON. Not on it: DOC and XLS (macros cannot be looked
for), archives, HTML and SVG (they run scripts), and WebP, HEIC, GIF, films and presentations, for which one of the list
does.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

Family = Literal["pdf", "png", "jpeg", "ooxml", "odf", "text"]


@dataclass(frozen=True, slots=True)
class Kind:
    """name: its usual ending; main: what an archive says of its main part, of OOXML and ODF alone."""

    name: str
    family: Family
    media_type: str
    endings: tuple[str, ...]
    main: str = ""


_OOXML = "application/vnd.openxmlformats-officedocument."
_ODF = "application/vnd.oasis.opendocument."
_DOCX, _XLSX = "wordprocessingml.document", "spreadsheetml.sheet"
KINDS = (
    Kind("pdf", "pdf", "application/pdf", ("pdf",)),
    Kind("png", "png", "image/png", ("png",)),
    Kind("jpg", "jpeg", "image/jpeg", ("jpg", "jpeg")),
    Kind("docx", "ooxml", _OOXML + _DOCX, ("docx",), f"{_OOXML}{_DOCX}.main+xml"),
    Kind("xlsx", "ooxml", _OOXML + _XLSX, ("xlsx",), f"{_OOXML}{_XLSX}.main+xml"),
    Kind("odt", "odf", f"{_ODF}text", ("odt",), f"{_ODF}text"),
    Kind("ods", "odf", f"{_ODF}spreadsheet", ("ods",), f"{_ODF}spreadsheet"),
    Kind("csv", "text", "text/csv", ("csv",)),
    Kind("txt", "text", "text/plain", ("txt",)),
    Kind("json", "text", "application/json", ("json",)),
    Kind("geojson", "text", "application/geo+json", ("geojson",)),
)
ENDINGS: Mapping[str, Kind] = {ending: kind for kind in KINDS for ending in kind.endings}

STARTS: Mapping[bytes, str] = {
    b"%PDF-": "PDF",
    b"\x89PNG\r\n\x1a\n": "PNG",
    b"\xff\xd8\xff": "JPEG",
    b"PK\3\4": "ZIP",
    b"PK\5\6": "ZIP",
    b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1": "OLE",
    b"MZ": "EXE",
    b"\x7fELF": "ELF",
    b"\xca\xfe\xba\xbe": "Mach-O",
    b"\xcf\xfa\xed\xfe": "Mach-O",
    b"\xfe\xed\xfa": "Mach-O",
    b"Rar!": "RAR",
    b"7z\xbc\xaf\x27\x1c": "7z",
    b"\x1f\x8b": "gzip",
    b"\xfd7zXZ": "xz",
    b"\x28\xb5\x2f\xfd": "zstd",
    b"GIF87a": "GIF",
    b"GIF89a": "GIF",
    b"RIFF": "RIFF",
    b"{\\rtf": "RTF",
    b"L\0\0\0\x01\x14\x02\0": "LNK",
}
"""How files begin that are no text."""
_OF: Mapping[str, tuple[Family, ...]] = {"PDF": ("pdf",), "PNG": ("png",), "JPEG": ("jpeg",), "ZIP": ("ooxml", "odf")}
FORMATS = frozenset(STARTS.values()) - {"PNG", "JPEG", "GIF", "RIFF"}
"""What is a file of its own, and no picture, where a part of another file begins so."""


def look(content: bytes) -> str:
    """What the content begins like, blank for text and for what nobody here knows."""
    found = next((name for start, name in STARTS.items() if content.startswith(start)), "")
    return "" if found == "EXE" and b"\0" not in content[:64] else found


def goes_with(kind: Kind, looks: str) -> bool:
    """Whether content that looks so can be of the kind."""
    return kind.family in _OF.get(looks, ()) if looks else kind.family == "text"
