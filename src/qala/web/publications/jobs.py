"""The work that a publication brings: its files."""

from itertools import chain
from typing import Any

from qala.web.jobs.kinds import Run, kind
from qala.web.publications.contents import document_of
from qala.web.publications.kept_files import keep_product
from qala.web.publications.products import charts_of, count_of, maps_of


@kind("draw", title_key="site.draw", done_key="site.drawn")
def draw(run: Run) -> dict[str, Any]:
    """Makes every file of a publication, by its digest; what is made already is made again to the same."""
    digest = run.arguments["digest"]
    document = document_of(digest)
    whole, done = count_of(document), 0
    for made in chain(charts_of(document), maps_of(document)):
        keep_product(digest, made)
        done += 1
        run.progress(done / whole, "site.drawing", name=made.name)
    return {"files": done}
