"""What the report of a verification tells: how a round was verified, and what came of it."""

from collections import Counter
from collections.abc import Iterator
from typing import cast

from qala.publish.papers import Report
from qala.publish.papers.report import Counted, MapRow, Sample, Scope, Skipped
from qala.publish.papers.words import Assurance
from qala.texts import Language, percent, text
from qala.web.collection import services as collection
from qala.web.collection.services import SIGNED, Round, State
from qala.web.papers.gather.about import About, about, reached
from qala.web.papers.gather.outcomes import Outcomes
from qala.web.verification import services as verification
from qala.web.verification.services import Count, Plan


def report_of(one: Round, name: str, language: Language, public: bool = False) -> Report:
    """The report of a round by one of its standards. public: the edition for everybody."""
    told = about(one, name, language)
    found, plan = verification.result_of(one), Plan.objects.filter(round=one).first()
    outcomes, subject = Outcomes(told), told.subject()
    mine = () if public else tuple(outcomes.conflicts())
    return Report(
        subject=subject,
        assurance=cast("Assurance", plan.assurance) if plan else None,
        verifiers=outcomes.verifiers(),
        scope=_scope(told),
        material=_counted(found.material),
        doubt=outcomes.doubt(),
        sample=Sample(plan.seed if plan else "", found.population, _counted(found.sample)),
        remarks=(_remark(plan, language),) if plan else (),
        checked=tuple(outcomes.checked()),
        findings=tuple(outcomes.findings(subject.known_at.date())),
        corrections=tuple(outcomes.corrections()),
        refusals=tuple(outcomes.refusals()),
        conflicts=mine,
        spent=tuple(outcomes.spent()),
        map=tuple(MapRow(told.place(area), told.standings(area)) for area in told.areas),
        lacks=tuple(verification.lacks_said(found, language)),
        skipped=tuple(_skipped(told)),
        public=public,
    )


def _counted(count: Count) -> Counted:
    return Counted(count.all, count.checked, count.wrong)


def _remark(plan: Plan, language: Language) -> str:
    return text("documents.planned", language, share=percent(plan.share, language, 1))


def _scope(told: About) -> Scope:
    answers = [answer for row in told.questions if (answer := told.standing(row)) is not None]
    return Scope(
        places=len(told.areas),
        indicators=len({row.fact for row in told.questions}),
        answers=len(answers),
        official=sum(one.given == "confirmed" for one in answers),
        missing=sum(one.value is None for one in answers),
    )


def _skipped(told: About) -> Iterator[Skipped]:
    """Of each place, what the values that nobody decided about would change."""
    one, standard = told.round, told.standard
    made = collection.assessed(one, told.name, collection.outcome_of(one), ("declared",))
    rows = {row["area"]: row for row in made["nodes"] if row["node"] == standard.root.id}
    signed = Counter(row.area for row in told.questions if row.state in SIGNED)
    left = Counter(row.area for row in told.questions if row.state == State.SIGNED)
    for area in told.areas:
        whole = told.standings(area)[0].verified
        with_them = reached(rows.get(area, {}), standard, standard.root, told.language)
        yield Skipped(told.place(area), signed[area], left[area], whole, with_them)
