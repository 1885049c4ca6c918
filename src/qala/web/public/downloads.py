"""The files of a publication that can be had."""

from dataclasses import dataclass

from django.urls import reverse

from qala.web.public.reading import Reading
from qala.web.publications import services

KINDS = {"svg": "image/svg+xml", "png": "image/png", "xlsx": "xlsx", "csv": "text/csv", "html": "text/html"}


@dataclass(frozen=True)
class Download:
    """A file: what it is called, how large it is in bytes, where it lies."""

    kind: str
    size: int
    address: str


def downloads_of(reading: Reading) -> tuple[Download, ...]:
    """The Map of the period in every format that was made of it."""
    files = services.products(reading.published.digest)
    found = []
    for kind in KINDS:
        name = f"map-{reading.period}-{reading.basis}.{reading.language}.{kind}"
        if name in files:
            address = reverse("product", args=[reading.published.short, name])
            found.append(Download(kind, files[name], address))
    return tuple(found)
