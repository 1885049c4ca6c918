"""The files that were made of publications, each content kept once."""

import gzip
from dataclasses import dataclass
from hashlib import sha256

from qala.web.publications.models import Kept, Product, Publication
from qala.web.publications.products import Made

TEXTS = ("image/svg+xml", "text/csv", "text/html", "application/json", "text/javascript")


@dataclass(frozen=True)
class File:
    """A file of a publication; content is compressed by gzip where it says so."""

    media_type: str
    content: bytes
    compressed: bool


def products(digest: str) -> dict[str, int]:
    """The names of all files that were made of a publication, with their sizes in bytes."""
    return dict(Product.objects.filter(publication__digest=digest).values_list("name", "size"))


def product(digest: str, name: str) -> File | None:
    """A file that was made of a publication; None where there is none."""
    found = Product.objects.select_related("kept").filter(publication__digest=digest, name=name).first()
    return File(found.kept.media_type, bytes(found.kept.content), found.kept.compressed) if found else None


@dataclass(frozen=True)
class Chart:
    """A chart of a publication. stem: of its files, `.svg`, `.json`, `.narrow.svg`, `.narrow.json`; bundle: the program
    that makes it live; sizes: width and height in pixels, wide and for a phone.
    """

    stem: str
    title: str
    alt: str
    bundle: str
    size: tuple[int, int]
    narrow_size: tuple[int, int]


def chart(digest: str, name: str, language: str) -> Chart | None:
    """The chart of a name in a language; None where it is not drawn, or not yet."""
    stem = f"{name}.{language}"
    rows = Product.objects.filter(publication__digest=digest, name__in=(f"{stem}.svg", f"{stem}.narrow.svg"))
    found = {row.name: row.about for row in rows}
    if len(found) < 2:
        return None
    wide, narrow = found[f"{stem}.svg"], found[f"{stem}.narrow.svg"]
    sizes = ((one["width"], one["height"]) for one in (wide, narrow))
    return Chart(stem, wide["title"], wide["alt"], wide["bundle"], *sizes)


def keep_product(digest: str, made: Made) -> None:
    """Keeps a file of a publication, in place of a former one of the name; text is kept compressed.

    Raises Publication.DoesNotExist.
    """
    text = made.media_type in TEXTS
    row = {"media_type": made.media_type, "compressed": text}
    kept, _ = Kept.objects.get_or_create(
        digest=sha256(made.content).hexdigest(),
        defaults={**row, "content": gzip.compress(made.content, 9, mtime=0) if text else made.content},
    )
    publication = Publication.objects.only("number").get(digest=digest)
    Product.objects.update_or_create(
        publication=publication,
        name=made.name,
        defaults={"kept": kept, "size": len(made.content), "about": dict(made.about)},
    )
