"""What other parts of the site may do with publications and ask of them."""

from qala.publish.signature import written_keys
from qala.web.publications import keys
from qala.web.publications.acts import Overtaken, publish, withdraw
from qala.web.publications.contents import (
    all_documents,
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
from qala.web.publications.published import Published, all_published, is_published, latest, published, stamp

__all__ = [
    "Chart",
    "File",
    "Overtaken",
    "Published",
    "all_documents",
    "all_published",
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
    "series",
    "several_series",
    "sheet",
    "sources",
    "stamp",
    "standard",
    "table",
    "withdraw",
]


def keys_file() -> str:
    """The public keys of the site, as the file keys.json."""
    return written_keys(keys.public_keys())
