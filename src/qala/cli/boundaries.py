"""`qala boundaries`: the boundaries that the site draws the country with."""

from datetime import UTC, datetime
from pathlib import Path

import typer

from qala.cli import inputs, site
from qala.files.text import read_bytes
from qala.publish.country.boundaries import LIMIT
from qala.texts import text


def run(file: Path, name_property: str, source: str, licence: str, table: str) -> None:
    """Puts the boundaries of a file in the place of those that the site has, and says which are no known place."""
    content = read_bytes(file, LIMIT)
    site.prepare()
    from qala.web.areas import services

    made = services.import_boundaries(
        content, name_property, services.Source(source, licence), table, datetime.now(UTC), str(file)
    )
    language = inputs.language(None)
    typer.echo(text("country.imported", language, count=made.count, table=table))
    if made.unmatched:
        told = {"count": len(made.unmatched), "names": ", ".join(made.unmatched)}
        typer.echo(text("country.unmatched", language, table=table, **told))
