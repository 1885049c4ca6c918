"""A round from its plan to its values: who may do what when, and that nothing is lost on the way."""

from typing import Any

import pytest

from qala.errors import BadUse
from qala.web.refusals import Conflict, NotAllowed
from tests.web.collection.conftest import AKTOBE, DAYS, HEAT, KARAGANDA, answered, plan_of, question_of
from tests.web.conftest import AT


@pytest.mark.parametrize(
    ("other", "code"),
    [
        ({"name": "Bad Name"}, "collection.not_name"),
        ({"period": "last year"}, "collection.not_period"),
        ({"title": {"kk": "а", "ru": "", "en": "a"}}, "collection.no_title"),
        ({"standards": ()}, "collection.no_standards"),
        ({"standards": ("kz-1817",)}, "standard.unknown"),
        ({"table": "../../etc"}, "collection.no_table"),
        ({"areas": ("nowhere",)}, "collection.not_areas"),
        ({"areas": ()}, "collection.not_areas"),
        ({"until": {**DAYS, "sign": DAYS["appeal"]}}, "collection.not_in_order"),
        ({"until": {}}, "collection.not_in_order"),
        ({"copied_from": "never-was"}, "collection.no_round"),
    ],
)
def test_what_cannot_be_a_round_is_refused_whole(folk: Any, other: dict[str, Any], code: str) -> None:
    from qala.web.collection.actions.make_round import MakeRound
    from qala.web.collection.models import Round

    with pytest.raises(BadUse) as refused:
        MakeRound(folk.officer, plan_of(**{"name": "refused-round", **other}), AT).do()
    assert refused.value.code == code
    assert not Round.objects.filter(name="refused-round").exists()


def test_officers_of_the_country_alone_prepare_rounds(folk: Any) -> None:
    from qala.web.collection.actions.make_round import MakeRound

    for one in (folk.contributor, folk.approver, folk.verifier, folk.auditor, folk.nobody):
        with pytest.raises(NotAllowed):
            MakeRound(one, plan_of("not-theirs"), AT).do()


def test_each_fact_is_asked_once_and_what_is_official_is_filled_in(opened: Any) -> None:
    from qala import packs
    from qala.standard import read_standard

    standard = read_standard(packs.find_standard("kz-2017"))
    scored = {one.fact for one in standard.indicators if one.scored}
    for area in (KARAGANDA, AKTOBE):
        assert sorted(opened.questions.filter(area=area).values_list("fact", flat=True)) == sorted(scored)
    waste = question_of(opened, "residents-served-by-waste-collection")
    assert waste.official is not None
    assert waste.official_source
    assert waste.official_boundary == "350000000", "the figure of its oblast, and it says so"
    deaths = question_of(opened, "road-traffic-deaths")
    assert (deaths.last_period, bool(deaths.last_source)) == ("2018", True)
    assert opened.chain == "round/trial-2019"


def test_answers_are_versions_and_the_ledger_has_them_all(opened: Any, folk: Any) -> None:
    from qala.web.ledger import services as ledger

    one = question_of(opened, "en-i-light")
    answered(folk.contributor, one, value=3.0, quality=2, note="As the operator says.")
    answered(folk.contributor, one, value=4.0, quality=1)
    one.refresh_from_db()
    assert (one.version, one.state) == (2, "answered")
    assert list(one.answers.values_list("number", "value", "quality")) == [(1, 3.0, 2), (2, 4.0, 1)]
    told = [entry for entry in ledger.history(one.subject) if entry.kind == "answered"]
    assert [entry.payload["value"] for entry in told] == [3.0, 4.0]
    assert told[0].private == {"note": "As the operator says."}


def test_who_answers_what_somebody_else_has_answered_meanwhile_is_told(opened: Any, folk: Any) -> None:
    from qala.web.collection.actions.answer import AnswerQuestion, Draft

    one = question_of(opened, "en-i-esco")
    answered(folk.contributor, one, value=1.0)
    with pytest.raises(Conflict):
        AnswerQuestion(folk.contributor, one.pk, Draft(value=2.0), 0, AT).do()
    assert one.answers.count() == 1


@pytest.mark.parametrize(
    ("draft", "code"),
    [
        ({}, "collection.nothing_given"),
        ({"given": "guessed"}, "collection.not_given"),
        ({"value": float("nan")}, "form.outside"),
        ({"value": float("inf")}, "form.outside"),
        ({"value": 6.0}, "form.outside"),
        ({"value": 2.5}, "form.not_whole"),
        ({"value": 2.0, "reason": "not-collected"}, "form.both"),
        ({"given": "missing", "reason": "tired"}, "form.no_such_reason"),
        ({"given": "confirmed"}, "collection.no_official"),
        ({"given": "carried"}, "collection.no_last"),
        ({"value": 2.0, "quality": 9}, "form.no_such_quality"),
        ({"value": 2.0, "note": "x" * 5000}, "collection.too_long"),
    ],
)
def test_what_cannot_be_an_answer_is_refused_and_nothing_changes(
    opened: Any, folk: Any, draft: dict[str, Any], code: str
) -> None:
    one = question_of(opened, "hc-i-dispatch")
    with pytest.raises(BadUse) as refused:
        answered(folk.contributor, one, **draft)
    assert refused.value.code == code
    one.refresh_from_db()
    assert (one.state, one.version, one.answers.count()) == ("open", 0, 0)


def test_a_department_sees_only_what_it_is_asked(opened: Any, folk: Any) -> None:
    from qala.web.collection.actions.assign import AssignDepartment
    from qala.web.collection.policies import QuestionPolicy
    from qala.web.people import services as people

    policy = QuestionPolicy()
    seen = {name: policy.visible(people.rights_of(one)).filter(round=opened) for name, one in vars(folk).items()}
    assert not seen["heat"].exists()
    report = opened.reports.get(area=KARAGANDA)
    facts = ("en-heat-loss", "en-i-heat-scada")
    assert AssignDepartment(folk.approver, report.pk, facts, HEAT, AT).do() == 2
    assert set(seen["heat"].all().values_list("fact", flat=True)) == set(facts)
    with pytest.raises(NotAllowed):
        answered(folk.heat, question_of(opened, "en-i-light"), value=1.0)
    answered(folk.heat, question_of(opened, "en-heat-loss"), value=12.5)
    whole = opened.questions.count()
    assert {name: found.all().count() for name, found in seen.items()} == {
        "officer": whole, "contributor": whole // 2, "heat": 2, "elsewhere": whole // 2, "approver": whole // 2,
        "verifier": whole, "second": whole, "auditor": whole, "nobody": 0,
    }  # fmt: skip


def test_a_question_can_be_delegated_to_a_colleague(opened: Any, folk: Any) -> None:
    from qala.web.collection.actions.assign import Delegate

    one = question_of(opened, "residents-served-by-waste-collection")
    for other in (folk.elsewhere, folk.nobody, folk.auditor):
        with pytest.raises(BadUse):
            Delegate(folk.contributor, one.pk, other, AT).do()
    with pytest.raises(NotAllowed):
        Delegate(folk.heat, one.pk, folk.heat, AT).do()
    Delegate(folk.contributor, one.pk, folk.heat, AT).do()
    answered(folk.heat, one, given="confirmed")
    assert one.answers.get().value == one.official


def test_rows_are_added_alone(opened: Any, folk: Any) -> None:
    from django.db import IntegrityError, InternalError, transaction

    from qala.web.collection.models import Answer, Question

    answered(folk.contributor, question_of(opened, "he-i-record"), value=5.0)
    for change in (lambda: Answer.objects.update(value=0.0), lambda: Answer.objects.all().delete()):
        with pytest.raises((IntegrityError, InternalError)), transaction.atomic():
            change()
    with pytest.raises(IntegrityError), transaction.atomic():
        Question.objects.filter(round=opened).update(verified=float("inf"))


def test_only_what_is_signed_counts_and_only_what_is_verified_is_official(opened: Any, folk: Any) -> None:
    from qala.web.collection.actions.judge import Judge
    from qala.web.collection.figures import figures_of
    from qala.web.collection.models import Question, State
    from qala.web.collection.outcome import outcome_of

    names = ("ed-i-access", "ed-i-climate", "ed-i-diary", "ed-i-meals", "ed-i-queue")
    for fact in names:
        answered(folk.contributor, question_of(opened, fact), value=4.0)
    assert outcome_of(opened).sha256 == figures_of("kz", ("kz-2017",)).sha256
    Question.objects.filter(round=opened, area=KARAGANDA, fact__in=names).update(state=State.SIGNED)
    for fact, act, value in (("ed-i-access", "accept", None), ("ed-i-climate", "correct", 2.0),
                             ("ed-i-diary", "return", None), ("ed-i-meals", "reject", None)):  # fmt: skip
        one = question_of(opened, fact)
        Judge(folk.verifier, one.pk, act, one.version, "As seen.", AT, value).do()
        with pytest.raises(Conflict):
            Judge(folk.verifier, one.pk, act, one.version, "Again.", AT, value).do()
    found = outcome_of(opened).frame
    mine = {(row["fact"], row["status"]): row["value"] for row in found.iter_rows(named=True) if row["fact"] in names}
    assert mine == {
        ("ed-i-access", "declared"): 4.0,
        ("ed-i-access", "verified"): 4.0,
        ("ed-i-climate", "declared"): 4.0,
        ("ed-i-climate", "verified"): 2.0,
        ("ed-i-meals", "rejected"): 4.0,
        ("ed-i-queue", "declared"): 4.0,
    }
    with pytest.raises(Conflict):
        answered(folk.contributor, question_of(opened, "ed-i-access"), value=5.0)


def test_a_round_copied_from_the_last_keeps_who_answers(opened: Any, folk: Any) -> None:
    from qala.web.collection.actions.make_round import MakeRound

    made = MakeRound(folk.officer, plan_of("trial-2020", period="2020", copied_from="trial-2019"), AT).do()
    assert question_of(made, "en-heat-loss").organisation.bin == HEAT
    assert question_of(made, "en-heat-loss", AKTOBE).organisation is None


def test_nothing_is_answered_before_a_round_opens_and_after_it_closes(folk: Any) -> None:
    from qala.web.collection.actions.make_round import MakeRound
    from qala.web.collection.actions.run_round import MoveRound
    from qala.web.collection.models import Stage

    made = MakeRound(folk.officer, plan_of("short-round"), AT).do()
    one = question_of(made, "tr-stop")
    with pytest.raises(Conflict):
        answered(folk.contributor, one, value=50.0)
    with pytest.raises(Conflict):
        MoveRound(folk.officer, made.name, Stage.CLOSED, AT).do()
    MoveRound(folk.officer, made.name, Stage.OPEN, AT).do()
    answered(folk.contributor, one, value=50.0)
    with pytest.raises(NotAllowed):
        MoveRound(folk.approver, made.name, Stage.CLOSED, AT).do()
    MoveRound(folk.officer, made.name, Stage.CLOSED, AT).do()
    with pytest.raises(Conflict):
        answered(folk.contributor, one, value=60.0)


def test_an_answer_is_held_against_the_rules_of_the_standard_and_never_refused_for_them(opened: Any, folk: Any) -> None:
    from qala.web.collection.actions.answer import Draft
    from qala.web.collection.checks import struck_by
    from qala.web.collection.submission import unexplained

    one = question_of(opened, "hc-water-loss")
    sound, far = (struck_by(one, Draft(value=value)) for value in (20.0, 75.0))
    assert sound == ()
    assert [(each.rule, each.severity) for each in far] == [("losses-outside", "ask")]
    assert set(far[0].said) == {"kk", "ru", "en"}
    assert "75" in far[0].said["en"]
    made = answered(folk.contributor, one, value=75.0)
    assert made.struck == ["losses-outside"]
    one.refresh_from_db()
    assert unexplained([one]) == [one]
    answered(folk.contributor, one, value=75.0, explanation="Half of the meters stood still after the flood.")
    one.refresh_from_db()
    assert unexplained([one]) == []
