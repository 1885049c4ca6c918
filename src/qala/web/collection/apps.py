"""The app."""

from django.apps import AppConfig


class Collection(AppConfig):
    """Rounds, questions, answers, evidence, signatures."""

    name = "qala.web.collection"
