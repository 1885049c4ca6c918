"""Both truths of a round: as signed, as verified, and what silence hides."""

from dataclasses import replace
from typing import Any

import pytest

from tests.web.collection.conftest import AKTOBE, KARAGANDA, answered, plan_of, question_of
from tests.web.collection.test_rounds_pages import hand, run_jobs, shown
from tests.web.conftest import AT
from tests.web.people.conftest import person_with


@pytest.fixture(scope="module")
def signed(folk: Any) -> Any:
    """A round of its own: three answers of Karaganda are signed, one of them accepted, one corrected, one rejected."""
    from qala.web.collection.actions.judge import Judge
    from qala.web.collection.actions.make_round import MakeRound
    from qala.web.collection.actions.run_round import MoveRound
    from qala.web.collection.models import Question, Stage

    one = MakeRound(folk.officer, plan_of("truths-2019"), AT).do()
    one = MoveRound(folk.officer, one.name, Stage.OPEN, AT).do()
    facts = [row.fact for row in one.questions.filter(area=KARAGANDA, official=None) if row.fact.startswith("en-i-")]
    for fact, act, value in zip(facts[:3], ("accept", "correct", "reject"), (None, 1.0, None), strict=True):
        question = question_of(one, fact)
        answered(folk.contributor, question, value=5.0, quality=1)
        Question.objects.filter(pk=question.pk).update(state="signed")
        Judge(folk.verifier, question.pk, act, 1, "as seen", AT, value).do()
    return one


@pytest.fixture
def new(folk: Any) -> Any:
    """Another round, in which nothing is answered."""
    from qala.web.collection.actions.make_round import MakeRound
    from qala.web.collection.actions.run_round import MoveRound
    from qala.web.collection.models import Round, Stage

    name = f"skipped-{Round.objects.count()}"
    return MoveRound(folk.officer, MakeRound(folk.officer, plan_of(name), AT).do().name, Stage.OPEN, AT).do()


def test_declared_is_what_was_signed_and_verified_what_stood(signed: Any) -> None:
    from qala.web.collection.outcome import outcome_of
    from qala.web.collection.truths import as_declared

    outcome = outcome_of(signed)
    declared = as_declared(outcome).frame
    mine = declared.filter(declared["source"].str.starts_with("round:"))
    assert mine["status"].to_list() == ["declared"] * 3
    assert mine["value"].to_list() == [5.0] * 3
    verified = outcome.frame.filter(outcome.frame["status"] == "verified")
    assert sorted(verified["value"].to_list()) == [1.0, 5.0]


def test_the_engine_itself_agrees_with_each_side(signed: Any) -> None:
    """The verified side is an assessment as anybody makes it; silence as zero is the standard with that rule."""
    from qala.engine import Settings, assess
    from qala.web.collection.method import places_of, standard_named
    from qala.web.collection.outcome import outcome_of
    from qala.web.collection.truths import as_declared, places_asked, truths_of

    standard, values = standard_named("kz-2017"), outcome_of(signed)
    places = places_asked(places_of("kz"), standard, {KARAGANDA, AKTOBE})
    found = truths_of(values, standard, places, "2019")
    nodes = tuple(replace(node, missing="zero") for node in standard.nodes)
    for side, about in (
        ("verified", (standard, values, "verified")),
        ("declared", (standard, as_declared(values), "declared")),
        ("silent", (replace(standard, nodes=nodes), as_declared(values), "declared")),
        ("skipped", (standard, values, "declared")),
    ):
        rows = assess(about[0], about[1], Settings(("2019",), (about[2],)), places)["nodes"]
        assert {(row["area"], row["node"]): row["degree"] for row in rows} == {
            key: getattr(cell, side) for key, cell in found.items()
        }
    assert {area for area, _ in found} == {KARAGANDA, AKTOBE}, "and no place that nobody asked"


def test_what_is_proposed_says_on_each_basis_what_the_page_of_both_truths_says(signed: Any) -> None:
    """On the declared basis a correction shows as it was signed, and what was rejected too."""
    from qala.web.collection.method import places_of, standard_named
    from qala.web.collection.outcome import outcome_of
    from qala.web.collection.proposing import assessment_of
    from qala.web.collection.truths import places_asked, truths_of

    standard = standard_named("kz-2017")
    places = places_asked(places_of("kz"), standard, {KARAGANDA, AKTOBE})
    found = truths_of(outcome_of(signed), standard, places, "2019")
    document = assessment_of(signed, "kz-2017@2017-12")
    for basis in ("declared", "verified"):
        rows = [row for row in document["nodes"] if row["basis"] == basis]
        assert {(row["area"], row["node"]): row["degree"] for row in rows} == {
            key: getattr(cell, basis) for key, cell in found.items()
        }
    mine = {one.fact for one in signed.questions.filter(version__gt=0)}
    facts = {one.id: one.fact for one in standard.indicators}
    told = [
        (row["basis"], row["value"])
        for row in document["indicators"]
        if facts[row["indicator"]] in mine and row["area"] == KARAGANDA and row["state"] == "reported"
    ]
    assert sorted(told) == [("declared", 5.0)] * 3 + [("verified", 1.0), ("verified", 5.0)]


def test_an_unverified_value_shows_what_skipping_it_does(new: Any, folk: Any) -> None:
    """What nobody verified is nothing on the verified side; as declared it would be."""
    from qala.web.collection.models import Question
    from qala.web.collection.reckoning import reckon
    from qala.web.collection.truths import Cell

    facts = [row.fact for row in new.questions.filter(area=KARAGANDA, official=None) if row.fact.startswith("en-")]
    for fact in facts:
        answered(folk.contributor, question_of(new, fact), value=1.0, quality=1)
    rows = Question.objects.filter(round=new, version__gt=0)
    rows.update(state="signed")
    cells = reckon(new)["standards"]["kz-2017@2017-12"]["cells"][KARAGANDA]
    energy = Cell(*cells["energy"])
    assert energy.skipped == energy.declared is not None
    assert energy.verified != energy.skipped
    rows.update(state="accepted", verified=1.0)
    energy = Cell(*reckon(new)["standards"]["kz-2017@2017-12"]["cells"][KARAGANDA]["energy"])
    assert energy.verified == energy.declared
    assert energy.unverified == 0


def test_verification_takes_and_silence_hides(signed: Any) -> None:
    from qala.web.collection.models import Round
    from qala.web.collection.reckoning import reckon

    made = reckon(Round.objects.get(pk=signed.pk))["standards"]["kz-2017@2017-12"]
    energy = made["cells"][KARAGANDA]["energy"]
    assert energy[2] is not None
    known, possible, asked, _ = made["covers"][KARAGANDA]
    assert 3 <= known < possible <= asked == 80
    assert made["covers"][AKTOBE][1] >= possible - 3, "all that was not answered could be"


def test_the_page_names_the_assurance_that_verification_plans(signed: Any, folk: Any) -> None:
    from qala.texts import text
    from qala.web.verification.models import Plan

    run_jobs()
    path = "/en/work/rounds/truths-2019/map/"
    shown(folk.auditor, path)
    run_jobs()
    page = shown(folk.auditor, path)
    assert text("rounds.assurance_none", "en") in page
    assert text("rounds.declared", "en") in page
    assert 'id="propose"' not in page
    Plan.objects.create(round=signed, assurance="limited", share=0.1, seed="1", made_by=folk.verifier, made_at=AT)
    page = shown(folk.auditor, path)
    assert text("rounds.assurance_limited", "en") in page
    assert text("rounds.assurance_open", "en") in page
    assert text("rounds.not_verified", "en", count=0, all=3) in page


def test_the_method_team_proposes_it_with_one_button(signed: Any, folk: Any) -> None:
    from qala.web.collection.proposing import note_of
    from qala.web.jobs.models import Job
    from qala.web.proposals.services import open_proposals

    team = person_with("method", ("method_team",))
    path = "/en/work/rounds/truths-2019/map/"
    assert 'id="propose"' in shown(team, path)
    assert hand(folk.officer).post(f"{path}propose/", {"standard": "kz-2017@2017-12"}).status_code == 403
    assert hand(team).post(f"{path}propose/", {"standard": "other"}).status_code == 400
    answer = hand(team).post(f"{path}propose/", {"standard": "kz-2017@2017-12"})
    assert answer["Location"].startswith("/en/work/jobs/")
    run_jobs()
    job = Job.objects.filter(kind="propose-round").latest("id")
    assert job.state == "done", job.error
    (proposal,) = open_proposals()
    assert (sorted(proposal.bases), proposal.periods) == (["declared", "verified"], ["2019"])
    assert "truths-2019" in proposal.note
    signed.fictional = True
    assert "invented" in note_of(signed, "en")


def test_a_proposal_that_crashed_on_its_way_comes_to_one_proposal(
    signed: Any, folk: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    """At every place: before the proposal, after it, after the ledger was told."""
    from qala.web.collection import proposing
    from qala.web.ledger.models import Entry
    from qala.web.proposals.models import Proposal

    class Crash(BaseException):
        """The process dies."""

    def crash(*_told: Any) -> None:
        raise Crash

    team, name = person_with("method", ("method_team",)), "kz-2017@2017-12"
    Proposal.objects.all().delete()
    for where, put in (("note_of", crash), ("_tell", crash), ("_HEAR", [crash])):
        with monkeypatch.context() as broken:
            broken.setattr(proposing, where, put)
            with pytest.raises(Crash):
                proposing.propose(signed, name, team, "en", AT)
    number = proposing.propose(signed, name, team, "en", AT)
    assert [row.pk for row in Proposal.objects.all()] == [number]
    told = Entry.objects.filter(kind="proposed", chain=signed.chain)
    assert [one.subject for one in told] == [proposing.subject_of(Proposal.objects.get().digest)]
    Proposal.objects.update(state="rejected", decided_by=folk.officer, decided_at=AT)
    assert proposing.propose(signed, name, team, "en", AT) == number, "the same try, though it was decided meanwhile"
