"""The app, and what tells kept pages that they are old."""

from typing import Any

from django.apps import AppConfig
from django.db.models.signals import post_save


class Feedback(AppConfig):
    """Promises, errors reported, corrections."""

    name = "qala.web.feedback"

    def ready(self) -> None:
        """Called by Django when all apps are loaded: every entry of the ledger is looked at."""
        from qala.web.ledger.services import Entry  # noqa: PLC0415 - its tables are there only now

        post_save.connect(_told, sender=Entry, dispatch_uid="feedback")


def _told(instance: Any, **_about: Any) -> None:
    from qala.web.feedback.stamp import count  # noqa: PLC0415

    count(instance.chain_id, instance.kind)
