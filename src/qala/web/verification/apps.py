"""The app."""

from django.apps import AppConfig


class Verification(AppConfig):
    """The desk, verdicts, findings, appeals."""

    name = "qala.web.verification"
