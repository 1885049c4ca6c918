"""What other parts of the site may do with publications and ask of them."""

from collections.abc import Iterator

from qala.publish.ledger_file import written
from qala.publish.signature import written_keys
from qala.web.ledger import services as ledger
from qala.web.publications import keys
from qala.web.publications.acts import Prepared, after_publishing, chain_of, prepare, publish, withdraw
from qala.web.publications.audit import audit, read_heads, signed_heads
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
from qala.web.publications.kept_tables import cells_of, scanned, table_file
from qala.web.publications.products import Made
from qala.web.publications.published import Published, all_published, before, is_published, latest, published, stamp

__all__ = [
    "Chart",
    "File",
    "Made",
    "Prepared",
    "Published",
    "after_publishing",
    "all_documents",
    "all_published",
    "audit",
    "before",
    "cells_of",
    "chain_of",
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
    "ledger_lines",
    "packed_content_of",
    "part",
    "prepare",
    "product",
    "products",
    "publish",
    "published",
    "read_heads",
    "scanned",
    "series",
    "several_series",
    "sheet",
    "signed_heads",
    "sources",
    "stamp",
    "standard",
    "table",
    "table_file",
    "withdraw",
]


def ledger_lines() -> Iterator[str]:
    """The file ledger.jsonl: what was done about publications and keys, for everybody to check."""
    for head in ledger.heads():
        if head.chain == keys.CHAIN or head.chain.startswith(chain_of("")):
            yield from written(head.chain, ledger.links(head.chain))


def keys_file() -> str:
    """The public keys of the site, as the file keys.json."""
    return written_keys(keys.public_keys())
