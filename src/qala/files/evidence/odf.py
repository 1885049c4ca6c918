"""ODT and ODS (OASIS OpenDocument): an archive that begins with its kind, whose links are attributes of its XML."""

import re
from collections.abc import Iterable, Mapping
from posixpath import normpath

from qala.errors import BadFile
from qala.files.evidence.archive import Archive
from qala.files.evidence.kinds import FORMATS, Kind, look
from qala.files.evidence.xml import local, walk

MANIFEST = "META-INF/manifest.xml"
_MACROS = re.compile(r"(^|/)(basic|scripts|dialogs)/", re.IGNORECASE)
_RUNNING = re.compile(r"\s*(vnd\.sun\.star\.\w+|macro|script|javascript|service|slot):", re.IGNORECASE)
_ADDRESS = re.compile(r"([a-z][a-z0-9+.-]*:|/|\\)", re.IGNORECASE)
_ODF = "urn:oasis:names:tc:opendocument:xmlns:"
_SCRIPTS = (f"{_ODF}script:1.0 event-listener", f"{_ODF}office:1.0 script")
_LINK = "http://www.w3.org/1999/xlink href"
_FORMULAS = (f"{_ODF}table:1.0 formula", f"{_ODF}table:1.0 expression", f"{_ODF}text:1.0 formula")
_FETCHING = re.compile(r"'[^']*'#|\b(DDE|WEBSERVICE)\s*\(", re.IGNORECASE)
"""Cells of another file, and functions that ask somebody else."""
_CLICKED = ("text:1.0 a", "drawing:1.0 a")
_DDE = ("dde-link", "dde-source", "dde-connection-decl", "dde-connection")


def check_odf(archive: Archive, kind: Kind) -> None:
    """Raises BadFile and BadXml."""
    names = archive.names
    told = names[:1] == ["mimetype"] and archive.is_stored("mimetype")
    if not told or archive.read("mimetype").decode("latin-1") != kind.main or MANIFEST not in names:
        raise BadFile("evidence.not_its_kind", archive.place, ending=kind.name)
    for name, begins, content in archive.parts():
        if _MACROS.search(name):
            raise BadFile("evidence.macros", archive.place, part=name)
        if look(begins) in FORMATS:
            raise BadFile("evidence.embedded", archive.place, part=name)
        if begins and name.casefold().endswith((".xml", ".rdf")):
            _check_part(archive, name, content)


def _check_part(archive: Archive, part: str, content: Iterable[bytes]) -> None:
    def started(name: str, told: Mapping[str, str]) -> None:
        kind, target = local(name), told.get(_LINK)
        if kind == "encryption-data":
            raise BadFile("evidence.encrypted", archive.place)
        if name in _SCRIPTS or (target and _RUNNING.match(target)):
            raise BadFile("evidence.macros", archive.place, part=part)
        outside = target and _is_outside(target) and not name.endswith(_CLICKED)
        if outside or kind in _DDE or any(_FETCHING.search(told[one]) for one in _FORMULAS if one in told):
            raise BadFile("evidence.outside", archive.place, part=part)

    walk(content, started)


def _is_outside(target: str) -> bool:
    plain = target.strip()
    return bool(_ADDRESS.match(plain)) or normpath(plain).startswith("..")
