"""How far a round has come: counts of its questions by area, industry and department, in few queries."""

from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from typing import TypeVar

from django.db.models import Case, CharField, Count, Max, Q, Value, When

from qala.web.collection.method import asked_of
from qala.web.collection.models import Answer, Question, Round, State
from qala.web.collection.standing import WAITING
from qala.web.collection.states import SIGNED, VERIFIED

Key = TypeVar("Key")


@dataclass(frozen=True)
class Counted:
    """Questions of an area, an industry and a department (its organisation, None for nobody), by state."""

    area: str
    industry: str
    department: int | None
    state: str
    count: int


@dataclass(frozen=True)
class Tally:
    """How many were asked, and of these: answered (whatever became of it), signed, returned, verified, rejected; late:
    for which the last day of their next step is past.
    """

    asked: int = 0
    answered: int = 0
    signed: int = 0
    returned: int = 0
    verified: int = 0
    rejected: int = 0
    late: int = 0

    def with_(self, one: Counted, late: bool) -> "Tally":
        """The same with more questions of one state."""
        return replace(
            self,
            asked=self.asked + one.count,
            answered=self.answered + one.count * (one.state not in WAITING),
            signed=self.signed + one.count * (one.state in SIGNED),
            returned=self.returned + one.count * (one.state == State.RETURNED),
            verified=self.verified + one.count * (one.state in VERIFIED),
            rejected=self.rejected + one.count * (one.state == State.REJECTED),
            late=self.late + one.count * late,
        )


@dataclass(frozen=True)
class Progress:
    """All of it. cells: by (area, industry); last: when something was answered last, by area."""

    rows: tuple[Counted, ...]
    overdue: frozenset[str]
    last: dict[str, datetime] = field(default_factory=dict)

    def by(self, key: Callable[[Counted], Key]) -> dict[Key, Tally]:
        """Tallies by whatever is asked for."""
        found: dict[Key, Tally] = defaultdict(Tally)
        for one in self.rows:
            found[key(one)] = found[key(one)].with_(one, one.state in self.overdue)
        return dict(found)

    @property
    def whole(self) -> Tally:
        """All questions."""
        return self.by(lambda _one: "").get("", Tally())


def progress_of(one: Round, where: Q, today: date) -> Progress:
    """How far the areas of a round have come that lie in `where`, a condition on questions."""
    facts: dict[str, list[str]] = defaultdict(list)
    for fact, asked in asked_of(tuple(one.standards)).items():
        facts[asked.industry].append(fact)
    industry = Case(
        *(When(fact__in=some, then=Value(name)) for name, some in facts.items()),
        default=Value(""), output_field=CharField(),
    )  # fmt: skip
    rows = Question.objects.filter(where, round=one).order_by().annotate(industry=industry)
    counted = rows.values_list("area", "industry", "organisation", "state").annotate(count=Count("pk"))
    found = tuple(Counted(*row) for row in counted.order_by("area", "industry", "organisation", "state"))
    return Progress(found, overdue_in(one, today), _last(one, {row.area for row in found}))


def overdue_in(one: Round, today: date) -> frozenset[str]:
    """The states that are past the last day of their next step."""
    late: set[str] = set()
    if today > one.answer_until:
        late |= WAITING
    if today > one.sign_until:
        late |= {*WAITING, State.ANSWERED}
    if today > one.verify_until:
        late |= {*WAITING, State.ANSWERED, State.SIGNED}
    return frozenset(late) if one.stage != "draft" else frozenset()


def _last(one: Round, areas: Iterable[str]) -> dict[str, datetime]:
    known = set(areas)
    rows = Answer.objects.filter(question__round=one).order_by().values_list("question__area")
    return {area: at for area, at in rows.annotate(last=Max("at")) if area in known}
