"""The app, and what it does after each signing."""

from importlib import import_module
from typing import Any

from django.apps import AppConfig
from django.db.models.signals import post_save


class Verification(AppConfig):
    """The desk, verdicts, findings, appeals."""

    name = "qala.web.verification"

    def ready(self) -> None:
        """Called by Django when all apps are loaded: collecting is told what verification says."""
        from qala.web.collection.services import Signing  # noqa: PLC0415 - its tables are there only now

        for name in ("assurance", "likely"):
            import_module(f"qala.web.verification.{name}")
        post_save.connect(_signed, sender=Signing, dispatch_uid="rate")


def _signed(instance: Any, **_about: Any) -> None:
    from qala.web.jobs import services as jobs  # noqa: PLC0415

    name = instance.report.round.name
    jobs.enqueue("rate", {"name": name}, dedupe_key=name)
