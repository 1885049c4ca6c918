"""The queue of the desk: what has to be checked first, page by page."""

from collections.abc import Collection
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, Q, QuerySet

from qala.errors import BadUse
from qala.web.collection.services import Question, Round
from qala.web.people.services import Rights
from qala.web.verification.policies import to_verify

PAGE = 50
ORDER = ("-material", "-sampled", "-risk", "pk")


@dataclass(frozen=True)
class Wanted:
    """What the queue is narrowed to; after: the cursor of the last row of the page before, blank for the first."""

    round: str = ""
    area: str = ""
    facts: Collection[str] | None = None
    after: str = ""


@dataclass(frozen=True)
class Page:
    """rows: some of the queue; next: the cursor of the page after, blank for the last; backlog: all that wait."""

    rows: tuple[Question, ...]
    next: str
    backlog: dict[str, int]


def page_of(rights: Rights, wanted: Wanted) -> Page:
    """A page of the queue of somebody. Raises BadUse for a cursor that is none."""
    found = _narrowed(to_verify(rights), wanted)
    counted = found.order_by().aggregate(
        of_all=Count("pk"),
        of_material=Count("pk", filter=Q(material=True)),
        of_sampled=Count("pk", filter=Q(material=False, sampled=True)),
    )
    backlog = {name.removeprefix("of_"): count for name, count in counted.items()}
    if wanted.after:
        found = found.filter(_behind(wanted.after))
    rows = _rows(found)
    onward = cursor_of(rows[PAGE - 1]) if len(rows) > PAGE else ""
    return Page(tuple(rows[:PAGE]), onward, backlog)


def following(rights: Rights, round_: str) -> int | None:
    """The question that comes first now; None where nothing waits."""
    return _narrowed(to_verify(rights), Wanted(round_)).order_by(*ORDER).values_list("pk", flat=True).first()


def cursor_of(row: Question) -> str:
    """Where a row stands in the order."""
    return f"{row.material:d}{row.sampled:d}_{row.risk!r}_{row.pk}"


def _rows(found: QuerySet[Question]) -> list[Question]:
    """The first of them with one more; only of these all is read that a page shows."""
    first = list(found.order_by(*ORDER).values_list("pk", flat=True)[: PAGE + 1])
    rows = {row.pk: row for row in found.order_by().filter(pk__in=first)}
    return [rows[pk] for pk in first if pk in rows]


def _narrowed(found: QuerySet[Question], wanted: Wanted) -> QuerySet[Question]:
    asked: dict[str, Any] = {}
    if wanted.round:
        asked["round__in"] = list(Round.objects.filter(name=wanted.round).values_list("pk", flat=True))
    if wanted.area:
        asked["area"] = wanted.area
    if wanted.facts is not None:
        asked["fact__in"] = list(wanted.facts)
    return found.filter(**asked)


def _behind(cursor: str) -> Q:
    """What comes after a row in the order."""
    try:
        flags, risk, number = cursor.split("_")
        material, sampled = ({"0": False, "1": True}[one] for one in flags)
        at, pk = float(risk), int(number)
    except (ValueError, KeyError) as error:
        raise BadUse("verification.no_cursor", value=cursor[:60]) from error
    behind = Q(material=material, sampled=sampled) & (Q(risk__lt=at) | Q(risk=at, pk__gt=pk))
    if sampled:
        behind |= Q(material=material, sampled=False)
    return behind | Q(material=False) if material else behind
