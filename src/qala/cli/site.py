"""What the commands of the site have in common."""

import os
from collections.abc import Iterator
from contextlib import contextmanager

from qala.errors import BadUse


def set_up() -> None:
    """Makes Django ready in this process. Raises BadUse where DATABASE_URL cannot be read."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "qala.web.settings")
    import django

    django.setup()


@contextmanager
def reached() -> Iterator[None]:
    """Raises BadUse where the database cannot be reached within."""
    from django.db import OperationalError

    try:
        yield
    except OperationalError as error:
        problem = " ".join(str(error).split())
        raise BadUse("cli.no_database", problem=problem) from error


def prepare() -> None:
    """Sets Django up and gives the tables what it needs. Raises BadUse where the database cannot be reached."""
    set_up()
    from qala.web.running import services

    with reached():
        services.upgrading.start()
