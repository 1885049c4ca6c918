"""Who may decide what when, and that what is refused changes nothing."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest

from qala.errors import BadUse
from qala.web.refusals import Conflict, NotAllowed
from tests.web.verification.conftest import (
    AKTOBE,
    AT,
    KARAGANDA,
    SEED,
    answer_all,
    counts,
    judged,
    organisation,
    person_of,
    question_of,
    sign,
)

SOON = date(2099, 1, 1)


def test_four_eyes(signed: Any, folk: Any) -> None:
    """Nobody decides about what they answered, were delegated, signed, or what their organisation answers or signs."""
    from qala.web.collection.models import Question, Signing
    from qala.web.people import services as people
    from qala.web.verification.queue import Wanted, page_of

    one = question_of(signed, "en-i-light")
    operator = organisation("000140002217", "Operator", "operator")
    Question.objects.filter(pk=question_of(signed, "en-i-esco").pk).update(organisation=operator)
    both = person_of("both_hands", "verifier")
    if len(people.rights_of(both).held) == 1:
        people.grant(None, both, people.Asked("contributor", KARAGANDA, "000140002217"), AT)
    Question.objects.filter(pk=question_of(signed, "hc-i-dispatch").pk).update(delegate=both)
    refused = {"en-i-esco": "verification.own_organisation", "hc-i-dispatch": "verification.own_answer"}
    for fact, code in refused.items():
        with pytest.raises(NotAllowed) as told:
            judged(both, question_of(signed, fact), "accept")
        assert told.value.code == code
    mine = {row.fact for row in page_of(people.rights_of(both), Wanted(signed.name, KARAGANDA)).rows}
    assert mine == {"en-i-light", "he-i-record", "ed-i-access", "ed-i-climate"}
    Signing.objects.create(
        report=one.report, number=1, statement=b"x", digest="0" * 64, signature=b"x", signer={}, by=both, at=AT
    )
    with pytest.raises(NotAllowed) as told:
        judged(both, one, "accept")
    assert told.value.code == "verification.own_signature"
    assert not page_of(people.rights_of(both), Wanted(signed.name, KARAGANDA)).rows


def test_who_answered_does_not_verify_even_with_the_right_since(new_round: Callable[..., Any], folk: Any) -> None:
    from qala.web.people import services as people

    one = new_round()
    answer_all(one, folk)
    sign(one)
    people.grant(None, folk.contributor, people.Asked("verifier"), AT)
    with pytest.raises(NotAllowed) as told:
        judged(folk.contributor, question_of(one, "en-i-light"), "accept")
    assert told.value.code == "verification.own_answer"
    judged(folk.contributor, question_of(one, "en-i-light", AKTOBE), "accept")
    grant = people.Grant.objects.get(person=folk.contributor, role="verifier", ended_at=None)
    people.take_back(None, grant.pk, AT)


@pytest.mark.parametrize(
    ("act", "value", "reason", "code"),
    [
        ("guess", None, "x", "verification.no_act"),
        ("correct", None, "x", "verification.no_value"),
        ("correct", 3.0, "x", "verification.same_value"),
        ("correct", 7.0, "x", "form.outside"),
        ("correct", 2.5, "x", "form.not_whole"),
        ("correct", float("nan"), "x", "form.outside"),
        ("correct", 2.0, " ", "collection.no_reason"),
        ("return", None, "", "collection.no_reason"),
        ("reject", None, "", "collection.no_reason"),
        ("reject", None, "x" * 5000, "collection.too_long"),
        ("accept", 2.0, "", "verification.value_unasked"),
    ],
)
def test_what_is_no_verdict_is_refused(
    signed: Any, folk: Any, act: str, value: float | None, reason: str, code: str
) -> None:
    before = counts(signed)
    with pytest.raises(BadUse) as told:
        judged(folk.verifier, question_of(signed, "en-i-light"), act, value, reason)
    assert told.value.code == code
    assert counts(signed) == before


def test_a_verdict_is_about_the_version_that_was_seen(signed: Any, folk: Any) -> None:
    from qala.web.verification.actions.verdict import GiveVerdict

    one = question_of(signed, "en-i-light")
    with pytest.raises(Conflict):
        GiveVerdict(folk.verifier, one.pk, "accept", one.version + 1, AT).do()
    made = judged(folk.verifier, one, "return", reason="No contract.")
    assert (made.error, made.seconds, made.why) == (True, 30, "sampled" if one.sampled else "risk")
    with pytest.raises(Conflict):
        judged(folk.second, one, "accept")


def test_auditors_and_others_change_nothing(signed: Any, folk: Any) -> None:
    """Every act of the app, by everybody who may not do it."""
    from qala.web.verification.actions.appeal import DecideAppeal, MakeAppeal
    from qala.web.verification.actions.finding import AnswerFinding, CloseFinding, MakeFinding
    from qala.web.verification.actions.interest import DeclareInterest, EndInterest
    from qala.web.verification.actions.plan import MakePlan
    from qala.web.verification.actions.rate import RateRound

    one, other = question_of(signed, "en-i-light"), question_of(signed, "en-i-esco")
    judged(folk.verifier, other, "reject")
    appeal = MakeAppeal(folk.approver, other.pk, 2.0, "It is two.", AT).do()
    finding = MakeFinding(folk.verifier, one.report_id, None, "No dates.", SOON, AT).do()
    AnswerFinding(folk.approver, finding.pk, "Soon.", "Akimat", SOON, AT).do()
    interest = DeclareInterest(folk.officer, folk.second, "750000000", "", "Family.", AT).do()
    acts: dict[str, Callable[[Any], Any]] = {
        "plan": lambda by: MakePlan(by, signed.name, "limited", 1.0, SEED, AT),
        "rate": lambda by: RateRound(by, signed.name, AT),
        "interest": lambda by: DeclareInterest(by, folk.verifier, KARAGANDA, "", "x", AT),
        "end": lambda by: EndInterest(by, interest.pk, AT),
        "find": lambda by: MakeFinding(by, one.report_id, None, "x", SOON, AT),
        "answer": lambda by: AnswerFinding(by, finding.pk, "x", "x", SOON, AT),
        "close": lambda by: CloseFinding(by, finding.pk, "x", AT),
        "appeal": lambda by: MakeAppeal(by, other.pk, 2.0, "x", AT),
        "decide": lambda by: DecideAppeal(by, appeal.pk, True, "x", AT),
    }
    theirs = {"approver": {"answer", "appeal"}, "officer": {"plan", "rate", "interest", "end"}}
    before = counts(signed)
    for name in ("auditor", "contributor", "nobody", "approver", "officer"):
        for act, made in acts.items():
            if act not in theirs.get(name, set()):
                with pytest.raises(NotAllowed):
                    made(getattr(folk, name)).do()
        with pytest.raises(NotAllowed):
            judged(getattr(folk, name), one, "accept")
    assert counts(signed) == before
    EndInterest(folk.officer, interest.pk, AT).do()


def test_a_plan_is_made_before_there_is_anything_to_choose_from(new_round: Callable[..., Any], folk: Any) -> None:
    from qala.web.ledger import services as ledger
    from qala.web.verification.actions.plan import MakePlan

    one = new_round()
    for assurance, share, seed, code in (
        ("absolute", 0.5, SEED, "verification.no_level"),
        ("limited", 0.01, SEED, "verification.not_share"),
        ("limited", float("nan"), SEED, "verification.not_share"),
        ("reasonable", 0.1, SEED, "verification.not_share"),
        ("limited", 0.5, "seed", "verification.not_seed"),
    ):
        with pytest.raises(BadUse) as told:
            MakePlan(folk.officer, one.name, assurance, share, seed, AT).do()
        assert told.value.code == code
    answer_all(one, folk)
    sign(one)
    with pytest.raises(Conflict):
        MakePlan(folk.officer, one.name, "limited", 0.5, SEED, AT).do()
    MakePlan(folk.officer, one.name, "limited", 1.0, SEED, AT).do()
    told_of = [entry for entry in ledger.history(f"verification:{one.name}") if entry.kind == "planned"]
    assert [entry.payload["seed"] for entry in told_of] == [SEED]


def test_anybody_can_draw_the_same_sample_again(signed: Any, folk: Any) -> None:
    from qala.insight.sampling import drawn
    from qala.web.ledger import services as ledger
    from qala.web.verification.actions.rate import RateRound

    rows = list(signed.questions.filter(state="signed"))
    keys = [f"{row.area}/{row.fact}" for row in rows if not row.material]
    told = [entry for entry in ledger.history(f"verification:{signed.name}") if entry.kind == "drawn"]
    again = drawn(keys, (len(keys) + 1) // 2, SEED)
    assert [entry.payload["new"] for entry in told] == [list(again)]
    assert {f"{row.area}/{row.fact}" for row in rows if row.sampled} == set(again)
    before = counts(signed)
    RateRound(folk.verifier, signed.name, AT).do()
    assert counts(signed) == before, "what is done twice comes to the same"


def test_what_a_band_hangs_on_is_material_and_what_is_doubted_comes_first(
    new_round: Callable[..., Any], folk: Any
) -> None:
    from qala.web.people import services as people
    from qala.web.verification.actions.rate import RateRound
    from qala.web.verification.queue import Wanted, page_of

    one = new_round()
    levels = [fact for fact in one.questions.filter(area=KARAGANDA).values_list("fact", flat=True) if "-i-" in fact]
    answer_all(one, folk, tuple(levels), quality=6)
    sign(one)
    RateRound(None, one.name, AT).do()
    rows = page_of(people.rights_of(folk.verifier), Wanted(one.name)).rows
    flags = [(row.material, row.sampled, row.risk) for row in rows]
    assert flags == sorted(flags, reverse=True)
    assert any(row.material for row in rows)
    assert rows[0].risk > 0


def test_pages_of_the_queue_have_each_value_once(signed: Any, folk: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    from qala.web.people import services as people
    from qala.web.verification import queue

    monkeypatch.setattr(queue, "PAGE", 5)
    rights, seen, after = people.rights_of(folk.verifier), [], ""
    for _ in range(3):
        page = queue.page_of(rights, queue.Wanted(signed.name, after=after))
        seen += [row.pk for row in page.rows]
        after = page.next
    assert after == ""
    assert len(seen) == len(set(seen)) == 12
    for wrong in ("x", "00_1", "22_1_1", "00_one_1", "00_1_1_1"):
        with pytest.raises(BadUse):
            queue.page_of(rights, queue.Wanted(after=wrong))


def test_the_statement_is_given_when_all_is_checked_and_right(signed: Any, folk: Any) -> None:
    from qala.web.verification.result import result_of

    def lacks() -> set[str]:
        return {lack.key.removeprefix("verification.lacks_") for lack in result_of(signed).lacks}

    assert lacks() == {"sample"}
    drawn = list(signed.questions.filter(sampled=True).order_by("pk"))
    for row in drawn[:-1]:
        judged(folk.verifier, row, "accept")
    assert lacks() == {"sample"}
    judged(folk.verifier, drawn[-1], "reject")
    found = result_of(signed)
    assert lacks() == {"trust_limited"}, "one of six is more than one in ten"
    assert (found.sample.all, found.sample.checked, found.sample.wrong, found.population) == (6, 6, 1, 12)
    assert found.projection is not None
    assert (round(found.projection.rate, 4), found.projection.expected) == (0.1667, 1.0)
    assert 1 <= found.projection.upper <= 7
    assert found.seconds == 180


def test_a_sample_without_an_error_gives_limited_assurance(signed: Any, folk: Any) -> None:
    from qala.web.verification.result import result_of

    for row in signed.questions.filter(sampled=True):
        judged(folk.verifier, row, "accept")
    assert result_of(signed).given


def test_an_appeal_is_made_in_time_against_a_verdict_that_stands(signed: Any, folk: Any) -> None:
    from qala.web.verification.actions.appeal import DecideAppeal, MakeAppeal

    one = question_of(signed, "en-i-light")
    with pytest.raises(Conflict):
        MakeAppeal(folk.approver, one.pk, 3.0, "It is three.", AT).do()
    judged(folk.verifier, one, "correct", 1.0)
    late = AT.replace(year=2027, month=6)
    for value, at, kind in ((3.0, late, Conflict), (9.0, AT, BadUse), (1.0, AT, BadUse)):
        with pytest.raises(kind):
            MakeAppeal(folk.approver, one.pk, value, "It is so.", at).do()
    made = MakeAppeal(folk.approver, one.pk, 3.0, "It is three.", AT).do()
    with pytest.raises(Conflict):
        MakeAppeal(folk.approver, one.pk, 2.0, "Or two.", AT).do()
    with pytest.raises(NotAllowed):
        DecideAppeal(folk.verifier, made.pk, True, "Yes.", AT).do()
    decided = DecideAppeal(folk.second, made.pk, False, "The list lacks.", AT).do()
    one.refresh_from_db()
    assert (decided.outcome, one.state, one.verified) == ("refused", "corrected", 1.0)
    with pytest.raises(Conflict):
        DecideAppeal(folk.second, made.pk, True, "Again.", AT).do()


def test_open_findings_are_followed_up_in_the_round_that_is_copied(signed: Any, folk: Any) -> None:
    from qala.web.collection.actions.make_round import MakeRound
    from qala.web.verification.actions.finding import AnswerFinding, CloseFinding, MakeFinding, open_of_former
    from qala.web.verification.actions.plan import MakePlan
    from qala.web.verification.models import Finding
    from tests.web.collection.conftest import plan_of

    one = question_of(signed, "en-i-light")
    kept = MakeFinding(folk.verifier, one.report_id, one.pk, "No dates.", SOON, AT).do()
    gone = MakeFinding(folk.verifier, one.report_id, None, "No names.", SOON, AT).do()
    with pytest.raises(Conflict):
        CloseFinding(folk.second, gone.pk, "x", AT).do()
    AnswerFinding(folk.approver, gone.pk, "They are there.", "Akimat", SOON, AT).do()
    CloseFinding(folk.verifier, gone.pk, "Seen.", AT).do()
    with pytest.raises(BadUse):
        MakeFinding(folk.verifier, one.report_id, question_of(signed, "en-i-light", AKTOBE).pk, "x", SOON, AT).do()
    with pytest.raises(BadUse):
        MakeFinding(folk.verifier, one.report_id, None, "x", AT.date() - timedelta(days=1), AT).do()
    copied = MakeRound(folk.officer, plan_of(f"{signed.name}-next", period="2020", copied_from=signed.name), AT).do()
    assert open_of_former(copied) == [kept]
    MakePlan(folk.officer, copied.name, "limited", 0.5, SEED, AT).do()
    followed = Finding.objects.get(report__round=copied)
    assert (followed.follows, followed.about, followed.closed_at) == (kept, "No dates.", None)
    assert followed.question is not None
    assert followed.question.fact == "en-i-light"


def test_signing_asks_for_a_rating(signed: Any, folk: Any) -> None:
    from qala.web.collection.models import Signing
    from qala.web.jobs.models import Job

    report = signed.reports.get(area=AKTOBE)
    for number in (1, 2):
        Signing.objects.create(
            report=report, number=number, statement=b"x", digest="0" * 64, signature=b"x", signer={},
            by=folk.approver, at=AT,
        )  # fmt: skip
    assert Job.objects.filter(kind="rate", dedupe_key=signed.name).count() == 1


def test_two_verifiers_at_once_give_one_verdict(signed: Any, folk: Any, tables: str) -> None:
    from qala.web.verification.models import Verdict
    from tests.web.publications.test_publications import in_threads

    if not tables:
        pytest.skip("SQLite lets one write at a time")
    one = question_of(signed, "en-i-light")
    found = in_threads(
        lambda: judged(folk.verifier, one, "accept"),
        lambda: judged(folk.second, one, "correct", 1.0),
        lambda: judged(folk.verifier, one, "reject"),
    )
    assert sum(isinstance(each, Conflict) for each in found) == 2
    assert Verdict.objects.filter(question=one).count() == 1
