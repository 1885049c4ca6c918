"""The app."""

from django.apps import AppConfig


class Papers(AppConfig):
    """The papers of rounds; its module `jobs` registers what it does after a proposal and a publication."""

    name = "qala.web.papers"
