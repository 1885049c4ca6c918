"""Reporting an error, which anybody may."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import transaction

from qala.errors import BadUse
from qala.texts import Language
from qala.web.feedback.models import Reply, Reported
from qala.web.feedback.plain import said
from qala.web.feedback.stamp import ERRORS
from qala.web.ledger import services as ledger

KEPT = timedelta(days=365)
"""So long an address is kept at most, answered or not."""

LONGEST_EMAIL = 254


@dataclass(frozen=True)
class About:
    """What is read, and what is said to be wrong in it: a cell, an indicator, or where all are blank the Map."""

    standard: str
    digest: str
    period: str
    area: str = ""
    node: str = ""
    indicator: str = ""


@dataclass(frozen=True)
class ReportError:
    """About what, in which words and language; email: where the answer goes too, or blank."""

    about: About
    text: str
    email: str
    language: Language
    at: datetime

    @transaction.atomic
    def do(self) -> Reported:
        """Nobody sees it until a person has looked. Raises BadUse for nothing said, too much, or no address."""
        text, email = said(self.text, "feedback.nothing_said"), checked(self.email)
        Reply.objects.filter(reported__at__lt=self.at - KEPT).delete()
        made = Reported.objects.create(**vars(self.about), text=text, language=self.language, at=self.at)
        if email:
            Reply.objects.create(reported=made, email=email)
        told = {name: getattr(self.about, name) for name in ("digest", "area", "node", "indicator")}
        ledger.add(ERRORS, ledger.Event("reported", made.subject, told, {"text": text}), None, self.at)
        return made


def checked(email: str) -> str:
    """An address without what surrounds it; blank stays so. Raises BadUse for what is none."""
    kept = email.strip()
    try:
        if kept:
            validate_email(kept)
    except ValidationError as error:
        raise BadUse("feedback.not_email") from error
    if len(kept) > LONGEST_EMAIL or not kept.isprintable():
        raise BadUse("feedback.not_email")
    return kept
