"""Who sees and does what with rounds, reports and questions."""

from django.db.models import Q, QuerySet

from qala.web.areas import services as areas
from qala.web.collection.models import Question, Report, Round, Stage
from qala.web.people import services as people
from qala.web.people.services import Right, Rights, Role

OFFICERS = frozenset({Role.PROGRAMME_OFFICER})
ALL = Q(pk__isnull=False)
"""Everything; an empty Q would be left out of an or."""
READING = frozenset({Role.APPROVER, Role.VERIFIER, Role.PROGRAMME_OFFICER, Role.AUDITOR})
"""Roles that see all questions of the places where they count."""


def within(rights: Rights, roles: frozenset[Role], column: str = "area") -> Q:
    """What lies where somebody has one of the roles."""
    where = rights.areas(*roles)
    return ALL if where is None else _inside(where, column)


def _inside(where: frozenset[str], column: str) -> Q:
    return Q(**{f"{column}__in": areas.within(where)})


def _department(right: Right) -> Q:
    """What a contributor answers: what their organisation is asked in their place; all of it where they are of none."""
    where = _inside(frozenset({right.area}), "area") if right.area else ALL
    return where & Q(organisation__bin=right.organisation) if right.organisation else where


def answered_by(rights: Rights) -> Q:
    """The questions that somebody answers: those of their department, and those that were delegated to them."""
    mine = Q(delegate=rights.person) if rights.person else Q(pk__in=())
    for right in rights.held:
        if right.role == Role.CONTRIBUTOR:
            mine |= _department(right)
    return mine


class QuestionPolicy(people.Policy[Question]):
    """Who answers sees their own; who signs, verifies, audits or runs the programme all of their places."""

    model = Question
    acts = {  # noqa: RUF012 - said once, changed never
        "assign": OFFICERS | {Role.APPROVER},
        "sign": frozenset({Role.APPROVER}),
        "verify": frozenset({Role.VERIFIER}),
        "comment": READING - {Role.AUDITOR},
    }

    def visible(self, rights: Rights) -> QuerySet[Question]:
        """Those that somebody may see; none of a round that is being prepared but for who prepares it."""
        if rights.person is None:
            return Question.objects.none()
        theirs = (within(rights, READING) | answered_by(rights)) & ~Q(round__stage=Stage.DRAFT)
        found = Question.objects.filter(theirs | within(rights, OFFICERS))
        return found.select_related("round", "report", "organisation", "delegate")

    def area_of(self, thing: Question) -> str:
        """The area it is asked of."""
        return thing.area

    def may_answer(self, rights: Rights, thing: Question) -> bool:
        """Whether it is theirs to answer."""
        return Question.objects.filter(answered_by(rights), pk=thing.pk).exists()


class ReportPolicy(people.Policy[Report]):
    """Reports of which somebody sees a question."""

    model = Report
    acts = {  # noqa: RUF012
        "sign": frozenset({Role.APPROVER}),
        "assign": OFFICERS | {Role.APPROVER},
        "read whole": READING,
    }

    def visible(self, rights: Rights) -> QuerySet[Report]:
        """Those that somebody may see."""
        seen = QuestionPolicy().visible(rights).order_by().values("report")
        return Report.objects.filter(pk__in=seen).select_related("round", "akimat")

    def area_of(self, thing: Report) -> str:
        """Its area."""
        return thing.area


class RoundPolicy(people.Policy[Round]):
    """Whoever has a role sees rounds that are open or over; officers of the country prepare and run them."""

    model = Round
    acts = {  # noqa: RUF012
        "run": OFFICERS,
        "progress": OFFICERS | {Role.AUDITOR},
        "read report": OFFICERS | {Role.AUDITOR, Role.VERIFIER},
        "take along": OFFICERS | {Role.AUDITOR},
    }

    def visible(self, rights: Rights) -> QuerySet[Round]:
        """Those that somebody may see."""
        if not rights.held:
            return Round.objects.none()
        return Round.objects.all() if self.may(rights, "run") else Round.objects.exclude(stage=Stage.DRAFT)
