"""`qala worker`: runs the jobs of the site."""

import typer

from qala.cli import inputs, site
from qala.errors import BadUse
from qala.texts import text


def run(once: bool, parent: int | None) -> None:
    """Runs jobs until it is stopped, until nothing waits where `once`, or until `parent` is gone.

    Raises BadUse where the database cannot be had, or has no tables yet.
    """
    site.set_up()
    with site.reached():
        _check_tables()
    from qala.web.jobs.worker import Worker

    if parent is None:
        typer.echo(text("cli.working", inputs.language(None)))
    Worker(parent).work(once)


def _check_tables() -> None:
    from qala.web.running import services

    if not services.ready():
        raise BadUse("cli.no_tables")
