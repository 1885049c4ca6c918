"""What came of a verification, for its report: checks, corrections, refusals, findings, interests, time."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from functools import cached_property
from typing import Any, Literal

from django.conf import settings

from qala.publish.papers.report import Checked, Conflict, Correction, Counted, Finding, Refusal, Spent
from qala.publish.papers.report.model import Progress, Why
from qala.publish.reasons import unit_of
from qala.texts import text
from qala.web.collection.services import Attachment, Question
from qala.web.ledger import services as ledger
from qala.web.papers.gather.about import About
from qala.web.verification import services as verification
from qala.web.verification.services import Appeal, Interest, Verdict

WHY: Mapping[str, Why] = {"material": "material", "sampled": "sample", "risk": "doubt"}
"""What brought a value to the desk, as papers call it."""
REFUSED: Mapping[str, Literal["returned", "rejected"]] = {"return": "returned", "reject": "rejected"}


@dataclass(frozen=True)
class Outcomes:
    """What verification did in a round."""

    told: About

    @cached_property
    def verdicts(self) -> tuple[Verdict, ...]:
        """All of them, as they came."""
        return tuple(Verdict.objects.filter(question__round=self.told.round).select_related("by").order_by("pk"))

    @cached_property
    def by_id(self) -> dict[int, Question]:
        """The questions, by their number."""
        return {row.pk: row for row in self.told.questions}

    def verifiers(self) -> tuple[str, ...]:
        """Who gave a verdict, by name."""
        return tuple(sorted({one.by.name for one in self.verdicts}))

    def doubt(self) -> Counted:
        """The values that were checked because something spoke against them."""
        mine = [one for one in self.verdicts if one.why == "risk"]
        checked = len({one.question_id for one in mine})
        return Counted(checked, checked, len({one.question_id for one in mine if one.error}))

    def checked(self) -> Iterator[Checked]:
        """Each value that was checked, with what came of it last."""
        last = {one.question_id: one for one in self.verdicts}
        backing: dict[int, int] = {}
        for number in Attachment.objects.filter(question__in=last, removed_at=None).values_list("question", flat=True):
            backing[number] = backing.get(number, 0) + 1
        for row in self.told.questions:
            if row.pk in last:
                answer = self.told.answers.get((row.pk, last[row.pk].number))
                held = backing.get(row.pk, 0)
                yield Checked(
                    self.told.of(row), self._unit(row), WHY[last[row.pk].why], answer.value if answer else None,
                    row.verified, self._state(row),
                    text("documents.held", self.told.language, count=held) if held else "",
                )  # fmt: skip

    def corrections(self) -> Iterator[Correction]:
        """What was changed after it was signed: by a verdict, on an appeal, or given back and answered anew."""
        found = [*self._corrected(), *self._granted(), *self._reopened()]
        yield from sorted(found, key=lambda one: (one.at, one.about))

    def refusals(self) -> Iterator[Refusal]:
        """What was sent back or refused."""
        for one in self.verdicts:
            if one.act in REFUSED:
                yield Refusal(self.told.of(self.by_id[one.question_id]), REFUSED[one.act], one.reason, shown(one.at))

    def findings(self, on: date) -> Iterator[Finding]:
        """What was found beyond single values. on: the day on which a deadline is past or not."""
        rows = verification.Finding.objects.filter(report__round=self.told.round).select_related("report", "question")
        for row in rows:
            progress: Progress = "done" if row.closed_at else "overdue" if row.due < on else "open"
            about = self.told.of(row.question) if row.question else self.told.place(row.report.area)
            yield Finding(str(row.pk), about, row.about, None, row.response, row.owner, row.due, progress)

    def conflicts(self) -> Iterator[Conflict]:
        """The interests that were declared and held while the round ran, of all who may verify it."""
        since = self.told.round.opened_at or self.told.round.made_at
        for row in Interest.objects.select_related("person", "organisation"):
            if row.ended_at is None or row.ended_at >= since:
                of = row.organisation.name[self.told.language] if row.organisation else self.told.place(row.area)
                yield Conflict(row.person.name, f"{of}: {row.words}", text("documents.barred", self.told.language))

    def spent(self) -> Iterator[Spent]:
        """How long the verdicts took, by why a value was checked."""
        for why, name in WHY.items():
            mine = [one for one in self.verdicts if one.why == why]
            if mine:
                work = text(f"papers.why_{name}", self.told.language)
                yield Spent(work, len(mine), round(sum(one.seconds for one in mine) / 60))

    def _unit(self, row: Question) -> str:
        return unit_of(self.told.asked[row.fact].indicator, self.told.language) if row.fact in self.told.asked else ""

    def _state(self, row: Question) -> Any:
        """An answer that was given anew after a verdict is not decided about."""
        return row.state if row.state not in ("open", "answered") else "returned"

    def _value(self, question: int, number: int) -> float | None:
        answer = self.told.answers.get((question, number))
        return answer.value if answer else None

    def _corrected(self) -> Iterator[Correction]:
        for one in self.verdicts:
            if one.act == "correct":
                row, before = self.by_id[one.question_id], self._value(one.question_id, one.number)
                yield Correction(self.told.of(row), self._unit(row), before, one.value, one.reason, shown(one.at))

    def _granted(self) -> Iterator[Correction]:
        appeals = Appeal.objects.filter(question__round=self.told.round, outcome="granted")
        verdicts = {(one.question_id, one.number): one for one in self.verdicts}
        for one in appeals:
            row, verdict = self.by_id[one.question_id], verdicts.get((one.question_id, one.number))
            before, at = verdict.value if verdict else None, shown(one.decided_at or one.at)
            yield Correction(self.told.of(row), self._unit(row), before, one.value, one.words, at)

    def _reopened(self) -> Iterator[Correction]:
        subjects = {row.subject: row for row in self.told.questions}
        for one in ledger.all_in(self.told.round.chain):
            row = subjects.get(one.subject)
            if one.kind != "reopened" or row is None:
                continue
            number, reason = int(one.payload["number"]), str(one.private.get("reason", ""))
            if row.version > number:
                values = (self._value(row.pk, number), self._value(row.pk, row.version))
                yield Correction(self.told.of(row), self._unit(row), *values, reason, shown(one.at))


def shown(at: datetime) -> datetime:
    """A time in the zone of those who read it, to the second."""
    return at.replace(microsecond=0).astimezone(settings.SHOWN_ZONE)
