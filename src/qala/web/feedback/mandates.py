"""For which cells somebody may promise, and in whose name."""

from collections.abc import Iterator
from dataclasses import dataclass

from qala.standard import Node, Standard
from qala.web.areas import services as areas
from qala.web.collection import services as collection
from qala.web.collection.services import Question, Report
from qala.web.feedback.responsible import ASKING
from qala.web.people import services as people
from qala.web.people.services import Rights, Role

GIVING = frozenset({Role.APPROVER, Role.CONTRIBUTOR})
"""Roles that promise: who signs in the name of the akimat, who answers in that of their own organisation."""


@dataclass(frozen=True)
class Mandate:
    """The industries of an area, or the whole of it, for which somebody speaks in the name of an organisation."""

    standard: Standard
    area: str
    organisation: people.Organisation
    nodes: tuple[Node, ...]


def mandates_of(rights: Rights) -> list[Mandate]:
    """All that somebody has today, by the latest round of each standard."""
    rows = Report.objects.filter(collection.within(rights, GIVING), round__stage__in=ASKING)
    found: list[Mandate] = []
    seen = set()
    if not rights.roles & GIVING:
        return found
    for report in rows.select_related("round", "akimat").order_by("area", "-round"):
        for standard in map(collection.standard_named, report.round.standards):
            if (report.area, standard.id) not in seen:
                seen.add((report.area, standard.id))
                found += _mandates(rights, report, standard)
    return found


def organisations_in(rights: Rights, area: str) -> set[str]:
    """The numbers of the organisations that somebody answers for in an area."""
    above = {"", *areas.with_those_above(area)}
    held = (one for one in rights.held if one.role == Role.CONTRIBUTOR and one.area in above)
    return {one.organisation for one in held if one.organisation}


def _mandates(rights: Rights, report: Report, standard: Standard) -> Iterator[Mandate]:
    signs = rights.has(Role.APPROVER, area=report.area)
    if signs and report.akimat:
        yield Mandate(standard, report.area, report.akimat, (standard.root, *standard.industries))
    numbers = organisations_in(rights, report.area)
    rows = Question.objects.filter(report=report, organisation__bin__in=numbers).select_related("organisation")
    facts: dict[people.Organisation, set[str]] = {}
    for row in rows:
        if row.organisation:
            facts.setdefault(row.organisation, set()).add(row.fact)
    for organisation, asked in facts.items():
        if not signs or organisation != report.akimat:
            nodes = (one for one in standard.industries if _asks(standard, one, asked))
            yield Mandate(standard, report.area, organisation, tuple(nodes))


def _asks(standard: Standard, node: Node, facts: set[str]) -> bool:
    return any(one.fact in facts for one in standard.asked_below[node.id])
