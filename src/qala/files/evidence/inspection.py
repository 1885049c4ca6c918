"""Looking into a file that somebody hands in as evidence."""

from dataclasses import dataclass
from hashlib import sha256

from qala.errors import BadFile, Place
from qala.files.evidence.kinds import ENDINGS, Kind, goes_with, look
from qala.files.evidence.names import clean_name
from qala.files.evidence.office import check_office
from qala.files.evidence.pdf import check_pdf
from qala.files.evidence.picture import preview
from qala.files.evidence.plain import check_plain

LIMIT = 25 * 2**20


@dataclass(frozen=True, slots=True)
class Inspected:
    """A file that may be kept. name: as it may be shown and saved anywhere; sha256: hexadecimal digits."""

    name: str
    size: int
    sha256: str
    media_type: str


def inspect(name: str, content: bytes, limit: int = LIMIT) -> Inspected:
    """What a file is.

    The content says which kind it is, and the ending of the name has to agree; see `kinds` for those that are kept.
    Raises BadFile with one sentence where it is of no such kind, empty, larger than the limit or cut off, needs a
    password, has macros, scripts, other files or links that fetch something, or would unpack to more than is needed.

    Not claimed: that a file is free of viruses or of faults that harm the program that opens it; that what it shows is
    true; that nothing hides in the pixels of a picture or after its end.
    """
    clean = clean_name(name)
    place = Place(clean)
    if not content.strip(b"\xef\xbb\xbf \r\n\t"):
        raise BadFile("evidence.empty", place)
    if len(content) > limit:
        raise BadFile("evidence.too_large", place, size=-(-len(content) // 2**20), limit=limit // 2**20)
    kind = _kind(clean, content, place)
    if kind.family == "pdf":
        check_pdf(content, place)
    elif kind.family in ("png", "jpeg"):
        preview(content, clean)
    elif kind.family == "text":
        check_plain(content, kind, place)
    else:
        check_office(content, kind, place)
    return Inspected(clean, len(content), sha256(content).hexdigest(), kind.media_type)


def _kind(name: str, content: bytes, place: Place) -> Kind:
    ending = name.rpartition(".")[2] if "." in name else ""
    looks = look(content)
    kind = ENDINGS.get(ending)
    if kind is None:
        raise BadFile("evidence.ending", place, ending=ending or "-", known=", ".join(ENDINGS))
    if looks == "OLE" and kind.family in ("ooxml", "odf"):
        raise BadFile("evidence.encrypted", place)
    if not goes_with(kind, looks):
        raise BadFile("evidence.other_kind", place, ending=ending, looks=looks or "?")
    return kind
