"""What certificates tell: what each place of a round reached on verified values that are published."""

from collections.abc import Iterator
from dataclasses import replace

from django.urls import reverse

from qala.publish.chain import Head
from qala.publish.papers import Certificate
from qala.publish.papers.words import Assurance
from qala.texts import Language, text
from qala.web.collection import services as collection
from qala.web.collection.services import Round
from qala.web.ledger import services as ledger
from qala.web.papers.gather.about import About
from qala.web.papers.gather.outcomes import shown
from qala.web.people import services as people
from qala.web.publications import services as publications
from qala.web.publications.services import Published


def certificates_of(
    one: Round, name: str, published: Published, assurance: Assurance, language: Language
) -> Iterator[tuple[str, Certificate]]:
    """Of each place that has some degree on verified values, as it is published. assurance: that was stated when it was
    proposed.
    """
    told = About(one, name, publications.document_of(published.digest), language)
    entry = ledger.Entry.objects.get(chain=one.chain, subject=collection.proposal_subject(published.digest))
    address = reverse("exact:map", args=[language, published.short])
    for area in told.areas:
        standings = told.standings(area)
        if any(one.verified.degree is not None for one in standings):
            yield (
                area,
                Certificate(
                    subject=replace(told.subject(told.place(area)), known_at=shown(entry.at)),
                    standings=standings,
                    assurance=assurance,
                    head=Head(one.chain, entry.number, entry.hash),
                    address=people.link_to(address),
                    issuer=published.approved_by or text("documents.issuer", language),
                    issued_at=shown(published.published_at),
                ),
            )
