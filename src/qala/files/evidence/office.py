"""Documents and workbooks: opened within bounds and looked through for what runs, fetches or hides."""

from qala.errors import BadFile, Place
from qala.files.evidence.archive import Archive, Bounds
from qala.files.evidence.kinds import KINDS, Kind
from qala.files.evidence.odf import check_odf
from qala.files.evidence.ooxml import EMBEDDED, check_ooxml
from qala.files.evidence.xml import BadXml

DEEPEST = 2
"""A workbook may lie in a document, as those of charts do, and nothing in that."""


def check_office(content: bytes, kind: Kind, place: Place) -> None:
    """Raises BadFile where it is not of its kind, cannot be read, or has what evidence may not have."""
    _check(content, kind, Bounds(len(content), place), 1)


def _check(content: bytes, kind: Kind | None, bounds: Bounds, depth: int) -> None:
    """kind: None for what lies in another, which may be any of OOXML."""
    archive = Archive(content, bounds)
    try:
        if kind and kind.family == "odf":
            check_odf(archive, kind)
            return
        within = check_ooxml(archive, [kind] if kind else [one for one in KINDS if one.family == "ooxml"])
    except BadXml as error:
        raise BadFile("evidence.broken", bounds.place) from error
    for name in within:
        inner = archive.read(name)
        if depth == DEEPEST or not EMBEDDED.search(name) or not inner.startswith(b"PK\3\4"):
            raise BadFile("evidence.embedded", bounds.place, part=name)
        _check(inner, None, bounds, depth + 1)
