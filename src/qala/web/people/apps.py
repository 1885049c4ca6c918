"""How Django names the app, and what it needs to be told right."""

from django.apps import AppConfig
from django.conf import settings

from qala.errors import BadUse
from qala.web.translations import said


class PeopleConfig(AppConfig):
    """People, organisations and rights. In Django's admin only organisations show."""

    name = "qala.web.people"
    verbose_name = said("people.reference")

    def ready(self) -> None:
        """Raises BadUse where a role that shall need a second factor is none: nobody would be asked for one."""
        from qala.web.people.models import Role  # noqa: PLC0415 - Django has made the tables known by now

        unknown = sorted(settings.SECOND_FACTOR_ROLES - set(Role.values))
        if unknown:
            raise BadUse("cli.bad_second_factor_roles", value=", ".join(unknown), known=", ".join(Role.values))
