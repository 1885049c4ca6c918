"""Anybody reports an error; nobody reads it before a person has looked, and nobody ever reads the address."""

import html
import re
from datetime import timedelta
from typing import Any

import pytest
from django.core import mail

from qala.texts import LANGUAGES, text
from tests.web.feedback.conftest import AKTOBE, AT, CELL, KARAGANDA, hand, said

FORM = f"/en/report-error/?area={KARAGANDA}&node=hcs"


def report(words: str = "The figure is 13.", **more: str) -> Any:
    """The report that is kept."""
    from qala.web.feedback.models import Reported

    answer = hand().post(FORM, {"text": words, **more})
    assert answer.status_code == 302, answer.content
    return Reported.objects.get(pk=answer["Location"].rpartition("=")[2])


def desk(person: Any, row: Any, **sent: str) -> Any:
    return hand(person).post(f"/en/work/errors/{row.pk}/act/", sent)


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_form_stands_by_itself_and_is_kept_nowhere(people: Any, language: Any) -> None:
    cell = said(hand().get(CELL.replace("/en/", f"/{language}/")))
    address = html.unescape(re.findall(r'href="([^"]+report-error/[^"]+)"', cell)[0])
    assert "csrfmiddlewaretoken" not in cell, "the page that is kept has no form of one's own"
    answer = hand().get(address)
    page = said(answer)
    assert answer["Cache-Control"] == "no-store, private"
    assert text("feedback.what_is_wrong", language) in page
    assert page.count("<h1>") == 1


def test_what_is_reported_is_seen_when_a_person_lets_it_be_seen(people: Any) -> None:
    row = report("Wrong <b>figure</b> \u202e 👷 here", email="reader@example.kz")
    assert row.text == "Wrong <b>figure</b>  👷 here"
    assert (row.area, row.node, row.standard, row.period) == (KARAGANDA, "hcs", "kz-2017", "2019")
    public = "/en/errors/"
    assert "Wrong" not in said(hand().get(public))
    assert text("feedback.thanks", "en", number=row.pk) in said(hand().get(f"{public}?sent={row.pk}"))
    assert desk(people.verifier, row, act="show").status_code == 302
    page = said(hand().get(public))
    assert "Wrong &lt;b&gt;figure&lt;/b&gt;" in page
    assert "reader@example.kz" not in page
    assert f'href="/en/errors/?area={KARAGANDA}&amp;node=hcs"' in said(hand().get(CELL))
    assert "Wrong" in said(hand().get(f"{public}?area={KARAGANDA}&node=hcs"))
    assert "Wrong" not in said(hand().get(f"{public}?area={AKTOBE}"))
    assert desk(people.verifier, row, act="hide").status_code == 302
    assert "Wrong" not in said(hand().get(public))


def test_the_answer_is_public_and_goes_by_letter_and_the_address_goes(
    people: Any, settings_of: Any, published: Any
) -> None:
    from qala.web.feedback.models import Reply
    from qala.web.ledger import services as ledger

    settings_of("EMAIL_HOST", "mail.example.kz")
    settings_of("EMAIL_BACKEND", "django.core.mail.backends.locmem.EmailBackend")
    mail.outbox = []
    row = report(email=" reader@example.kz ")
    assert Reply.objects.get(reported=row).email == "reader@example.kz"
    assert desk(people.team, row, act="looking").status_code == 302
    assert desk(people.team, row, act="show").status_code == 302
    assert text("feedback.state_looking", "en") in said(hand().get("/en/errors/"))
    assert desk(people.team, row, act="corrected", answer="").status_code == 400
    assert desk(people.team, row, act="corrected", answer="So.", correction="none").status_code == 400
    assert desk(people.team, row, act="corrected", answer="It was 13: {corrected}.").status_code == 302
    assert not Reply.objects.filter(reported=row).exists()
    (letter,) = mail.outbox
    assert letter.to == ["reader@example.kz"]
    assert "It was 13: {corrected}." in letter.body
    link = re.search(r"http://testserver(/en/errors/\S+)", str(letter.body))
    assert link
    assert "It was 13: {corrected}." in said(hand().get(link[1]))
    assert desk(people.verifier, row, act="no-error", answer="No.").status_code == 409, "it is answered once"
    kinds = [one.kind for one in ledger.history(row.subject)]
    assert kinds == ["reported", "looking", "shown", "corrected"]
    assert "reader@" not in repr(ledger.history(row.subject))


def test_an_address_is_kept_for_a_year_at_most(people: Any) -> None:
    from qala.web.feedback.models import Reply, Reported

    row = report(email="old@example.kz")
    Reported.objects.filter(pk=row.pk).update(at=AT - timedelta(days=800))
    report()
    assert not Reply.objects.filter(reported=row).exists()


def test_what_was_set_aside_shows_nowhere(people: Any) -> None:
    from qala.web.feedback.models import Reply

    row = report("Buy now", email="bot@example.com")
    assert desk(people.verifier, row, act="aside", reason="").status_code == 400
    assert desk(people.verifier, row, act="aside", reason="Advertising.").status_code == 302
    assert not Reply.objects.filter(reported=row).exists()
    assert desk(people.verifier, row, act="show").status_code == 409
    assert "Buy now" not in said(hand().get("/en/errors/"))
    assert "Advertising" not in said(hand().get("/en/errors/"))


@pytest.mark.parametrize(
    ("sent", "code"),
    [
        ({"text": " \u202e\n"}, "nothing_said"),
        ({"text": "я" * 100_000}, "too_long"),
        ({"text": "A", "email": "nobody"}, "not_email"),
        ({"text": "A", "email": "a@b.kz\nBcc: c@d.kz"}, "not_email"),
        ({"text": "A", "email": '"\x01"@b.kz'}, "not_email"),
        ({"text": "A", "email": f"{'a' * 60}@{'b.' * 110}kz"}, "not_email"),
        ({"text": "A", "website": "https://spam.example"}, "trapped"),
    ],
)
def test_bad_input_is_refused_in_a_sentence(people: Any, sent: dict[str, str], code: str) -> None:
    from qala.web.feedback.models import Reported

    before = Reported.objects.count()
    page = said(hand().post(FORM, sent), 400)
    assert text(f"feedback.{code}", "en", **({"limit": 4000} if code == "too_long" else {})) in html.unescape(page)
    assert len(page) < 40_000, "no more comes back than may be sent"
    assert Reported.objects.count() == before


@pytest.mark.parametrize(
    "query", ["area=x", f"area={KARAGANDA}&node=x", "indicator=x", "period=1900", f"area={KARAGANDA}'--"]
)
def test_what_is_not_there_cannot_be_reported(people: Any, query: str) -> None:
    for method in ("get", "post"):
        assert (
            getattr(hand(), method)(f"/en/report-error/?{query}", {"text": "A"}).status_code == 404 or method == "get"
        )
    assert hand().get(f"/en/report-error/?{query}").status_code == 404


def test_the_map_as_a_whole_and_an_indicator_can_be_reported(people: Any) -> None:
    from qala.web.feedback.models import Reported

    for query in ("", "?indicator=tr-roads"):
        assert hand().post(f"/kk/report-error/{query}", {"text": "Қате"}).status_code == 302
    rows = list(Reported.objects.all()[:2])
    assert [(row.area, row.indicator, row.language) for row in rows] == [("", "tr-roads", "kk"), ("", "", "kk")]
    for row in rows:
        assert desk(people.verifier, row, act="show").status_code == 302
    said(hand().get("/ru/errors/"))
    assert 'href="/ru/errors/?indicator=tr-roads"' in said(hand().get("/ru/indicator/tr-roads/"))


@pytest.mark.parametrize("query", ["area=%00", "page=0", "page=x"])
def test_a_list_that_cannot_be_is_not_found(people: Any, query: str) -> None:
    assert hand().get(f"/en/errors/?{query}").status_code == 404


def test_a_form_without_its_token_reports_nothing(people: Any) -> None:
    strict = hand(enforce_csrf_checks=True)
    assert strict.post(FORM, {"text": "A"}).status_code == 403
    page = said(strict.get(FORM))
    token = re.findall(r'name="csrfmiddlewaretoken" value="([^"]+)"', page)[0]
    assert strict.post(FORM, {"text": "A", "csrfmiddlewaretoken": token}).status_code == 302


def test_who_reports_too_often_waits_and_loses_nothing(people: Any) -> None:
    from qala.web.feedback.models import Reported
    from qala.web.public.pages.report_error import FROM_ONE

    for _ in range(FROM_ONE):
        report()
    before = Reported.objects.count()
    answer = hand().post(FORM, {"text": "What I wrote."})
    assert "What I wrote." in said(answer, 429)
    assert answer["Retry-After"] == "900"
    assert Reported.objects.count() == before
    assert hand(REMOTE_ADDR="10.1.2.3").post(FORM, {"text": "A"}).status_code == 302, "others report"


def test_all_together_wait_too(people: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    from qala.web.public.pages import report_error

    monkeypatch.setattr(report_error, "FROM_ALL", 3)
    answers = [hand(REMOTE_ADDR=f"10.0.0.{one}").post(FORM, {"text": "A"}).status_code for one in range(4)]
    assert answers == [302, 302, 302, 429]


def test_whose_it_is_to_answer(people: Any) -> None:
    row = report("For whom")
    for person, status in ((people.far, 404), (people.contributor, 403), (people.approver, 403), (people.auditor, 200)):
        assert hand(person).get(f"/en/work/errors/{row.pk}/").status_code == status, person
    assert desk(people.auditor, row, act="show").status_code == 403, "an auditor reads"
    assert desk(people.officer, row, act="show").status_code == 403
    assert desk(people.team, row, act="nonsense").status_code == 400
    assert "For whom" in said(hand(people.team).get("/en/work/errors/"))
    assert "For whom" not in said(hand(people.far).get("/en/work/errors/"))


def test_everybody_can_have_what_is_kept_about_them(people: Any) -> None:
    from qala.web.people.models import Person
    from qala.web.people.own_data import everything_about

    Person.objects.filter(pk=people.nobody.pk).update(email="Me@example.kz")
    people.nobody.refresh_from_db()
    row = report("Mine", email="me@example.kz")
    other = report("Not mine", email="you@example.kz")
    found = everything_about(people.nobody)
    assert [one["reported"] for one in found["errors_reported"]] == [row.pk]
    desk(people.team, other, act="no-error", answer="Why.")
    assert other.pk in [one["id"] for one in everything_about(people.team)["errors_answered"]]


def test_few_questions_are_asked_of_many_reports(people: Any) -> None:
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    from qala.web.feedback.models import Reported

    Reported.objects.filter(shown=False).update(shown=True)
    for query, most in (("errors/", 6), ("corrections/", 9), (f"why/{KARAGANDA}/hcs/", 12)):
        said(hand().get(f"/en/{query}"))
        with CaptureQueriesContext(connection) as asked:
            said(hand().get(f"/en/{query}"))
        assert len(asked) <= most, [one["sql"][:150] for one in asked]
