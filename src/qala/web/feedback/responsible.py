"""Who is responsible for a cell of the Map, and what is promised by when."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Q

from qala.standard import Standard
from qala.web.collection import services as collection
from qala.web.collection.services import Question, Report
from qala.web.feedback.models import Promise, Reported, Standing
from qala.web.people import services as people
from qala.web.verification.services import Finding

ASKING = (collection.Stage.OPEN, collection.Stage.CLOSED)
"""Stages of rounds that say who answers."""
SHOWN = 20
"""So many promises are shown of a cell, those that are open first."""


@dataclass(frozen=True)
class Responsible:
    """report: of the area in the latest round of the standard, None where no round asked it; organisations: those that
    are asked; promises: those that are open first; findings: of verification that are open; errors: reported, shown.
    """

    report: Report | None
    organisations: tuple[people.Organisation, ...]
    promises: tuple[Promise, ...]
    findings: tuple[Finding, ...]
    errors: int

    @property
    def akimat(self) -> people.Organisation | None:
        """Whose head signs."""
        return self.report.akimat if self.report else None


def responsible_for(standard: Standard, area: str, node: str) -> Responsible:
    """Who is responsible for an industry of an area, or for all of it where the node is the root."""
    whole = node == standard.root.id
    facts = {one.fact for one in standard.asked_below[node]}
    report = latest_report(area, standard.id)
    return Responsible(
        report,
        _asked(report, facts) if report else (),
        _promised(standard.id, area, "" if whole else node),
        tuple(_open_findings(standard.id, area, None if whole else facts)),
        count_shown(area=area, node=node),
    )


def count_shown(area: str = "", node: str = "", indicator: str = "") -> int:
    """How many errors were reported of a cell or an indicator, as far as everybody sees them."""
    return Reported.objects.filter(shown=True, area=area, node=node, indicator=indicator).count()


def latest_report(area: str, standard: str) -> Report | None:
    """The report of an area in the latest round of a standard."""
    rows = Report.objects.filter(area=area, round__stage__in=ASKING).select_related("round", "akimat")
    return next((row for row in rows.order_by("-round") if counts_in(row.round, standard)), None)


def counts_in(one: collection.Round, standard: str) -> bool:
    """Whether a round collects for a standard, of any edition."""
    return any(name.partition("@")[0] == standard for name in one.standards)


def _asked(report: Report, facts: Iterable[str]) -> tuple[people.Organisation, ...]:
    asked = Question.objects.filter(report=report, fact__in=facts, organisation__isnull=False)
    return tuple(people.Organisation.objects.filter(pk__in=asked.order_by().values("organisation")))


def _promised(standard: str, area: str, node: str) -> tuple[Promise, ...]:
    rows = Promise.objects.filter(standard=standard, area=area).select_related("organisation")
    found = list(rows.filter(node=node) if node else rows)
    ended = sorted((row for row in found if row.state != Standing.OPEN), key=lambda row: row.due, reverse=True)
    return tuple([*(row for row in found if row.state == Standing.OPEN), *ended][:SHOWN])


def _open_findings(standard: str, area: str, facts: Iterable[str] | None) -> Iterable[Finding]:
    """Those that no later round follows up; of some facts, or of all with those of the report as a whole."""
    about = Q() if facts is None else Q(question__fact__in=facts)
    rows = Finding.objects.filter(about, report__area=area, closed_at=None, followed_by=None)
    rows = rows.select_related("report__round").order_by("due", "pk")
    return (row for row in rows if counts_in(row.report.round, standard))
