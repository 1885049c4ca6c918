"""Whatever people do in whatever order: what is not verified never counts as verified, nobody verifies their own, and
nothing signed changes but by an act that the ledger has.
"""

import operator
from typing import Any

import polars as pl
import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule, run_state_machine_as_test

from qala.errors import BadUse
from tests.web.verification.conftest import AT, KARAGANDA, LEVELS, SEED

FACTS, VALUES = LEVELS[:3], st.sampled_from((0.0, 1.0, 3.0, 5.0))
HANDS = ("contributor", "verifier", "second", "approver", "auditor")
ACTS = ("accept", "correct", "return", "reject")


class Verification(RuleBasedStateMachine):
    """A fresh round for each example; folk and new_round are put in by `played`."""

    folk: Any
    new_round: Any

    def __init__(self) -> None:
        super().__init__()
        self.shown: dict[int, tuple[Any, ...]] = {}
        self.told = 0

    @initialize()
    def planned(self) -> None:
        from qala.web.verification.actions.plan import MakePlan

        self.round = self.new_round(areas=(KARAGANDA,))
        MakePlan(self.folk.officer, self.round.name, "limited", 0.5, SEED, AT).do()

    def question(self, fact: str) -> Any:
        return self.round.questions.get(fact=fact)

    def tried(self, act: Any) -> Any:
        try:
            return act()
        except BadUse:
            return None

    @rule(by=st.sampled_from(HANDS), fact=st.sampled_from(FACTS), value=VALUES)
    def answer(self, by: str, fact: str, value: float) -> None:
        from qala.web.collection.actions.answer import AnswerQuestion, Draft

        one = self.question(fact)
        self.tried(AnswerQuestion(getattr(self.folk, by), one.pk, Draft(value=value), one.version, AT).do)

    @rule()
    def sign(self) -> None:
        self.round.questions.filter(state="answered").update(state="signed")

    @rule()
    def rate(self) -> None:
        from qala.web.verification.actions.rate import RateRound

        RateRound(None, self.round.name, AT).do()

    @rule(
        by=st.sampled_from(HANDS), fact=st.sampled_from(FACTS), act=st.sampled_from(ACTS), value=VALUES,
        behind=st.integers(0, 1),
    )  # fmt: skip
    def judge(self, by: str, fact: str, act: str, value: float, behind: int) -> None:
        from qala.web.verification.actions.verdict import GiveVerdict

        one = self.question(fact)
        told = value if act == "correct" else None
        self.tried(GiveVerdict(getattr(self.folk, by), one.pk, act, one.version - behind, AT, told, "Seen.").do)

    @rule(by=st.sampled_from(HANDS), fact=st.sampled_from(FACTS), value=VALUES)
    def appeal(self, by: str, fact: str, value: float) -> None:
        from qala.web.verification.actions.appeal import MakeAppeal

        self.tried(MakeAppeal(getattr(self.folk, by), self.question(fact).pk, value, "It is so.", AT).do)

    @rule(by=st.sampled_from(HANDS), granted=st.booleans())
    def decide(self, by: str, granted: bool) -> None:
        from qala.web.verification.actions.appeal import DecideAppeal
        from qala.web.verification.models import Appeal

        row = Appeal.objects.filter(question__round=self.round, outcome="open").first()
        if row is not None:
            self.tried(DecideAppeal(getattr(self.folk, by), row.pk, granted, "Seen.", AT).do)

    @rule(by=st.sampled_from(("verifier", "second")), ends=st.booleans())
    def interest(self, by: str, ends: bool) -> None:
        from qala.web.verification.actions.interest import DeclareInterest, EndInterest
        from qala.web.verification.models import Interest

        standing = Interest.objects.filter(person=getattr(self.folk, by), ended_at=None).first()
        if standing is None and not ends:
            DeclareInterest(getattr(self.folk, by), getattr(self.folk, by), KARAGANDA, "", "Family.", AT).do()
        elif standing is not None and ends:
            EndInterest(self.folk.officer, standing.pk, AT).do()

    @invariant()
    def only_what_a_verdict_or_a_granted_appeal_let_stand_is_verified(self) -> None:
        from qala.web.collection.services import outcome_of
        from qala.web.verification.models import Appeal, Verdict

        if not hasattr(self, "round"):
            return
        frame = outcome_of(self.round).frame
        own = frame.filter(pl.col("source").str.starts_with(f"round:{self.round.name},"))
        verified = own.filter(pl.col("status") == "verified")
        for row in verified.iter_rows(named=True):
            one = self.question(row["fact"])
            verdict = Verdict.objects.get(question=one, number=one.version)
            granted = Appeal.objects.filter(question=one, number=one.version, outcome="granted").first()
            given = one.answers.get(number=one.version).value
            stands = granted.value if granted else verdict.value if verdict.act == "correct" else given
            assert granted or verdict.act in ("accept", "correct")
            assert row["value"] == stands

    @invariant()
    def nobody_verifies_their_own_or_twice(self) -> None:
        from qala.web.verification.models import Appeal, Verdict

        if not hasattr(self, "round"):
            return
        for verdict in Verdict.objects.filter(question__round=self.round):
            assert verdict.by in (self.folk.verifier, self.folk.second, self.folk.contributor)
            assert not verdict.question.answers.filter(by=verdict.by, number__lte=verdict.number).exists()
        for one in Appeal.objects.filter(question__round=self.round).exclude(outcome="open"):
            assert not Verdict.objects.filter(question=one.question, number__lte=one.number, by=one.decided_by)
            assert one.by != one.decided_by

    @invariant()
    def nothing_decided_changes_but_by_an_act_that_is_told(self) -> None:
        from qala.web.ledger import services as ledger

        if not hasattr(self, "round"):
            return
        told = ledger.heads(self.round.chain)[0].length
        columns = ("state", "version", "verified")
        now = {row.pk: operator.attrgetter(*columns)(row) for row in self.round.questions.filter(fact__in=FACTS)}
        if told == self.told:
            settled = {pk: row for pk, row in self.shown.items() if row[0] not in ("open", "answered")}
            assert all(now[pk] == row for pk, row in settled.items())
        self.shown, self.told = now, told

    def teardown(self) -> None:
        from qala.web.ledger import services as ledger
        from qala.web.verification.models import Interest

        assert list(ledger.audit(ledger.heads(self.round.chain))) == []
        Interest.objects.filter(ended_at=None).update(ended_at=AT)


def played(folk: Any, new_round: Any, examples: int, steps: int) -> None:
    from qala.web.people import services as people

    # who answers may verify too, but not their own
    right = people.grant(None, folk.contributor, people.Asked("verifier"), AT)
    try:
        run_state_machine_as_test(
            type("Played", (Verification,), {"folk": folk, "new_round": staticmethod(new_round)}),
            settings=settings(
                max_examples=examples, stateful_step_count=steps, database=None,
                suppress_health_check=list(HealthCheck),
            ),
        )  # fmt: skip
    finally:
        people.take_back(None, right.pk, AT)


@pytest.mark.parametrize("database", ["sqlite"], indirect=True)
def test_no_path_leads_past_verification(folk: Any, new_round: Any) -> None:
    played(folk, new_round, 4, 15)


@pytest.mark.long
@pytest.mark.timeout(3600)
@pytest.mark.parametrize("database", ["sqlite"], indirect=True)
def test_no_path_of_very_many_leads_past_verification(folk: Any, new_round: Any) -> None:
    played(folk, new_round, 150, 40)
