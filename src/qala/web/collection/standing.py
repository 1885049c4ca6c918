"""Where the reports of a round stand, with the people who have a part in them: what reminders are made from."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.db.models import Count

from qala.web.areas import services as areas
from qala.web.collection.due import Standing, Term
from qala.web.collection.models import Question, Round, State
from qala.web.people import services as people
from qala.web.people.services import Right, Role

WAITING = frozenset({State.OPEN, State.RETURNED})
"""States in which a question wants an answer."""
Held = tuple[tuple[int, Right], ...]


@dataclass(frozen=True)
class Group:
    """Questions of a report that one organisation or delegate answers. bin: blank for no organisation; delegate: 0
    for nobody.
    """

    bin: str
    delegate: int
    state: str
    count: int


def term_of(one: Round) -> Term:
    """The round and its last days."""
    return Term(one.name, one.answer_until, one.sign_until)


def standings_of(one: Round) -> tuple[Standing, ...]:
    """Every report of a round, in the order of their areas."""
    groups, returned = _groups(one), _returned(one)
    contributors, approvers = people.holders(Role.CONTRIBUTOR), people.holders(Role.APPROVER)
    return tuple(
        _standing(number, area, groups.get(number, ()), returned.get(number, ()), (contributors, approvers))
        for number, area in one.reports.values_list("pk", "area")
    )


def answering(group: Group, area: str, contributors: Held) -> frozenset[int]:
    """Who could answer a group of questions of an area, as the policy of questions has it."""
    above = {"", *areas.with_those_above(area)}
    found = {person for person, right in contributors if right.area in above and right.organisation in ("", group.bin)}
    return frozenset(found | ({group.delegate} - {0}))


def _standing(
    number: int, area: str, groups: Iterable[Group], returned: Iterable[tuple[Group, int, int]], held: tuple[Held, Held]
) -> Standing:
    counts: dict[int, int] = defaultdict(int)
    back: dict[int, list[tuple[int, int]]] = defaultdict(list)
    for group in groups:
        if group.state in WAITING:
            for person in answering(group, area, held[0]):
                counts[person] += group.count
    for group, question, version in returned:
        for person in answering(group, area, held[0]):
            back[person].append((question, version))
    above = {"", *areas.with_those_above(area)}
    return Standing(
        report=number,
        area=area,
        waiting=sum(group.count for group in groups if group.state in WAITING),
        unsigned=sum(group.count for group in groups if group.state == State.ANSWERED),
        answering=dict(counts),
        returned={person: tuple(rows) for person, rows in back.items()},
        signing=frozenset(person for person, right in held[1] if right.area in above),
    )


def _groups(one: Round) -> Mapping[int, list[Group]]:
    columns = ("report", "organisation__bin", "delegate", "state")
    found: dict[int, list[Group]] = defaultdict(list)
    rows = Question.objects.filter(round=one).order_by().values_list(*columns).annotate(count=Count("pk"))
    for report, number, delegate, state, count in rows:
        found[report].append(Group(number or "", delegate or 0, state, count))
    return found


def _returned(one: Round) -> Mapping[int, list[tuple[Group, int, int]]]:
    columns = ("report", "organisation__bin", "delegate", "pk", "version")
    found: dict[int, list[tuple[Group, int, int]]] = defaultdict(list)
    rows = Question.objects.filter(round=one, state=State.RETURNED).order_by("pk")
    for report, number, delegate, question, version in rows.values_list(*columns):
        found[report].append((Group(number or "", delegate or 0, State.RETURNED, 1), question, version))
    return found
