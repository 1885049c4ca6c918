"""Who is responsible for a cell, and what they promise, in whose name."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest
from django.utils import timezone

from qala.texts import LANGUAGES, text
from tests.web.feedback.conftest import AKIMAT, AKTOBE, AT, CELL, HEAT, KARAGANDA, hand, said

DUE = date(2026, 12, 31)
PATH = "/en/work/promises/"


@pytest.fixture
def asked(people: Any, new_round: Callable[..., Any]) -> Any:
    """A round in which the heat company answers for heat, and the akimat signs for Karaganda."""
    from qala.web.collection.actions.assign import AssignDepartment, NameAkimat
    from qala.web.collection.method import asked_of

    one = new_round()
    report = one.reports.get(area=KARAGANDA)
    facts = [fact for fact, told in asked_of(tuple(one.standards)).items() if told.industry == "hcs"]
    AssignDepartment(people.officer, report.pk, facts, HEAT, AT).do()
    NameAkimat(people.officer, report.pk, AKIMAT, AT).do()
    return one


def promise(by: Any, node: str = "hcs", number: str = HEAT, area: str = KARAGANDA, **more: Any) -> Any:
    from qala.web.feedback.actions.promise import Cell, MakePromise

    told = {"text": {"ru": "Заменим 5 км сетей"}, "due": DUE, "at": AT, **more}
    return MakePromise(by, Cell("kz-2017", area, node, number), **told).do()


def test_a_cell_that_no_round_asks_says_so(people: Any) -> None:
    page = said(hand().get("/en/why/750000000/education/"))
    assert text("feedback.no_round", "en") in page
    assert text("feedback.nothing_promised", "en") in page


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_cell_names_the_organisations_and_nobody_else(asked: Any, people: Any, language: Any) -> None:
    page = said(hand().get(CELL.replace("/en/", f"/{language}/")))
    assert "Heat company" in page
    assert text("feedback.signs", language, name="Akimat") in page
    for person in vars(people).values():
        assert f">{person.name}<" not in page
    assert "Heat company" not in said(hand().get(f"/en/why/{KARAGANDA}/education/"))
    nobody = text("feedback.nobody_named", "en", title="Trial")
    assert nobody in said(hand().get(f"/en/why/{AKTOBE}/hcs/"))


def test_a_draft_names_nobody(people: Any) -> None:
    from qala.web.collection.actions.make_round import MakeRound
    from qala.web.feedback.responsible import latest_report
    from tests.web.collection.conftest import plan_of

    made = MakeRound(people.officer, plan_of("still-a-draft"), AT).do()
    found = latest_report(KARAGANDA, "kz-2017")
    assert found is None or found.round_id != made.pk


def test_a_promise_shows_on_its_cell_and_on_the_whole_city(asked: Any, people: Any) -> None:
    made = promise(people.heat, text={"kk": "5 км <b>желі</b>\u202e", "en": " "})
    assert made.text == {"kk": "5 км <b>желі</b>", "ru": "", "en": ""}
    for address in (CELL, f"/en/why/{KARAGANDA}/city/"):
        page = said(hand().get(address))
        assert '<p class="lines" lang="kk" dir="auto">5 км &lt;b&gt;желі&lt;/b&gt;</p>' in page, address
        assert "31 December 2026" in page
    assert "желі" not in said(hand().get(f"/en/why/{KARAGANDA}/education/"))
    assert "желі" not in said(hand().get(f"/en/why/{AKTOBE}/hcs/"))


def test_it_is_promised_on_the_page_of_the_organisation(asked: Any, people: Any) -> None:
    from qala.web.feedback.models import Promise

    cell = f"kz-2017/{KARAGANDA}/hcs/{HEAT}"
    assert f'<option value="{cell}">' in said(hand(people.heat).get(PATH))
    form = {"cell": cell, "text_en": "By the page", "due": DUE.isoformat()}
    later = {**form, "due": (timezone.now().date() + timedelta(days=30)).isoformat()}
    assert hand(people.heat).post(PATH, later).status_code == 302
    made = Promise.objects.latest("pk")
    assert (made.text["en"], made.organisation.bin) == ("By the page", HEAT)
    wrong = said(hand(people.heat).post(PATH, later | {"text_en": "", "text_kk": " "}), 400)
    assert text("feedback.no_promise", "en") in wrong
    assert hand(people.heat).post(PATH, later | {"due": "soon"}).status_code == 400
    assert hand(people.heat).post(PATH, later | {"cell": "x"}).status_code == 403
    assert hand(people.verifier).get(PATH).status_code == 403
    assert text("feedback.nothing_to_promise", "en") in said(hand(people.contributor).get(PATH))
    address = f"{PATH}{made.pk}/"
    assert hand(people.elsewhere).get(address).status_code == 404
    assert hand(people.heat).post(address, {"state": "withdrawn", "reason": ""}).status_code == 400
    assert hand(people.auditor).post(address, {"state": "kept"}).status_code == 403
    assert hand(people.heat).post(address, {"state": "withdrawn", "reason": "No money"}).status_code == 302
    page = said(hand().get(CELL))
    assert "No money" in page
    assert text("feedback.promise_withdrawn", "en") in page
    assert hand(people.heat).post(address, {"state": "kept"}).status_code == 409


@pytest.mark.parametrize(
    ("who", "node", "number", "area"),
    [
        ("heat", "education", HEAT, KARAGANDA),
        ("heat", "city", HEAT, KARAGANDA),
        ("heat", "hcs", AKIMAT, KARAGANDA),
        ("heat", "hcs", HEAT, AKTOBE),
        ("contributor", "hcs", HEAT, KARAGANDA),
        ("elsewhere", "hcs", HEAT, KARAGANDA),
        ("approver", "hcs", HEAT, KARAGANDA),
        ("verifier", "hcs", HEAT, KARAGANDA),
        ("heat", "none", HEAT, KARAGANDA),
    ],
)
def test_nobody_promises_in_anothers_name(asked: Any, people: Any, who: str, node: str, number: str, area: str) -> None:
    from qala.web.feedback.models import Promise
    from qala.web.refusals import NotAllowed

    before = Promise.objects.count()
    with pytest.raises(NotAllowed):
        promise(getattr(people, who), node, number, area)
    assert Promise.objects.count() == before


def test_the_akimat_promises_for_any_industry_and_ends_what_was_promised(asked: Any, people: Any) -> None:
    from qala.web.feedback.actions.promise import EndPromise
    from qala.web.ledger import services as ledger

    for node in ("city", "education"):
        promise(people.approver, node, AKIMAT)
    made = promise(people.heat)
    EndPromise(people.approver, made.pk, "kept", "", AT).do()
    assert [one.kind for one in ledger.history(made.subject)] == ["promised", "kept"]


@pytest.mark.parametrize("due", [date(2026, 11, 22), date(2037, 1, 1)])
def test_a_day_that_will_not_do(asked: Any, people: Any, due: date) -> None:
    from qala.errors import BadUse

    with pytest.raises(BadUse, match=due.isoformat()):
        promise(people.heat, due=due)


def test_what_is_late_is_marked(asked: Any, people: Any) -> None:
    from qala.web.feedback.models import Promise

    made = promise(people.heat)
    Promise.objects.filter(pk=made.pk).update(due=date(2026, 1, 1))
    assert f'<b class="nb">1 January 2026</b> <span class="chip grave">{text("feedback.overdue", "en")}' in said(
        hand().get(CELL)
    )


def test_the_deadlines_of_findings_show_without_their_words(asked: Any, people: Any) -> None:
    from qala.web.verification.actions.finding import MakeFinding

    question = asked.questions.filter(area=KARAGANDA, organisation__bin=HEAT).first()
    report = asked.reports.get(area=KARAGANDA)
    MakeFinding(people.verifier, report.pk, question.pk, "Secret words", date(2026, 12, 24), AT).do()
    page = said(hand().get(CELL))
    assert text("feedback.finding_due", "en", day="24 December 2026", title="Trial") in page
    assert "Secret words" not in page
    assert "24 December" not in said(hand().get(f"/en/why/{KARAGANDA}/education/"))


def test_kept_pages_are_old_when_something_of_it_changes(asked: Any, people: Any) -> None:
    from qala.web.collection.actions.comment import Say
    from qala.web.feedback.services import stamp

    seen = [stamp()]
    made = promise(people.heat)
    seen.append(stamp())
    Say(people.contributor, asked.questions.filter(area=KARAGANDA).first().pk, "words", AT).do()
    assert stamp() == seen[-1], "what no public page shows makes none old"
    hand(people.heat).post(f"{PATH}{made.pk}/", {"state": "kept"})
    seen.append(stamp())
    assert len(set(seen)) == 3
