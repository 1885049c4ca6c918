"""What waits for somebody in rounds: questions to answer, reports to sign."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Case, Count, F, IntegerField, Q, Sum, Value, When

from qala.web.collection.method import TO_CONFIRM
from qala.web.collection.models import Question, Round, Stage, State
from qala.web.collection.policies import answered_by, within
from qala.web.collection.standing import WAITING
from qala.web.people.services import Rights, Role

TO_ANSWER = Q(state__in=WAITING)
MINUTES = Case(
    When(official__isnull=False, minutes__gt=TO_CONFIRM, then=Value(TO_CONFIRM)),
    default=F("minutes"),
    output_field=IntegerField(),
)
"""What an answer should take: less where an official figure has only to be confirmed."""


@dataclass(frozen=True)
class Share:
    """Somebody's questions in one report. waiting: without an answer; minutes: that these should take."""

    report: int
    area: str
    asked: int
    waiting: int
    returned: int
    minutes: int


@dataclass(frozen=True)
class Signable:
    """A report that somebody signs. waiting: questions without an answer; ready: answers that nobody has signed."""

    report: int
    area: str
    waiting: int
    ready: int


@dataclass(frozen=True)
class Mine:
    """Somebody's part in a round."""

    round: Round
    shares: tuple[Share, ...]
    signs: tuple[Signable, ...]

    @property
    def asked(self) -> int:
        """Questions that are theirs."""
        return sum(one.asked for one in self.shares)

    @property
    def waiting(self) -> int:
        """Those without an answer that stands."""
        return sum(one.waiting for one in self.shares)

    @property
    def returned(self) -> int:
        """Those that came back."""
        return sum(one.returned for one in self.shares)

    @property
    def minutes(self) -> int:
        """What those that wait should take."""
        return sum(one.minutes for one in self.shares)

    @property
    def ready(self) -> int:
        """Answers that wait for their signature."""
        return sum(one.ready for one in self.signs)

    @property
    def waits(self) -> bool:
        """Whether anything waits for them."""
        return bool(self.waiting or self.ready)


def mine_of(rights: Rights, rounds: Iterable[Round]) -> list[Mine]:
    """Somebody's part in each of these rounds, in their order; without those in which they have none."""
    known = {one.pk: one for one in rounds}
    shares, signs = _shares(rights, known), _signs(rights, known)
    return [Mine(one, tuple(shares[pk]), tuple(signs[pk])) for pk, one in known.items() if shares[pk] or signs[pk]]


def waiting_for(rights: Rights) -> int:
    """How many questions and answers wait for somebody in all open rounds."""
    if not rights.roles & {Role.CONTRIBUTOR, Role.APPROVER} and rights.person is None:
        return 0
    found = mine_of(rights, Round.objects.filter(stage=Stage.OPEN))
    return sum(one.waiting + one.ready for one in found)


def _shares(rights: Rights, rounds: Iterable[int]) -> dict[int, list[Share]]:
    rows = Question.objects.filter(answered_by(rights), round__in=list(rounds)).order_by("area", "report")
    counted = rows.values_list("round", "report", "area").annotate(
        asked=Count("pk"),
        waiting=Count("pk", filter=TO_ANSWER),
        returned=Count("pk", filter=Q(state=State.RETURNED)),
        time=Sum(MINUTES, filter=TO_ANSWER),
    )
    found: dict[int, list[Share]] = defaultdict(list)
    for one, report, area, asked, waiting, returned, minutes in counted:
        found[one].append(Share(report, area, asked, waiting, returned, minutes or 0))
    return found


def _signs(rights: Rights, rounds: Iterable[int]) -> dict[int, list[Signable]]:
    found: dict[int, list[Signable]] = defaultdict(list)
    if Role.APPROVER not in rights.roles:
        return found
    rows = Question.objects.filter(within(rights, frozenset({Role.APPROVER})), round__in=list(rounds))
    counted = (
        rows.order_by("area", "report")
        .values_list("round", "report", "area")
        .annotate(waiting=Count("pk", filter=TO_ANSWER), ready=Count("pk", filter=Q(state=State.ANSWERED)))
    )
    for one, report, area, waiting, ready in counted:
        found[one].append(Signable(report, area, waiting, ready))
    return found
