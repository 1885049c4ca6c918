"""Papers read by pypdf, which knows nothing of how they were made."""

import io
from collections.abc import Iterator

from pypdf import PdfReader


def reader(pdf: bytes) -> PdfReader:
    return PdfReader(io.BytesIO(pdf), strict=True)


def pages(pdf: bytes) -> list[str]:
    """What stands on each page, without spaces: lines end where a column does."""
    return [squeezed(page.extract_text()) for page in reader(pdf).pages]


def whole(pdf: bytes) -> str:
    return "".join(pages(pdf))


def squeezed(said: str) -> str:
    return "".join(said.replace("\u200b", "").split())


def fonts(pdf: bytes) -> Iterator[str]:
    """The names of the fonts of all pages, without the tag of their subset."""
    for page in reader(pdf).pages:
        for font in page["/Resources"]["/Font"].values():  # type: ignore[index]
            yield str(font.get_object()["/BaseFont"]).rpartition("+")[2].lstrip("/")
