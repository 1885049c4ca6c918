"""Letters: plain text, in the language of whom they go to."""

import logging
from smtplib import SMTPException

from django.conf import settings
from django.core.mail import EmailMessage

from qala.texts import Language, text

log = logging.getLogger("qala.people")
WITH_LINK = ("password_reset_key", "email_confirmation", "invitation", "reminder", "error_answered")
"""Kinds of letters that have words of their own; all others tell that something of an account was changed."""


def ready() -> bool:
    """Whether there is a server for mail."""
    return bool(settings.EMAIL_HOST)


def send(email: str, kind: str, language: Language, **fields: str) -> bool:
    """Sends a letter; False where there is no server, or it does not take it, which is logged."""
    if not ready():
        return False
    body = kind if kind in WITH_LINK else "notice"
    subject = text(f"letters.{kind}", language)
    said = text(f"letters.{body}_body", language, **{"what": subject, **fields})
    letter = EmailMessage(subject, f"{said}\n\n{text('letters.end', language)}\n", to=[email])
    try:
        letter.send()
    except (SMTPException, OSError) as error:
        log.warning("a letter (%s) could not be sent: %s", kind, error)
        return False
    return True
