"""What an attestation tells: a statement that was signed, and by whom."""

from collections.abc import Iterator
from datetime import date

from django.conf import settings

from qala.publish.papers import Attestation, Signer, Unanswered
from qala.publish.statement import Submission, read_statement
from qala.texts import Language
from qala.web.collection import services as collection
from qala.web.collection.services import Signing
from qala.web.papers.gather.about import place_of, subject_of

FILE = "statement.json"


def attestation_of(signing: Signing, language: Language) -> Attestation:
    """It, as its statement and its certificate say it."""
    report, told = signing.report, read_statement(bytes(signing.statement), FILE)
    place = place_of(report.round, report.area, language)
    return Attestation(
        subject=subject_of(report.round, told.standards, language, place, signing.at.replace(microsecond=0)),
        signer=_signer(signing),
        signed_at=signing.at.replace(microsecond=0).astimezone(settings.SHOWN_ZONE),
        statement=f"sha256:{signing.digest}",
        serial=signing.signer["serial"],
        issuer=signing.signer["issuer"],
        answers=len(told.answers),
        unanswered=tuple(_unanswered(told, language)),
    )


def _signer(signing: Signing) -> Signer:
    said, order = signing.signer, signing.order
    return Signer(
        name=said["common_name"],
        iin=said["iin"],
        position="",
        organisation=said["organisation"],
        bin=said["bin"],
        right="acting" if order else "head",
        order=order["number"] if order else "",
        ordered=date.fromisoformat(order["date"]) if order else None,
    )


def _unanswered(told: Submission, language: Language) -> Iterator[Unanswered]:
    asked = collection.asked_of(told.standards)
    for one in told.answers:
        if one.value is None and one.fact in asked:
            what = asked[one.fact]
            titles = (what.industry_name.text(language), what.indicator.title.text(language))
            yield Unanswered(*titles, one.reason, one.source)
