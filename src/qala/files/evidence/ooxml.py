"""DOCX and XLSX (ECMA-376): an archive of parts, their types in `[Content_Types].xml`, their links in `.rels` parts."""

import re
from collections.abc import Iterable, Mapping, Sequence

from qala.errors import BadFile
from qala.files.evidence.archive import Archive
from qala.files.evidence.kinds import FORMATS, Kind, look
from qala.files.evidence.xml import local, walk

TYPES = "[Content_Types].xml"
EMBEDDED = re.compile(r"/embeddings/[^/]+\.(xlsx|docx)$", re.IGNORECASE)
"""Where what charts are drawn from lies."""
_MACROS = re.compile(r"vbaproject|vbadata|macrosheets/|dialogsheets/|intlsheets/|activex", re.IGNORECASE)
_MACRO_TYPES = re.compile(r"macro|vba|activex", re.IGNORECASE)
_OUTSIDE = re.compile(r"externallinks/|(^|/)connections\.xml$|querytables/", re.IGNORECASE)
_BELOW = re.compile(r"(^|/)embeddings/|afchunk", re.IGNORECASE)
_ADDRESS = re.compile(r"\s*([a-z][a-z0-9+.-]*:|\\|//)", re.IGNORECASE)
_FETCHING = re.compile(r"^\s*(DDE|DDEAUTO|INCLUDETEXT|INCLUDEPICTURE|IMPORT|LINK)\b", re.IGNORECASE | re.MULTILINE)


def check_ooxml(archive: Archive, kinds: Sequence[Kind]) -> list[str]:
    """The names of parts that are files of their own. Raises BadFile and BadXml."""
    _check_types(archive, kinds)
    within = []
    for name, begins, content in archive.parts():
        if _MACROS.search(name):
            raise BadFile("evidence.macros", archive.place, part=name)
        if _OUTSIDE.search(name):
            raise BadFile("evidence.outside", archive.place, part=name)
        if _BELOW.search(name) or look(begins) in FORMATS:
            within.append(name)
        elif name.casefold().endswith(".rels"):
            _check_links(archive, name, content)
        elif re.fullmatch(r"word/[^/]+\.xml", name, re.IGNORECASE):
            _check_fields(archive, name, content)
    return within


def _check_types(archive: Archive, kinds: Sequence[Kind]) -> None:
    """One main part, of one of the kinds, and no part with macros."""
    found: list[str] = []

    def started(name: str, told: Mapping[str, str]) -> None:
        if local(name) in ("Default", "Override"):
            found.append(told.get("ContentType", "").strip())

    content = archive.read(TYPES)
    if not content:
        raise BadFile("evidence.not_its_kind", archive.place, ending=kinds[0].name)
    walk([content], started)
    if any(map(_MACRO_TYPES.search, found)):
        raise BadFile("evidence.macros", archive.place, part=TYPES)
    mains = {one for one in found if one.casefold().endswith("main+xml")}
    if len(mains) != 1 or mains.isdisjoint(kind.main for kind in kinds):
        raise BadFile("evidence.not_its_kind", archive.place, ending=kinds[0].name)


def _check_links(archive: Archive, part: str, content: Iterable[bytes]) -> None:
    """Nothing leads outside but what a reader clicks on, and nothing to a template."""

    def started(name: str, told: Mapping[str, str]) -> None:
        if local(name) != "Relationship":
            return
        kind = told.get("Type", "").rpartition("/")[2].casefold()
        outside = told.get("TargetMode", "").casefold() == "external" or _ADDRESS.match(told.get("Target", ""))
        if kind == "attachedtemplate" or (outside and kind != "hyperlink"):
            raise BadFile("evidence.outside", archive.place, part=part)
        if kind in ("vbaproject", "control", "activexcontrolbinary"):
            raise BadFile("evidence.macros", archive.place, part=part)

    walk(content, started)


def _check_fields(archive: Archive, part: str, content: Iterable[bytes]) -> None:
    """No field of a text fetches something."""
    said: list[str] = []
    inside = False

    def started(name: str, told: Mapping[str, str]) -> None:
        nonlocal inside
        inside = local(name) == "instrText"
        if local(name) == "fldChar":
            said.append("\n")
        elif local(name) == "fldSimple":
            said.extend("\n" + value + "\n" for key, value in told.items() if local(key) == "instr")

    def text(piece: str) -> None:
        if inside:
            said.append(piece)

    walk(content, started, text)
    if _FETCHING.search("".join(said)):
        raise BadFile("evidence.outside", archive.place, part=part)
