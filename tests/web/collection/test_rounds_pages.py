"""The pages of who runs rounds: what each sees, and what they do by them."""

import io
import re
from datetime import date, timedelta
from typing import Any

import icalendar
import openpyxl
import pytest
from django.test import Client

from qala.texts import LANGUAGES, text
from tests.web.collection.conftest import (
    AKIMAT,
    AKTOBE,
    DAYS,
    HEAT,
    KARAGANDA,
    answered,
    organisation,
    person_of,
    question_of,
)
from tests.web.conftest import AT

FORM = {
    "name": "by-form", "title_kk": "Раунд", "title_ru": "Раунд", "title_en": "The round", "table": "kz",
    "period": "2019", "standards": ["kz-2017@2017-12"], "areas": [KARAGANDA, AKTOBE],
    **{step: day.isoformat() for step, day in DAYS.items()},
}  # fmt: skip


def hand(person: Any) -> Client:
    client = Client()
    client.force_login(person)
    return client


def shown(person: Any, path: str, status: int = 200) -> str:
    answer = hand(person).get(path)
    assert answer.status_code == status, answer.content.decode()[:2000]
    return str(answer.content.decode())


def run_jobs() -> None:
    """Does what waits in the queue, here."""
    from qala.web.jobs import kinds, lease, running

    while held := lease.claim("here", kinds.names()):
        running.run(held)


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_page_is_there_in_every_language(opened: Any, folk: Any, language: Any) -> None:
    report = opened.reports.get(area=KARAGANDA).pk
    for path in ("rounds/", "rounds/new/", "rounds/trial-2019/", "rounds/trial-2019/progress/", "notices/",
                 "rounds/trial-2019/map/", f"reports/{report}/assignments/"):  # fmt: skip
        page = shown(folk.officer, f"/{language}/work/{path}")
        assert f'lang="{language}"' in page


def test_my_part_comes_first(opened: Any, folk: Any) -> None:
    count = opened.questions.filter(area=KARAGANDA, state="open").count()
    page = shown(folk.contributor, "/en/work/rounds/trial-2019/")
    asked = opened.questions.filter(area=KARAGANDA).count()
    assert f"{count} of {asked} questions to answer by 31 December 2026, about " in page
    assert f"/en/work/reports/{opened.reports.get(area=KARAGANDA).pk}/" in page
    assert 'id="set-days"' not in page
    home = shown(folk.contributor, "/en/work/")
    assert text("rounds.waiting", "en", count=count) in home


def test_an_official_figure_takes_only_the_minutes_of_a_look(opened: Any, folk: Any) -> None:
    from qala.web.collection.method import TO_CONFIRM
    from qala.web.collection.mine import mine_of
    from qala.web.people.services import rights_of

    rows = opened.questions.filter(area=KARAGANDA, state="open")
    expected = sum(row.minutes if row.official is None else min(row.minutes, TO_CONFIRM) for row in rows)
    (mine,) = mine_of(rights_of(folk.contributor), [opened])
    assert (mine.waiting, mine.minutes) == (rows.count(), expected)


def test_who_has_no_part_sees_none_of_it(opened: Any, folk: Any) -> None:
    shown(folk.nobody, "/en/work/rounds/trial-2019/", 404)
    shown(folk.contributor, "/en/work/rounds/nowhere/", 404)
    shown(folk.contributor, "/en/work/rounds/trial-2019/progress/", 403)
    shown(folk.contributor, "/en/work/rounds/trial-2019/map/", 403)
    report = opened.reports.get(area=KARAGANDA).pk
    shown(folk.elsewhere, f"/en/work/reports/{report}/assignments/", 404)
    shown(folk.contributor, f"/en/work/reports/{report}/assignments/", 403)


def test_a_round_by_the_form_and_its_copy_a_year_later(folk: Any) -> None:
    from qala.web.collection.models import Round

    officer = hand(folk.officer)
    refused = officer.post("/en/work/rounds/new/", {**FORM, "title_kk": " "})
    assert refused.status_code == 400
    assert 'value="The round"' in refused.content.decode(), "nothing has to be written again"
    made = officer.post("/en/work/rounds/new/", FORM)
    assert made["Location"] == "/en/work/rounds/by-form/"
    report = Round.objects.get(name="by-form").reports.get(area=KARAGANDA)
    officer.post(f"/en/work/reports/{report.pk}/assignments/", {"act": "assign", "group": "free", "organisation": HEAT})
    officer.post(f"/en/work/reports/{report.pk}/assignments/", {"act": "akimat", "organisation": AKIMAT})
    page = shown(folk.officer, "/en/work/rounds/new/?copy=by-form")
    assert 'value="by-form-2020"' in page
    assert 'value="2027-12-31"' in page
    later = {step: day.replace(year=day.year + 1).isoformat() for step, day in DAYS.items()}
    copy = {**FORM, **later, "name": "by-form-2020", "period": "2020", "copied_from": "by-form"}
    assert officer.post("/en/work/rounds/new/", copy).status_code == 302
    copied = Round.objects.get(name="by-form-2020")
    assert copied.reports.filter(area=KARAGANDA, akimat__bin=AKIMAT).exists()
    assert set(copied.questions.filter(area=KARAGANDA).values_list("organisation__bin", flat=True)) == {HEAT}
    assert set(copied.questions.filter(area=AKTOBE).values_list("organisation__bin", flat=True)) == {None}


def test_every_area_of_the_list_by_one_tick(folk: Any) -> None:
    from qala.web.collection.models import Round

    sent = {**FORM, "name": "every-area", "areas": [], "every": "1"}
    assert hand(folk.officer).post("/en/work/rounds/new/", sent).status_code == 302
    areas = Round.objects.get(name="every-area").reports.values_list("area", flat=True)
    assert {KARAGANDA, AKTOBE} < set(areas)


def test_many_are_assigned_at_once_by_industry_owner_or_tick(opened: Any, folk: Any) -> None:
    report = opened.reports.get(area=KARAGANDA)
    page, officer = f"/en/work/reports/{report.pk}/assignments/", hand(folk.officer)

    def of(number: str) -> set[str]:
        return set(report.questions.filter(organisation__bin=number).values_list("fact", flat=True))

    assert officer.post(page, {"act": "assign", "group": "industry:energy", "organisation": HEAT}).status_code == 302
    assert "en-heat-loss" in of(HEAT)
    owner = "oblast health authority"
    officer.post(page, {"act": "assign", "group": f"owner:{owner}", "organisation": AKIMAT})
    assert of(AKIMAT)
    ticked = {"act": "assign", "facts": ["en-i-light", "nonsense"], "organisation": AKIMAT}
    officer.post(page, ticked)
    assert "en-i-light" in of(AKIMAT)
    assert officer.post(page, {"act": "assign", "organisation": HEAT}).status_code == 400, "nothing was ticked"
    assert officer.post(page, {**ticked, "organisation": "123"}).status_code == 400
    seen = shown(folk.approver, page)
    assert "Heat company" in seen, "who signs for the area assigns too"
    officer.post(page, {"act": "assign", "facts": ["en-i-light"], "organisation": ""})
    assert "en-i-light" not in of(AKIMAT)


@pytest.mark.parametrize("wrong", ["", "0", "601", "-5", "1.5", "many", "٣"])
def test_minutes_are_whole_and_within_a_day(opened: Any, folk: Any, wrong: str) -> None:
    from qala.web.ledger import services as ledger

    report = opened.reports.get(area=KARAGANDA)
    page, officer = f"/en/work/reports/{report.pk}/assignments/", hand(folk.officer)
    before = report.questions.get(fact="en-i-light").minutes
    answer = officer.post(page, {"act": "minutes", "minutes-en-i-light": wrong})
    assert answer.status_code == 400
    assert report.questions.get(fact="en-i-light").minutes == before
    assert officer.post(page, {"act": "minutes", "minutes-en-i-light": "45"}).status_code == 302
    assert report.questions.get(fact="en-i-light").minutes == 45
    told = [entry for entry in ledger.all_in(opened.chain) if entry.kind == "minutes"]
    assert told[-1].payload["minutes"] == {"en-i-light": 45}
    officer.post(page, {"act": "minutes", "minutes-en-i-light": "20"})


def test_other_last_days_are_told_in_the_ledger(folk: Any, opened: Any) -> None:
    from qala.web.collection.models import Round
    from qala.web.ledger import services as ledger

    officer, path = hand(folk.officer), "/en/work/rounds/trial-2019/days/"
    days = {step: day.isoformat() for step, day in DAYS.items()}
    assert officer.post(path, {**days, "answer": "2027-12-31"}).status_code == 400, "after the next step's"
    assert officer.post(path, {**days, "answer": "tomorrow"}).status_code == 400
    assert hand(folk.approver).post(path, days).status_code == 403
    assert officer.post(path, {**days, "answer": "2026-12-30"}).status_code == 302
    assert Round.objects.get(name="trial-2019").answer_until == date(2026, 12, 30)
    told = [entry for entry in ledger.all_in(opened.chain) if entry.kind == "last-days"]
    assert told[-1].payload == {"answer": {"from": "2026-12-31", "to": "2026-12-30"}}
    officer.post(path, days)


def test_the_calendar_in_another_program(opened: Any, folk: Any) -> None:
    answer = hand(folk.heat).get("/ru/work/rounds/trial-2019/calendar.ics")
    assert answer["Content-Type"] == "text/calendar; charset=utf-8"
    events: list[Any] = list(icalendar.Calendar.from_ical(answer.content).walk("VEVENT"))
    assert [event["DTSTART"].dt for event in events] == list(DAYS.values())
    assert str(events[0]["SUMMARY"]) == text("rounds.last_answer", "ru", title="Проба")


@pytest.mark.parametrize(
    ("today", "where"),
    [
        (DAYS["answer"] - timedelta(days=5), ["today", "now", "ahead", "ahead", "ahead"]),
        (DAYS["answer"], ["today", "now", "ahead", "ahead", "ahead"]),
        (DAYS["answer"] + timedelta(days=1), ["past", "today", "now", "ahead", "ahead"]),
        (DAYS["appeal"] + timedelta(days=1), ["past", "past", "past", "past", "today"]),
    ],
)
def test_the_calendar_marks_today(opened: Any, today: date, where: list[str]) -> None:
    from qala.web.collection.pages.one_round import calendar

    opened.refresh_from_db()
    assert ["today" if step.today else step.where for step in calendar(opened, today)] == where


def test_progress_counts_what_the_table_of_questions_holds(opened: Any, folk: Any) -> None:
    answered(folk.contributor, question_of(opened, "en-i-light"), value=3.0, quality=2)
    page = shown(folk.auditor, "/en/work/rounds/trial-2019/progress/")
    assert text("rounds.computing", "en") in page
    run_jobs()
    page = shown(folk.auditor, "/en/work/rounds/trial-2019/progress/")
    assert text("rounds.covered_then", "en") in page
    book = openpyxl.load_workbook(
        io.BytesIO(hand(folk.auditor).get("/en/work/rounds/trial-2019/progress.xlsx").content)
    )
    head, *rows = book.active.iter_rows(values_only=True)
    column = {name: place for place, name in enumerate(head)}
    for area, name in ((KARAGANDA, "Karaganda"), (AKTOBE, "Aktobe")):
        mine = [row for row in rows if row[column["Area"]] == name]
        assert sum(row[column["Asked"]] for row in mine) == opened.questions.filter(area=area).count()
        taken = opened.questions.filter(area=area).exclude(state__in=("open", "returned")).count()
        assert sum(row[column["Answered"]] for row in mine) == taken


def test_overdue_is_what_is_past_its_next_step(opened: Any) -> None:
    from qala.web.collection.counts import overdue_in, progress_of
    from qala.web.collection.policies import ALL

    opened.refresh_from_db()
    assert overdue_in(opened, DAYS["answer"]) == frozenset()
    assert overdue_in(opened, DAYS["answer"] + timedelta(days=1)) == {"open", "returned"}
    assert overdue_in(opened, DAYS["sign"] + timedelta(days=1)) == {"open", "returned", "answered"}
    assert overdue_in(opened, DAYS["verify"] + timedelta(days=1)) == {"open", "returned", "answered", "signed"}
    late = progress_of(opened, ALL, DAYS["answer"] + timedelta(days=1)).whole
    assert late.late == opened.questions.filter(state__in=("open", "returned")).count()


def test_a_table_that_a_spreadsheet_would_run_stays_text(opened: Any, folk: Any) -> None:
    organisation("000140002217", "=HYPERLINK(1)", "company", KARAGANDA)
    report = opened.reports.get(area=KARAGANDA)
    sent = {"act": "assign", "facts": ["en-i-light"], "organisation": "000140002217"}
    officer = hand(folk.officer)
    officer.post(f"/en/work/reports/{report.pk}/assignments/", sent)
    assert report.questions.filter(organisation__bin="000140002217").exists()
    csv = officer.get("/en/work/rounds/trial-2019/progress.csv").content.decode("utf-8-sig")
    assert "'=HYPERLINK(1)" in csv
    book = openpyxl.load_workbook(io.BytesIO(officer.get("/en/work/rounds/trial-2019/progress.xlsx").content))
    kinds = {cell.data_type for row in book.active.iter_rows() for cell in row if cell.value == "=HYPERLINK(1)"}
    assert kinds == {"s"}


def test_progress_takes_few_queries_whatever_its_size(opened: Any, folk: Any) -> None:
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    officer = hand(folk.officer)
    officer.get("/en/work/rounds/trial-2019/progress/")
    with CaptureQueriesContext(connection) as asked:
        officer.get("/en/work/rounds/trial-2019/progress/")
    assert len(asked) <= 20, [one["sql"][:120] for one in asked]


def test_an_officer_of_a_place_sees_its_progress_alone(opened: Any) -> None:
    local = person_of("local_officer", "programme_officer", AKTOBE)
    page = shown(local, "/en/work/rounds/trial-2019/progress/")
    assert "Aktobe" in page
    assert "Karaganda" not in page
    assert "Karaganda" not in hand(local).get("/en/work/rounds/trial-2019/progress.csv").content.decode()
    shown(local, "/en/work/rounds/trial-2019/map/", 403)
    assert hand(local).post("/en/work/rounds/trial-2019/remind/").status_code == 403


def test_notices_are_new_once_and_the_head_counts_them(opened: Any, folk: Any) -> None:
    from qala.web.collection.models import Notice
    from qala.web.collection.reminding import remind

    opened.refresh_from_db()
    made, letters = remind([opened], AT)
    assert made > 0
    assert letters == 0, "there is no server for letters"
    assert remind([opened], AT) == (0, 0), "nobody is told the same twice"
    mine = Notice.objects.filter(person=folk.contributor)
    assert mine.count() == 1
    assert '<span class="count">1</span>' in shown(folk.contributor, "/en/work/")
    new = f"<strong>{text('rounds.is_new', 'en')}</strong>"
    assert new in shown(folk.contributor, "/en/work/notices/")
    assert new not in shown(folk.contributor, "/en/work/notices/")
    assert 'class="count"' not in shown(folk.contributor, "/en/work/")
    assert not Notice.objects.filter(person__in=[folk.nobody, folk.auditor, folk.verifier]).exists()
    assert not Notice.objects.filter(person=folk.elsewhere, path__contains=KARAGANDA).exists()


def test_wishes_are_kept(folk: Any) -> None:
    from qala.web.collection.models import Wish

    client = hand(folk.heat)
    for wrong in ("", "-1", "61", "9999999999", "soon"):
        assert client.post("/en/work/notices/", {"mail": "no", "days": wrong, "language": "ru"}).status_code == 400
    assert client.post("/en/work/notices/", {"mail": "no", "days": "3", "language": "ru"}).status_code == 302
    wish = Wish.objects.get(person=folk.heat)
    assert (wish.mail, wish.days, wish.language) == (False, 3, "ru")


def test_letters_go_once_in_the_language_of_each_and_hold_no_value(
    opened: Any, folk: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    from django.conf import settings
    from django.core import mail

    from qala.web.collection.models import Notice, Wish
    from qala.web.collection.reminding import remind

    monkeypatch.setattr(settings, "EMAIL_HOST", "mail.example")
    monkeypatch.setattr(settings, "EMAIL_BACKEND", "django.core.mail.backends.locmem.EmailBackend", raising=False)
    mail.outbox = []
    Notice.objects.all().delete()
    for one, language in ((folk.contributor, "ru"), (folk.heat, "en")):
        one.email = f"{one.username}@akimat.kz"
        one.save(update_fields=["email"])
        Wish.objects.update_or_create(person=one, defaults={"language": language, "mail": one == folk.contributor})
    opened.refresh_from_db()
    assert remind([opened], AT)[1] == 1, "only who wants letters, and has an address"
    assert remind([opened], AT)[1] == 0
    (letter,) = mail.outbox
    assert letter.subject == text("letters.reminder", "ru")
    assert "Проба" in letter.body
    words, link, _ = letter.body.partition("http://testserver:8000/ru/work/notices/")
    assert link, "with the port, where nothing stands in front"
    values = {f"{value:g}" for value in opened.questions.values_list("official", flat=True) if value and value > 31}
    assert not [value for value in values if value in words]


def test_reminders_on_demand_and_once_a_day(opened: Any, folk: Any) -> None:
    from qala.web.collection.models import Notice
    from qala.web.jobs import daily
    from qala.web.jobs.models import Job

    Notice.objects.all().delete()
    Job.objects.filter(kind="remind").delete()
    answer = hand(folk.officer).post("/en/work/rounds/trial-2019/remind/")
    assert answer["Location"].endswith("?reminded=1")
    run_jobs()
    assert Notice.objects.exists()
    from django.utils import timezone

    now = timezone.now()
    morning, night = now.replace(hour=6), now.replace(hour=20)  # 11 and 1 o'clock in Almaty
    daily.enqueue_due(night)
    assert not Job.objects.filter(kind="remind", dedupe_key="daily").exists(), "nobody is written to at night"
    daily.enqueue_due(morning)
    daily.enqueue_due(morning)
    run_jobs()
    daily.enqueue_due(morning)
    assert Job.objects.filter(kind="remind", dedupe_key="daily").count() == 1


def test_a_new_round_begins_with_the_standard_of_the_country(folk: Any) -> None:
    page = hand(folk.officer).get("/en/work/rounds/new/").content.decode()
    boxes = re.findall(r'name="standards" value="([^"]+)"( checked)?', page)
    assert [name for name, ticked in boxes if ticked] == ["kz-2017@2017-12"] == [boxes[0][0]]
    assert "u4ssc" in [name.partition("@")[0] for name, _ in boxes]
