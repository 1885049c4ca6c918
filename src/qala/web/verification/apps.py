"""The app."""

from importlib import import_module

from django.apps import AppConfig


class Verification(AppConfig):
    """The desk, verdicts, findings, appeals."""

    name = "qala.web.verification"

    def ready(self) -> None:
        """Called by Django when all apps are loaded: collecting is told what verification says."""
        import_module("qala.web.verification.assurance")
