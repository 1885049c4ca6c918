"""How Django names the app."""

from django.apps import AppConfig

from qala.web.translations import said


class PeopleConfig(AppConfig):
    """People, organisations and rights. In Django's admin only organisations show."""

    name = "qala.web.people"
    verbose_name = said("people.reference")
