"""The pages of verification, from the plan to the statement."""

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from qala.texts import LANGUAGES, text
from tests.web.verification.conftest import AKTOBE, KARAGANDA, LEVELS, judged, question_of


def hand(person: Any) -> Client:
    client = Client()
    client.force_login(person)
    return client


def said(answer: Any) -> str:
    assert answer.status_code < 500, answer.content
    return str(answer.content.decode())


def test_a_round_is_planned_on_its_page_once(new_round: Callable[..., Any], folk: Any) -> None:
    from qala.web.verification.models import Plan

    one, path = new_round(), "/en/work/rounds/{}/verification/"
    address = path.format(one.name)
    for person, status in ((folk.verifier, 200), (folk.auditor, 200), (folk.approver, 403), (folk.contributor, 403)):
        assert hand(person).get(address).status_code == status
    told = {"assurance": "reasonable", "share": "12,5"}
    assert hand(folk.auditor).post(address, told).status_code == 403
    refused = hand(folk.officer).post(address, told)
    assert refused.status_code == 400
    assert text("verification.not_share", "en", least=20) in said(refused)
    assert hand(folk.officer).post(address, told | {"share": "25"}).status_code == 200
    assert (Plan.objects.get(round=one).share, Plan.objects.get(round=one).assurance) == (0.25, "reasonable")
    seen = said(hand(folk.auditor).get(address))
    assert Plan.objects.get(round=one).seed in seen
    assert text("verification.means_reasonable", "en") in seen
    assert hand(folk.verifier).post(address, told | {"share": "50"}).status_code == 409


def test_the_desk_shows_the_queue_and_leads_from_one_value_to_the_next(signed: Any, folk: Any) -> None:
    client, address = hand(folk.verifier), f"/en/work/rounds/{signed.name}/desk/"
    page = said(client.get(address))
    assert text("verification.backlog", "en", all=12, material=0, sampled=6) in page
    assert page.count('<th scope="row">') == 12
    assert said(client.get(address, {"area": KARAGANDA})).count('<th scope="row">') == 6
    assert said(client.get(address, {"industry": "energy"})).count('<th scope="row">') == 4
    assert client.get(address, {"after": "nonsense"}).status_code == 400
    first = signed.questions.filter(sampled=True).order_by("pk").first()
    seen = client.get(f"/en/work/desk/{first.pk}/")
    opened = said(seen).split('name="opened" value="')[1].split('"')[0]
    form = {"act": "accept", "seen": str(first.version), "opened": opened}
    onward = client.post(f"/en/work/desk/{first.pk}/verdict/", form)
    assert onward.status_code == 302
    coming = signed.questions.filter(sampled=True, state="signed").order_by("pk").first()
    assert onward["Location"] == f"/en/work/desk/{coming.pk}/"
    first.refresh_from_db()
    assert (first.state, first.verified) == ("accepted", 3.0)
    again = client.post(f"/en/work/desk/{first.pk}/verdict/", form)
    assert again.status_code == 409


@pytest.mark.parametrize("language", LANGUAGES)
def test_one_value_shows_all_that_is_known_of_it(signed: Any, folk: Any, language: str) -> None:
    one = question_of(signed, "en-i-light")
    page = said(hand(folk.verifier).get(f"/{language}/work/desk/{one.pk}/"))
    for key in ("passport", "peers", "history", "hanging", "evidence", "proof", "no_evidence"):
        assert text(f"verification.{key}", language) in page  # type: ignore[arg-type]
    assert text("verification.proof_contract", language, level=2) in page  # type: ignore[arg-type]
    assert text("verification.proof_effect", language, level=5) not in page  # type: ignore[arg-type]
    assert 'id="accept"' in page
    for reader in (folk.auditor, folk.officer):
        assert 'id="accept"' not in said(hand(reader).get(f"/{language}/work/desk/{one.pk}/"))


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_page_is_there_in_every_language(signed: Any, folk: Any, language: str) -> None:
    one = question_of(signed, "en-i-esco")
    judged(folk.verifier, one, "reject")
    for path in ("desk/", f"rounds/{signed.name}/desk/", f"rounds/{signed.name}/verification/", "desk/interests/",
                 "findings/", "findings/new/", "appeals/", f"desk/{one.pk}/",
                 *(f"desk/guide/{name}/" for name in ("en-i-light", "en-heat-loss", "tr-deaths"))):  # fmt: skip
        assert hand(folk.verifier).get(f"/{language}/work/{path}").status_code == 200, path
    for path in ("findings/", "appeals/", f"appeals/new/{one.pk}/"):
        assert hand(folk.approver).get(f"/{language}/work/{path}").status_code == 200, path
    assert hand(folk.verifier).get(f"/{language}/work/desk/guide/never-was/").status_code == 404


def test_findings_are_told_answered_and_closed_on_their_pages(signed: Any, folk: Any) -> None:
    from qala.web.verification.models import Finding

    report = signed.reports.get(area=KARAGANDA)
    told = {"report": report.pk, "about": "The register has no dates.", "due": "2099-01-01"}
    made = hand(folk.verifier).post("/en/work/findings/new/", told)
    assert made.status_code == 302
    assert hand(folk.verifier).post("/en/work/findings/new/", told | {"due": "soon"}).status_code == 400
    address = made["Location"]
    assert "The register has no dates." in said(hand(folk.approver).get(address))
    answer = {"response": "Dates will be kept.", "owner": "Heat company", "due": "2099-02-01"}
    assert hand(folk.auditor).post(f"{address}answer/", answer).status_code == 403
    assert hand(folk.approver).post(f"{address}answer/", answer).status_code == 302
    assert 'id="close"' in said(hand(folk.second).get(address))
    assert hand(folk.approver).post(f"{address}close/", {"words": "Done."}).status_code == 403
    assert hand(folk.second).post(f"{address}close/", {"words": "Seen."}).status_code == 302
    assert Finding.objects.get(report=report).closed_by == folk.second
    assert text("verification.finding_closed", "en") in said(hand(folk.auditor).get(address))


def test_an_appeal_shows_its_effect_before_it_is_decided(signed: Any, folk: Any) -> None:
    one = question_of(signed, "ed-i-access")
    judged(folk.verifier, one, "correct", 1.0)
    address = f"/en/work/appeals/new/{one.pk}/"
    assert hand(folk.approver).post(address, {"value": "many", "reason": "x"}).status_code == 400
    assert hand(folk.approver).post(address, {"value": "3", "reason": ""}).status_code == 400
    made = hand(folk.approver).post(address, {"value": "3", "reason": "The list has all objects."})
    assert made.status_code == 302
    there = made["Location"]
    page = said(hand(folk.second).get(there))
    assert 'id="effect"' in page
    assert 'id="grant"' in page
    assert text("verification.own_verdict", "en") in said(hand(folk.verifier).get(there))
    for reader in (folk.approver, folk.auditor, folk.officer):
        assert 'id="grant"' not in said(hand(reader).get(there))
    assert hand(folk.second).post(f"{there}decide/", {"words": "Yes."}).status_code == 400
    assert hand(folk.second).post(f"{there}decide/", {"words": "Yes.", "decision": "grant"}).status_code == 302
    one.refresh_from_db()
    assert (one.state, one.verified) == ("accepted", 3.0)


def test_an_interest_takes_questions_away_at_once(signed: Any, folk: Any) -> None:
    from qala.web.verification.models import Interest

    client, address = hand(folk.second), f"/en/work/rounds/{signed.name}/desk/"
    assert said(client.get(address)).count('<th scope="row">') == 12
    form = {"area": AKTOBE, "words": "My brother works there."}
    assert client.post("/en/work/desk/interests/", form).status_code == 302
    assert said(client.get(address)).count('<th scope="row">') == 6
    one = question_of(signed, LEVELS[0], AKTOBE)
    assert text("verification.interest", "en") in said(client.get(f"/en/work/desk/{one.pk}/"))
    row = Interest.objects.get(person=folk.second, ended_at=None)
    assert client.post(f"/en/work/desk/interests/{row.pk}/end/").status_code == 403
    assert hand(folk.auditor).post(f"/en/work/desk/interests/{row.pk}/end/").status_code == 403
    assert hand(folk.officer).post(f"/en/work/desk/interests/{row.pk}/end/").status_code == 302
    assert said(client.get(address)).count('<th scope="row">') == 12


def test_rating_is_asked_for_on_the_page_and_done_by_a_job(signed: Any, folk: Any) -> None:
    from qala.web.jobs.models import Job

    address = f"/en/work/rounds/{signed.name}/verification/"
    assert hand(folk.auditor).post(f"{address}rate/").status_code == 403
    assert hand(folk.officer).post(f"{address}rate/").status_code == 302
    assert Job.objects.filter(kind="rate", dedupe_key=signed.name).count() == 1
