"""The pages of who answers: what they see, what is saved of what they type, and what is refused."""

import json
from typing import Any

import pytest
from django.test import Client

from qala.texts import LANGUAGES, Language, text
from tests.web.collection.conftest import AKTOBE, HEAT, KARAGANDA, answered, question_of

WASTE = "residents-served-by-waste-collection"
LIGHT = "en-i-light"


def hand(one: Any) -> Client:
    made = Client()
    made.force_login(one)
    return made


def report(opened: Any, area: str = KARAGANDA) -> Any:
    return opened.reports.get(area=area)


def send(who: Any, question: Any, seen: int | None = None, **typed: str) -> Any:
    question.refresh_from_db()
    told = {"seen": str(question.version if seen is None else seen), **typed}
    return hand(who).post(f"/en/work/questions/{question.pk}/answer/", told, headers={"Accept": "application/json"})


@pytest.fixture
def fresh(opened: Any) -> Any:
    """Gives questions that nobody has answered."""
    rows = opened.questions.filter(area=KARAGANDA, version=0, official=None, fact__contains="-i-", organisation=None)

    def next_one() -> Any:
        return rows.order_by("pk").first()

    return next_one


@pytest.mark.parametrize("language", LANGUAGES)
def test_my_questions_are_listed_by_industry_with_their_minutes(opened: Any, folk: Any, language: Language) -> None:
    page = hand(folk.contributor).get(f"/{language}/work/reports/{report(opened).pk}/?show=all").content.decode()
    for one in opened.questions.filter(area=KARAGANDA):
        assert f"/{language}/work/questions/{one.pk}/" in page
    assert text("entry.of_boundary", language, place="X").split("X")[0].strip() in page, (
        "of another boundary, and it says so"
    )


def test_a_department_sees_its_own_alone_and_others_nothing(opened: Any, folk: Any) -> None:
    from qala.web.collection.actions.assign import AssignDepartment
    from tests.web.conftest import AT

    AssignDepartment(folk.approver, report(opened).pk, ["hc-i-dispatch"], HEAT, AT).do()
    mine = question_of(opened, "hc-i-dispatch")
    theirs = question_of(opened, LIGHT)
    page = hand(folk.heat).get(f"/en/work/reports/{report(opened).pk}/").content.decode()
    assert f"/questions/{mine.pk}/" in page
    assert f"/questions/{theirs.pk}/" not in page
    for who, row in ((folk.heat, theirs), (folk.elsewhere, mine), (folk.nobody, mine)):
        assert hand(who).get(f"/en/work/questions/{row.pk}/").status_code == 404
        assert send(who, row, value="3").status_code == 404
    assert hand(folk.heat).get(f"/en/work/reports/{report(opened, AKTOBE).pk}/").status_code == 404
    theirs.refresh_from_db()
    assert theirs.version == 0


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_question_has_all_that_is_needed_to_answer_it(opened: Any, folk: Any, language: Language) -> None:
    one = question_of(opened, LIGHT)
    page = hand(folk.contributor).get(f"/{language}/work/questions/{one.pk}/").content.decode()
    for name in ("contract", "usage", "objects", "integration", "effect"):
        assert f'name="proof_{name}"' in page
    assert text("entry.passport", language) in page
    pilot = {"kk": "сынақ режимінде пайдаланылады", "ru": "пилот в работе", "en": "pilot in use"}
    assert f"<b>3</b> {pilot[language]}" in page
    waste = question_of(opened, WASTE)
    page = hand(folk.contributor).get(f"/{language}/work/questions/{waste.pk}/").content.decode()
    assert waste.official_source.split("&")[0][:20] in page
    assert 'value="confirmed"' in page
    assert 'value="disputed"' in page


def test_saved_as_it_is_typed_with_version_and_state(fresh: Any, folk: Any) -> None:
    one = fresh()
    first = send(folk.contributor, one, value="3", given="value", proof_usage="30 days")
    told = first.json()
    assert (first.status_code, told["version"], told["value"], told["lacks"]) == (200, 1, "3", [])
    assert told["said"].startswith("Saved at ")
    second = send(folk.contributor, one, value="4", given="value").json()
    assert second["version"] == 2
    assert second["lacks"] == [text("entry.lacks_proof", "en")], "saved all the same, and not ready to be signed"


def test_the_same_sent_again_is_one_version(fresh: Any, folk: Any) -> None:
    one = fresh()
    assert send(folk.contributor, one, 0, value="2", given="value", note=" As told. ").json()["version"] == 1
    for seen in (0, 1):
        again = send(folk.contributor, one, seen, value="2", given="value", note=" As told. ")
        assert (again.status_code, again.json()["version"]) == (200, 1)
    assert one.answers.count() == 1
    assert send(folk.contributor, one, 0, value="1", given="value").status_code == 409, (
        "another content is another answer"
    )


def test_the_others_newer_answer_is_shown_beside_ones_own(fresh: Any, folk: Any) -> None:
    from qala.web.people import services
    from tests.web.collection.conftest import person_of

    one, other = fresh(), person_of("colleague", "contributor", KARAGANDA)
    assert services.rights_of(other).held
    assert send(other, one, 0, value="5", given="value", note="By the operator").status_code == 200
    refused = send(folk.contributor, one, 0, value="2", given="value")
    told = refused.json()
    assert (refused.status_code, told["version"], told["theirs"]["value"], told["note"]) == (
        409,
        1,
        "5",
        "By the operator",
    )
    assert told["other"] == text("entry.other_said", "en", name="Colleague", value="5")
    page = hand(folk.contributor).post(
        f"/en/work/questions/{one.pk}/answer/", {"seen": "0", "value": "2", "given": "value"}
    )
    assert page.status_code == 409
    assert 'value="2" checked' in page.content.decode(), "what was typed is still there without a script"
    assert one.answers.count() == 1


def test_the_same_answer_of_another_person_is_no_retry(fresh: Any, folk: Any) -> None:
    from tests.web.collection.conftest import person_of

    one, other = fresh(), person_of("colleague", "contributor", KARAGANDA)
    assert send(folk.contributor, one, 0, value="2", given="value").status_code == 200
    assert send(other, one, 0, value="2", given="value").status_code == 409


@pytest.mark.parametrize("typed", ["12 345,6", "12,345.6", "12.345,6", "12345.6", "12\u00a0345,6"])
def test_numbers_in_four_notations(opened: Any, folk: Any, typed: str) -> None:
    one = next(row for row in opened.questions.filter(area=KARAGANDA) if _kind(row) == "rate")
    answer = send(folk.contributor, one, value=typed, given="value")
    assert answer.status_code == 200, answer.content
    assert one.answers.last().value == 12345.6
    page = hand(folk.contributor).get(f"/en/work/questions/{one.pk}/").content.decode()
    assert 'value="12345,6"' in page, "and it is shown as it is read back"


@pytest.mark.parametrize(
    ("typed", "key"),
    [("1,234", "unclear"), *((one, "not_number") for one in ("many", "💧", "١٢", "=1+1", "1e5", "nan"))],
)
def test_what_is_no_number_is_told_by_its_field_and_kept_on_the_page(
    opened: Any, folk: Any, typed: str, key: str
) -> None:
    one = next(row for row in opened.questions.filter(area=KARAGANDA) if _kind(row) == "rate")
    one.refresh_from_db()
    before = one.version
    refused = send(folk.contributor, one, value=typed, given="value")
    assert refused.status_code == 400
    assert refused.json()["said"] == text(f"entry.{key}", "en", field="Value", value=typed)
    page = hand(folk.contributor).post(
        f"/en/work/questions/{one.pk}/answer/", {"seen": before, "value": typed, "given": "value"}
    )
    assert f'value="{typed}"' in page.content.decode()
    one.refresh_from_db()
    assert one.version == before


def test_a_share_is_computed_of_its_parts(opened: Any, folk: Any) -> None:
    one = question_of(opened, WASTE)
    answer = send(
        folk.contributor, one, given="disputed", numerator="450 000", denominator="500 000", note="Own count."
    )
    assert answer.status_code == 200, answer.content
    standing = one.answers.last()
    assert (standing.value, standing.numerator, standing.given) == (90.0, 450000.0, "disputed")
    assert answer.json()["lacks"] == []
    assert send(folk.contributor, one, given="disputed", value="91").json()["lacks"] == [
        text("entry.lacks_reason", "en")
    ]
    page = send(folk.contributor, one, given="confirmed")
    assert (page.status_code, one.answers.last().value) == (200, one.official)


def test_an_official_figure_is_confirmed_by_one_button(opened: Any, folk: Any) -> None:
    one = opened.questions.filter(area=KARAGANDA, official__isnull=False, version=0).first()
    answer = hand(folk.contributor).post(f"/en/work/questions/{one.pk}/confirm/", {"seen": "0"})
    assert answer.status_code == 302
    one.refresh_from_db()
    assert (one.state, one.answers.get().given, one.answers.get().value) == ("answered", "confirmed", one.official)


def test_last_years_value_is_carried_and_a_missing_one_has_a_reason(opened: Any, folk: Any) -> None:
    one = question_of(opened, "road-traffic-deaths")
    assert send(folk.contributor, one, given="carried").status_code == 200
    assert one.answers.last().value == one.last
    missing = send(folk.contributor, one, given="missing", reason="not-yet", value="5")
    assert missing.status_code == 200
    assert (one.answers.last().value, one.answers.last().reason) == (None, "not-yet")
    assert missing.json()["value"] == text("form.reason_not_yet", "en")


@pytest.mark.parametrize(
    "bad",
    [
        *({"seen": one} for one in ("x", "-1", "9" * 30)),
        {"given": "made-up"},
        {"quality": "seven"},
        {"note": "x" * 5000},
        {"note": "a\0b"},
        {"reason": "tired", "given": "missing"},
    ],
)
def test_bad_forms_are_refused_in_a_sentence(fresh: Any, folk: Any, bad: dict[str, str]) -> None:
    one = fresh()
    answer = hand(folk.contributor).post(
        f"/en/work/questions/{one.pk}/answer/",
        {"seen": "0", "given": "value", "value": "3", **bad},
        headers={"Accept": "application/json"},
    )
    assert answer.status_code == 400
    assert answer.json()["said"]
    assert one.answers.count() == 0


def test_a_right_withdrawn_in_mid_edit_is_told_and_nothing_is_saved(fresh: Any, folk: Any) -> None:
    from qala.web.people import services
    from qala.web.people.models import Grant
    from tests.web.collection.conftest import person_of
    from tests.web.conftest import AT

    one = fresh()
    guest = person_of("guest", "contributor", KARAGANDA)
    verifier = person_of("guest", "contributor", KARAGANDA)
    services.grant(None, verifier, services.Asked("verifier"), AT)
    assert hand(guest).get(f"/en/work/questions/{one.pk}/").status_code == 200
    Grant.objects.filter(person=guest, role="contributor").update(ended_at=AT)
    refused = send(guest, one, 0, value="3", given="value")
    assert (refused.status_code, refused.json()["said"]) == (403, text("collection.not_yours_to_answer", "en"))
    Grant.objects.filter(person=guest).update(ended_at=AT)
    assert send(guest, one, 0, value="3", given="value").status_code == 404
    assert one.answers.count() == 0


def test_checks_ask_for_an_explanation_and_block_nothing(
    fresh: Any, folk: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    from qala.web.collection import struck
    from qala.web.collection.actions import answer
    from qala.web.collection.checks import Struck

    said = {"kk": "Күмәнді.", "ru": "Сомнительно.", "en": "Doubtful."}
    for module in (struck, answer):
        monkeypatch.setattr(module, "struck_by", lambda *_: (Struck("jump", "serious", said),))
    one = fresh()
    told = send(folk.contributor, one, value="1", given="value").json()
    assert told["checks"] == [{"severity": "serious", "said": "Doubtful."}]
    assert told["lacks"] == [text("entry.lacks_explanation", "en")]
    page = hand(folk.contributor).get(f"/ru/work/questions/{one.pk}/").content.decode()
    assert "Сомнительно." in page
    told = send(folk.contributor, one, value="1", given="value", explanation="Counted twice.").json()
    assert told["lacks"] == []


def test_comments_delegation_and_history(opened: Any, folk: Any) -> None:
    from tests.web.collection.conftest import person_of

    one, other = question_of(opened, "en-i-esco"), person_of("colleague", "contributor", KARAGANDA)
    answered(folk.contributor, one, value=1.0, note="First <b>.")
    at = f"/en/work/questions/{one.pk}/"
    mine = hand(folk.contributor)
    assert mine.post(f"{at}comment/", {"text": "Who knows <script>?"}).status_code == 302
    assert mine.post(f"{at}comment/", {"text": "  "}).status_code == 400
    assert mine.post(f"{at}delegate/", {"to": str(other.pk)}).status_code == 302
    assert mine.post(f"{at}delegate/", {"to": str(folk.elsewhere.pk)}).status_code == 400
    page = hand(other).get(at).content.decode()
    assert "Who knows &lt;script&gt;?" in page
    assert "First &lt;b&gt;." in page
    one.refresh_from_db()
    assert one.delegate == other
    assert mine.post(f"{at}delegate/", {"to": ""}).status_code == 302
    one.refresh_from_db()
    assert one.delegate is None


def test_the_range_of_others_is_shown_after_ones_own_report_is_signed(opened: Any, folk: Any) -> None:
    from qala.web.collection.models import Answer, Question, Report, Signing
    from qala.web.collection.peers import peers_of
    from tests.web.conftest import AT

    one = question_of(opened, LIGHT)
    for number, value in enumerate((1.0, 3.0, 5.0)):
        area = Report.objects.create(round=opened, area=f"other-{number}")
        row = Question.objects.create(
            round=opened, report=area, area=area.area, fact=LIGHT, minutes=1, state="signed", version=1
        )
        Answer.objects.create(question=row, number=1, given="value", value=value, by=folk.elsewhere, at=AT)
    assert peers_of(one) is None
    Signing.objects.create(
        report=one.report, number=1, statement=b"{}", digest="0" * 64, signature=b"", signer={}, by=folk.approver, at=AT
    )
    found = peers_of(one)
    assert found is not None
    assert (found.count, found.low, found.middle, found.high) == (3, 1.0, 3.0, 5.0)


def test_nothing_is_asked_of_who_only_looks(opened: Any, folk: Any) -> None:
    page = hand(folk.auditor).get(f"/en/work/reports/{report(opened).pk}/")
    assert page.status_code == 200
    assert "report-workbook" not in page.content.decode()
    assert "/confirm/" not in page.content.decode()
    assert text("entry.to_sign", "en") not in page.content.decode()
    assert (
        text("entry.to_sign", "en")
        in hand(folk.approver).get(f"/en/work/reports/{report(opened).pk}/").content.decode()
    )
    one = question_of(opened, LIGHT)
    shown = hand(folk.auditor).get(f"/en/work/questions/{one.pk}/").content.decode()
    assert 'id="answer"' not in shown
    assert json.loads(send(folk.auditor, one, value="3", given="value").content)["said"]


def _kind(row: Any) -> str:
    from qala.web.collection.asking import asked_by

    return asked_by(row).indicator.kind
