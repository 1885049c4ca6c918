"""Who verifies what: the places where they are verifiers, without what they have a hand in."""

from dataclasses import dataclass

from django.db.models import Q, QuerySet

from qala.web.areas import services as areas
from qala.web.collection import services as collection
from qala.web.collection.services import Answer, Question, Signing
from qala.web.people import services as people
from qala.web.people.services import Rights, Role
from qala.web.refusals import NotAllowed
from qala.web.verification.models import Appeal, Finding, Interest

VERIFIERS = frozenset({Role.VERIFIER})
SEEING = VERIFIERS | collection.OFFICERS | {Role.AUDITOR}
"""Roles that see the desk; verifiers alone decide there."""
ALL_SIDES = SEEING | {Role.APPROVER}
"""Roles that see findings and appeals: who verifies, and who signs for an area."""


@dataclass(frozen=True)
class Ties:
    """What keeps somebody from verifying. areas: of declared interests, with all that lies within; interests: the
    organisations of such; own: the organisations that they work for.
    """

    person: people.Person
    areas: frozenset[str]
    interests: frozenset[int]
    own: frozenset[int]


def ties_of(rights: Rights) -> Ties | None:
    """The ties of somebody today; None for who is not signed in."""
    if rights.person is None:
        return None
    declared = list(Interest.objects.filter(person=rights.person, ended_at=None))
    places = {one.area for one in declared if one.area}
    inside = {id_ for id_ in areas.places() if places & set(areas.with_those_above(id_))} if places else set()
    numbers = {one.organisation for one in rights.held if one.organisation}
    own = people.Organisation.objects.filter(bin__in=numbers).values_list("pk", flat=True) if numbers else ()
    told = (one.organisation_id for one in declared if one.organisation_id)
    return Ties(rights.person, frozenset(inside | places), frozenset(told), frozenset(own))


def barred_from(ties: Ties) -> Q:
    """The questions that somebody may not verify."""
    found = Q(delegate=ties.person) | Q(pk__in=Answer.objects.filter(by=ties.person).values("question"))
    found |= Q(report__in=Signing.objects.filter(by=ties.person).values("report"))
    if ties.areas:
        found |= Q(area__in=ties.areas)
    both = ties.interests | ties.own
    return found | Q(organisation__in=both) | Q(report__akimat__in=both) if both else found


def barred_by(ties: Ties, question: Question) -> str:
    """The sentence that says why somebody may not verify a question; blank where nothing keeps them from it."""
    mine = question.delegate_id == ties.person.pk or Answer.objects.filter(question=question, by=ties.person).exists()
    if mine:
        return "verification.own_answer"
    if Signing.objects.filter(report=question.report_id, by=ties.person).exists():
        return "verification.own_signature"
    of = {question.organisation_id, question.report.akimat_id}
    if of & ties.own:
        return "verification.own_organisation"
    return "verification.interest" if question.area in ties.areas or of & ties.interests else ""


def barred_from_report(ties: Ties, report: collection.Report) -> str:
    """The same of a report as a whole."""
    if Signing.objects.filter(report=report, by=ties.person).exists():
        return "verification.own_signature"
    if report.akimat_id in ties.own:
        return "verification.own_organisation"
    return "verification.interest" if report.area in ties.areas or report.akimat_id in ties.interests else ""


def require_verifier(by: people.Person, question: Question) -> None:
    """Raises NotAllowed where a question is not theirs to decide about: it takes other eyes."""
    rights = people.rights_of(by)
    collection.require(collection.QuestionPolicy().may(rights, "verify", question), "verification.needs_verifier")
    ties = ties_of(rights)
    why = barred_by(ties, question) if ties else "verification.needs_verifier"
    if why:
        raise NotAllowed(why)


def require_verifier_of(by: people.Person, report: collection.Report) -> None:
    """The same of a report as a whole."""
    rights = people.rights_of(by)
    collection.require(rights.has(Role.VERIFIER, area=report.area), "verification.needs_verifier")
    ties = ties_of(rights)
    why = barred_from_report(ties, report) if ties else "verification.needs_verifier"
    if why:
        raise NotAllowed(why)


def to_verify(rights: Rights) -> QuerySet[Question]:
    """The signed questions of open rounds that somebody may decide about; for who only reads all that they see."""
    found = collection.QuestionPolicy().visible(rights)
    found = found.filter(state=collection.State.SIGNED, round__stage=collection.Stage.OPEN)
    if not rights.roles & VERIFIERS:
        return found if rights.roles & SEEING else found.none()
    ties = ties_of(rights)
    mine = found.filter(collection.within(rights, VERIFIERS))
    return mine.exclude(barred_from(ties)) if ties else mine.none()


class FindingPolicy(people.Policy[Finding]):
    """Those of the reports that somebody sees."""

    model = Finding
    acts = {"answer": frozenset({Role.APPROVER}), "close": VERIFIERS}  # noqa: RUF012 - said once, changed never

    def visible(self, rights: Rights) -> QuerySet[Finding]:
        """Those that somebody may see."""
        if not rights.roles & ALL_SIDES:
            return Finding.objects.none()
        reports = collection.Report.objects.filter(collection.within(rights, ALL_SIDES)).values("pk")
        found = Finding.objects.filter(report__in=reports)
        return found.select_related("report__round", "question", "by", "answered_by", "closed_by", "follows")

    def area_of(self, thing: Finding) -> str:
        """The area of its report."""
        return thing.report.area


class AppealPolicy(people.Policy[Appeal]):
    """Those of the places where somebody signs, verifies, audits or runs the programme."""

    model = Appeal
    acts = {"decide": VERIFIERS}  # noqa: RUF012

    def visible(self, rights: Rights) -> QuerySet[Appeal]:
        """Those that somebody may see."""
        if not rights.roles & ALL_SIDES:
            return Appeal.objects.none()
        found = Appeal.objects.filter(collection.within(rights, ALL_SIDES, "question__area"))
        return found.select_related("question__round", "question__report", "by", "decided_by")

    def area_of(self, thing: Appeal) -> str:
        """The area of its question."""
        return thing.question.area


class InterestPolicy(people.Policy[Interest]):
    """One's own; officers and auditors of the country see all."""

    model = Interest
    acts = {"tell": collection.OFFICERS, "see": collection.OFFICERS | {Role.AUDITOR}}  # noqa: RUF012

    def visible(self, rights: Rights) -> QuerySet[Interest]:
        """Those that somebody may see."""
        if rights.person is None:
            return Interest.objects.none()
        found = Interest.objects.all() if self.may(rights, "see") else Interest.objects.filter(person=rights.person)
        return found.select_related("person", "organisation", "told_by")
