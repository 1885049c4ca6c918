"""The app, and what it does after each signing."""

from typing import Any

from django.apps import AppConfig
from django.db.models.signals import post_save


class Verification(AppConfig):
    """The desk, verdicts, findings, appeals. What is signed is rated: a job is asked for with the signing itself."""

    name = "qala.web.verification"

    def ready(self) -> None:
        """Called by Django when all apps are loaded."""
        from qala.web.collection.services import Signing  # noqa: PLC0415 - its tables are there only now

        post_save.connect(_signed, sender=Signing, dispatch_uid="rate")


def _signed(instance: Any, **_about: Any) -> None:
    from qala.web.jobs import services as jobs  # noqa: PLC0415

    name = instance.report.round.name
    jobs.enqueue("rate", {"name": name}, dedupe_key=name)
