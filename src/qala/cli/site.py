"""The site's database for commands, set up."""

import os

from qala.errors import BadUse


def prepare() -> None:
    """Sets Django up and brings the tables up to date. Raises BadUse where the database cannot be reached."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "qala.web.settings")
    import django
    from django.core.management import call_command
    from django.db import OperationalError

    django.setup()
    try:
        call_command("migrate", verbosity=0)
    except OperationalError as error:
        raise BadUse("cli.no_database", problem=" ".join(str(error).split())) from error
