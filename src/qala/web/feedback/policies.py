"""Who sees and does what with promises and errors reported."""

from django.db.models import Q, QuerySet

from qala.web.areas import services as areas
from qala.web.collection import services as collection
from qala.web.feedback.mandates import GIVING, organisations_in
from qala.web.feedback.models import Promise, Reported
from qala.web.people import services as people
from qala.web.people.services import Rights, Role

ANSWERING = frozenset({Role.METHOD_TEAM, Role.VERIFIER})
"""Roles that look at errors reported where they count; those of the whole Map are for the country."""
LOOKING = ANSWERING | collection.OFFICERS | {Role.AUDITOR}
READING = collection.OFFICERS | {Role.AUDITOR, Role.APPROVER}
"""Roles that see all promises of the places where they count."""


class PromisePolicy(people.Policy[Promise]):
    """Those of one's organisation; who signs, audits or runs the programme those of their places."""

    model = Promise
    acts = {"end": frozenset({Role.APPROVER})}  # noqa: RUF012 - said once, changed never

    def visible(self, rights: Rights) -> QuerySet[Promise]:
        """Those that somebody may see."""
        if not rights.roles & (READING | GIVING):
            return Promise.objects.none()
        found = collection.within(rights, READING) if rights.roles & READING else Q(pk__in=())
        for right in rights.held:
            if right.role == Role.CONTRIBUTOR and right.organisation:
                within = areas.within(frozenset({right.area}))
                found |= Q(area__in=within, organisation__bin=right.organisation)
        return Promise.objects.filter(found).select_related("organisation")

    def may(self, rights: Rights, act: str, thing: Promise | None = None) -> bool:
        """Whoever signs for the area, and who answers there for the organisation that promised."""
        own = thing is not None and thing.organisation.bin in organisations_in(rights, thing.area)
        return own or super().may(rights, act, thing)

    def area_of(self, thing: Promise) -> str:
        """The area it is for."""
        return thing.area


class ReportedPolicy(people.Policy[Reported]):
    """Those of the places where somebody verifies, audits or runs the programme; the method team all of them."""

    model = Reported
    acts = {"answer": ANSWERING}  # noqa: RUF012

    def visible(self, rights: Rights) -> QuerySet[Reported]:
        """Those that somebody may see."""
        if not rights.roles & LOOKING:
            return Reported.objects.none()
        return Reported.objects.filter(collection.within(rights, LOOKING)).select_related("by", "reply")

    def area_of(self, thing: Reported) -> str:
        """The area it is about; blank: the country."""
        return thing.area
