"""What other parts of the site may do with publications and ask of them."""

from qala.publish.signature import written_keys
from qala.web.publications import keys
from qala.web.publications.acts import Overtaken, publish, withdraw
from qala.web.publications.contents import (
    content_of,
    document_of,
    findings,
    frame,
    packed_content_of,
    part,
    series,
    several_series,
    sheet,
    sources,
    standard,
    table,
)
from qala.web.publications.kept_files import Chart, File, chart, keep_product, product, products
from qala.web.publications.kept_tables import cells_of, scanned, table_file
from qala.web.publications.published import Published, all_published, is_published, latest, published, stamp

__all__ = [
    "Chart",
    "File",
    "Overtaken",
    "Published",
    "all_published",
    "cells_of",
    "chart",
    "content_of",
    "document_of",
    "findings",
    "frame",
    "is_published",
    "keep_product",
    "keys",
    "keys_file",
    "latest",
    "packed_content_of",
    "part",
    "product",
    "products",
    "publish",
    "published",
    "scanned",
    "series",
    "several_series",
    "sheet",
    "sources",
    "stamp",
    "standard",
    "table",
    "table_file",
    "withdraw",
]


def keys_file() -> str:
    """The public keys of the site, as the file keys.json."""
    return written_keys(keys.public_keys())
