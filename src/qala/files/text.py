"""Text from a file: whole, UTF-8, of a bearable size."""

from pathlib import Path

from qala.errors import BadFile, Place

LIMIT = 512 * 1024 * 1024
_NAMES = {
    b"PK\x03\x04": "XLSX or ZIP",
    b"PAR1": "Parquet",
    b"%PDF": "PDF",
    b"\xd0\xcf\x11\xe0": "XLS",
    b"\x1f\x8b": "gzip",
}
_RUSSIAN_AND_KAZAKH = frozenset(range(0xC0, 0x100))


def read_bytes(path: Path, limit: int = LIMIT) -> bytes:
    """The bytes of a file. Raises BadFile where it is absent, a folder, empty, too large, unreadable."""
    place = Place(str(path))
    try:
        size = path.stat().st_size
        if path.is_dir():
            raise BadFile("files.directory", place)
        if not path.is_file():
            raise BadFile("files.not_regular", place)
        if size > limit:
            raise BadFile("files.too_large", place, size=size // 2**20, limit=limit // 2**20)
        content = path.read_bytes()
    except FileNotFoundError as error:
        raise BadFile("files.missing", place) from error
    except (OSError, ValueError) as error:
        raise BadFile("files.unreadable", place, problem=getattr(error, "strerror", None) or str(error)) from error
    if not content.strip(b"\xef\xbb\xbf \r\n\t"):
        raise BadFile("files.empty", place)
    return content


def read_text(path: Path, limit: int = LIMIT) -> str:
    """The text of a UTF-8 file, with or without a byte order mark. Raises BadFile for what is not."""
    return decode(read_bytes(path, limit), str(path))


def decode(content: bytes, name: str) -> str:
    """UTF-8 bytes as text; says what else they look like. Raises BadFile."""
    for start, kind in _NAMES.items():
        if content.startswith(start):
            raise BadFile("files.other_kind", Place(name), kind=kind)
    if content[:2] in (b"\xff\xfe", b"\xfe\xff"):
        raise BadFile("files.encoding", Place(name), looks="UTF-16")
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        row = content.count(b"\n", 0, error.start) + 1
        looks = "Windows-1251" if content[error.start] in _RUSSIAN_AND_KAZAKH else "?"
        raise BadFile("files.encoding", Place(name, row), looks=looks) from error
    if "\0" in text:
        raise BadFile("files.binary", Place(name, text.count("\n", 0, text.index("\0")) + 1))
    return text
