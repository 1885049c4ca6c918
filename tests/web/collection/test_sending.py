"""Answering by the API: what is asked, all or nothing, and what a key does not open."""

import json
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from qala.texts import LANGUAGES, Language
from tests.web.collection.conftest import AKTOBE, HEAT, KARAGANDA, answered, person_of, plan_of, question_of
from tests.web.collection.test_workbooks import filled
from tests.web.conftest import AT

ROUND = "trial-2019"
LIGHT, ESCO, DISPATCH, WASTE = "en-i-light", "en-i-esco", "hc-i-dispatch", "residents-served-by-waste-collection"
JSON, XLSX = "application/json", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
Made = Callable[..., "Program"]


class Program:
    """A program with a key."""

    def __init__(self, secret: str) -> None:
        self.head = {"Authorization": f"Bearer {secret}"}
        self.client = Client()

    def rounds(self) -> Any:
        return self.client.get("/api/v1/rounds", headers=self.head)

    def form(self, area: str = KARAGANDA, name: str = ROUND, **headers: str) -> Any:
        return self.client.get(f"/api/v1/rounds/{name}/areas/{area}/form", headers=self.head | headers)

    def book(self, area: str = KARAGANDA, language: str = "en") -> bytes:
        answer = self.form(area, Accept=XLSX, **{"Accept-Language": language})
        assert (answer.status_code, answer["Content-Type"]) == (200, XLSX)
        return bytes(answer.content)

    def send(
        self, sent: Any, area: str = KARAGANDA, name: str = ROUND, *, dry: bool = False, language: str = "en"
    ) -> Any:
        body, kind = (sent, XLSX) if isinstance(sent, bytes) else (json.dumps(sent).encode(), JSON)
        where = f"/api/v1/rounds/{name}/areas/{area}/answers" + ("?dry_run=true" if dry else "")
        return self.client.put(where, body, content_type=kind, headers=self.head | {"Accept-Language": language})

    def row(self, fact: str, **said: Any) -> dict[str, Any]:
        """An answer for the one that stands."""
        return {"fact": fact, "seen": self.question(fact)["seen"], **said}

    def question(self, fact: str) -> Any:
        return next(one for one in self.form().json()["rows"] if one["fact"] == fact)


@pytest.fixture
def program(tables: str) -> Made:
    def made(one: Any, *scopes: str) -> Program:
        from qala.web.api import keys

        now = timezone.now()
        return Program(keys.make(one, "a script", scopes or ("collect",), now.date() + timedelta(days=9), now)[1])

    return made


def kept() -> tuple[int, int, int]:
    """How much is kept: answers, evidence, entries of the ledger."""
    from qala.web.collection.models import Answer, Attachment
    from qala.web.ledger.models import Entry

    return Answer.objects.count(), Attachment.objects.count(), Entry.objects.count()


def test_a_program_sees_its_rounds_and_what_is_asked(opened: Any, folk: Any, program: Made) -> None:
    one = program(folk.contributor)
    row = next(row for row in one.rounds().json()["rows"] if row["name"] == ROUND)
    assert (row["stage"], row["period"], row["title"]["ru"]) == ("open", "2019", "Проба")
    (place,) = row["areas"]
    assert place["area"] == KARAGANDA
    form = one.form()
    assert form["Cache-Control"] == "private, no-store"
    assert len(form.json()["rows"]) == place["asked"] == opened.questions.filter(area=KARAGANDA).count()
    waste, known = one.question(WASTE), question_of(opened, WASTE)
    assert waste["official"] == {
        "value": known.official, "source": known.official_source, "boundary": known.official_boundary,
    }  # fmt: skip
    assert (waste["answer"], waste["seen"], waste["state"], waste["editable"]) == (None, 0, "open", True)
    assert program(folk.auditor).rounds().json() == {"rows": []}


def test_the_form_sent_back_changes_nothing(opened: Any, folk: Any, program: Made) -> None:
    one = program(folk.contributor)
    rows = [
        one.row(LIGHT, value=3, quality=2, note="As told", proof={"usage": "30 days"}, evidence="Order 5"),
        one.row(ESCO, reason="not-yet"),
        one.row(WASTE, given="confirmed"),
    ]
    made = one.send(rows)
    assert made.status_code == 200, made.content.decode()
    assert sorted(row["fact"] for row in made.json()["rows"]) == sorted((LIGHT, ESCO, WASTE))
    light = question_of(opened, LIGHT)
    assert (light.answers.last().value, light.answers.last().by) == (3, folk.contributor)
    assert [each.name for each in light.attachments.all()] == ["Order 5"]
    assert question_of(opened, WASTE).answers.last().value == question_of(opened, WASTE).official
    before, asked = kept(), one.form().json()["rows"]
    back = [{"fact": row["fact"], "seen": row["seen"], **row["answer"]} for row in asked if row["answer"]]
    again = one.send(back)
    assert again.status_code == 200, again.content.decode()
    assert (again.json()["rows"], again.json()["unchanged"]) == ([], len(back))
    assert one.send(rows).json()["rows"] == [], "what was sent and not heard of can be sent again"
    assert one.send(one.book()).json()["rows"] == []
    assert kept() == before


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_dry_run_says_what_would_change_and_writes_nothing(
    opened: Any, folk: Any, program: Made, language: Language
) -> None:
    one = program(folk.contributor)
    rows = [one.row(DISPATCH, value=LANGUAGES.index(language) + 1, evidence=f"Order {language}")]
    before = kept()
    looked = one.send(rows, dry=True, language=language)
    assert (looked.status_code, looked.json()["dry_run"]) == (200, True)
    assert kept() == before
    made = one.send(rows, language=language).json()
    told = ("fact", "title", "before", "after", "checks", "lacks")
    assert [[row[name] for name in told] for row in made["rows"]] == [
        [row[name] for name in told] for row in looked.json()["rows"]
    ]
    assert made["rows"][0]["seen"] == looked.json()["rows"][0]["seen"] + 1


def test_checks_that_want_an_explanation_are_told(opened: Any, folk: Any, program: Made) -> None:
    one, loss = program(folk.contributor), "hc-water-loss"
    looked = one.send([one.row(loss, value=75)], dry=True).json()["rows"][0]
    (check,) = looked["checks"]
    assert (check["rule"], check["severity"], check["explain"]) == ("losses-outside", "ask", True)
    assert "75" in check["said"]
    assert looked["lacks"] == ["explanation"]
    made = one.send([one.row(loss, value=75, explanation="The flood.")]).json()["rows"][0]
    assert ([each["explain"] for each in made["checks"]], made["lacks"]) == ([False], [])
    assert question_of(opened, loss).answers.last().struck == ["losses-outside"]
    assert one.send([one.row(loss, value=76)]).status_code == 200
    assert question_of(opened, loss).answers.last().explanation == "The flood.", "what is not said stays"
    looked = one.send([one.row(loss, value=20)], dry=True).json()["rows"][0]
    assert looked["checks"] == []


def test_the_workbook_is_taken_as_a_whole_or_not(opened: Any, folk: Any, program: Made) -> None:
    one = program(folk.contributor)
    book = one.book(language="ru")
    bad = filled(book, "ru", hc_i_dispatch={"value": 4}, en_i_light={"value": "many"}, en_i_esco={"value": 9})
    before = kept()
    refused = one.send(bad)
    told = refused.json()
    assert (refused.status_code, refused["Content-Type"]) == (400, "application/problem+json")
    assert told["code"] == "wrong_rows"
    assert {(each["column"], each["code"]) for each in told["problems"]} == {
        ("I", "form.not_number"), ("I", "form.outside"),
    }  # fmt: skip
    assert all(each["row"] and each["sheet"] == "Ответы" and each["detail"] for each in told["problems"])
    assert kept() == before
    good = filled(book, "ru", hc_i_dispatch={"value": 4, "evidence": "Letter 7"}, en_i_light={"value": 2})
    assert {row["fact"] for row in one.send(good, dry=True).json()["rows"]} == {DISPATCH, LIGHT}
    assert one.send(good).status_code == 200
    more = filled(good, "ru", hc_i_dispatch={"value": 1})
    assert one.send(more).status_code == 200, "my own answer is no reason to fetch the workbook anew"
    assert question_of(opened, DISPATCH).answers.last().value == 1


def test_every_problem_of_every_row_is_told_and_nothing_is_taken(opened: Any, folk: Any, program: Made) -> None:
    one, before = program(folk.contributor), kept()
    rows = [
        one.row(DISPATCH, value=2),
        one.row(LIGHT, value=9, note="x" * 5000, city="Aktobe"),
        {"fact": ESCO, "value": "3"},
        one.row(DISPATCH, value=3),
        one.row(ESCO, given="confirmed"),
        "no row",
    ]
    refused = one.send(rows)
    told = [(each["row"], each["column"], each["code"]) for each in refused.json()["problems"]]
    assert refused.status_code == 400
    assert set(told) == {
        (2, "note", "row_not_so"), (2, "city", "row_no_field"), (3, "seen", "row_lacks"), (3, "value", "row_not_so"),
        (4, "", "form.doubled_row"), (5, "", "collection.no_official"), (6, "", "row_not_so"),
    }  # fmt: skip
    outside = one.send([one.row(LIGHT, value=9)], language="kk").json()["problems"][0]
    assert (outside["row"], outside["column"], outside["code"]) == (1, "value", "form.outside")
    assert outside["detail"].startswith("1-жол") or "1" in outside["detail"]
    assert kept() == before


def test_an_older_version_is_refused_whole(opened: Any, folk: Any, program: Made) -> None:
    one = program(folk.contributor)
    book = one.book()
    rows = [one.row(LIGHT, value=5), one.row(DISPATCH, value=5)]
    other = person_of("other_contributor", "contributor", KARAGANDA)
    answered(other, question_of(opened, LIGHT), value=0.0)
    before = kept()
    for sent in (rows, filled(book, hc_i_dispatch={"value": 5}, en_i_light={"value": 5})):
        refused = one.send(sent)
        told = refused.json()
        assert (refused.status_code, told["code"]) == (409, "rows_changed")
        assert [(each["fact"], each["code"]) for each in told["problems"]] == [(LIGHT, "sending.changed")]
        assert told["problems"][0]["row"]
    assert kept() == before
    assert one.send(filled(one.book(), en_i_light={"value": 5})).status_code == 200


def test_what_is_anothers_is_not_there(opened: Any, folk: Any, program: Made) -> None:
    from qala.web.collection.actions.assign import AssignDepartment

    report = opened.reports.get(area=KARAGANDA)
    AssignDepartment(folk.approver, report.pk, [ESCO], HEAT, AT).do()
    heat, one, before = program(folk.heat), program(folk.contributor), kept()
    assert [row["fact"] for row in heat.form().json()["rows"]] == [ESCO]
    refused = heat.send([{"fact": ESCO, "seen": 0, "value": 1}, {"fact": LIGHT, "seen": 0, "value": 1}])
    assert (refused.status_code, refused.json()["code"]) == (404, "rows_not_yours")
    theirs = [each for each in refused.json()["problems"] if each["code"] == "sending.not_asked"]
    assert [each["fact"] for each in theirs] == [LIGHT]
    unknown = heat.send([{"fact": "no-such-fact", "seen": 0, "value": 1}]).json()["problems"][0]
    assert unknown["code"] == theirs[0]["code"], "which questions there are is not told"
    elsewhere = program(folk.elsewhere)
    for area in (KARAGANDA, "nowhere"):
        assert elsewhere.form(area).status_code == 404
        assert elsewhere.send([], area).status_code == 404
    assert elsewhere.send([{"fact": LIGHT, "seen": 0, "value": 1}], "351010000").json()["code"] == "no_form"
    for sent, code in ((elsewhere.book(AKTOBE), "form.other_area"), (heat.book(), "form.other_department")):
        told = one.send(sent)
        assert (told.status_code, told.json()["code"]) == (400, code)
        assert told.json()["detail"].endswith(".")
    assert program(folk.auditor).form().status_code == 404
    assert kept() == before


def test_a_question_that_was_delegated_is_theirs(opened: Any, folk: Any, program: Made) -> None:
    from qala.web.collection.actions.assign import Delegate

    colleague = person_of("heat_colleague", "contributor", KARAGANDA, HEAT)
    light = question_of(opened, LIGHT)
    Delegate(folk.contributor, light.pk, colleague, AT).do()
    one = program(colleague)
    assert LIGHT in [row["fact"] for row in one.form().json()["rows"]]
    assert one.send([one.row(LIGHT, value=1)]).status_code == 200
    assert question_of(opened, LIGHT).answers.last().by == colleague
    Delegate(folk.contributor, light.pk, None, AT).do()
    assert one.send([{"fact": LIGHT, "seen": question_of(opened, LIGHT).version, "value": 2}]).status_code == 404


def test_what_is_signed_and_a_round_that_does_not_collect(opened: Any, folk: Any, program: Made) -> None:
    from qala.web.collection.actions.make_round import MakeRound
    from qala.web.collection.actions.run_round import MoveRound
    from qala.web.collection.models import Stage, State

    one = program(folk.contributor)
    row = question_of(opened, DISPATCH)
    if not row.version:
        answered(folk.contributor, row, value=1.0)
    before, state = one.row(DISPATCH, value=3, note="later"), row.state
    row.state = State.SIGNED
    row.save()
    refused = one.send([before])
    assert (refused.status_code, refused.json()["problems"][0]["code"]) == (409, "entry.closed_row")
    row.state = state
    row.save()
    other = MakeRound(folk.officer, plan_of("not-open", areas=(KARAGANDA,)), AT).do()
    assert one.form(name="not-open").status_code == 404
    assert "not-open" not in one.rounds().content.decode()
    MoveRound(folk.officer, other.name, Stage.OPEN, AT).do()
    book = one.book()
    assert one.send(book, name="not-open").json()["code"] == "form.other_round"
    MoveRound(folk.officer, other.name, Stage.CLOSED, AT).do()
    assert one.form(name="not-open").json()["rows"][0]["editable"] is False
    closed = one.send([{"fact": LIGHT, "seen": 0, "value": 1}], name="not-open")
    assert (closed.status_code, closed.json()["code"]) == (409, "collection.round_not_open")


def test_a_workbook_of_an_older_form_is_refused(opened: Any, folk: Any, program: Made) -> None:
    from qala.publish.form_workbook import render_form
    from qala.web.collection.services import sending
    from qala.web.people import services as people

    part = sending.part_of(people.rights_of(folk.contributor), ROUND, KARAGANDA)
    assert part is not None
    older = sending.Part(part.report, part.questions[1:])
    told = program(folk.contributor).send(render_form(older.form, "en"))
    assert (told.status_code, told.json()["code"]) == (400, "form.other_version")


def test_a_key_of_another_scope_and_other_bodies(opened: Any, folk: Any, program: Made) -> None:
    other = program(folk.contributor, "work:read")
    for answer in (other.rounds(), other.form(), other.send([])):
        assert (answer.status_code, answer.json()["code"]) == (403, "no_scope")
    browser = Client()
    browser.force_login(folk.contributor)
    assert browser.get("/api/v1/rounds").status_code == 401, "a session is no key"
    one = program(folk.contributor)
    assert "Access-Control-Allow-Origin" not in one.rounds()
    where = f"/api/v1/rounds/{ROUND}/areas/{KARAGANDA}/answers"
    assert one.client.put(where, b"a,b", content_type="text/csv", headers=one.head).status_code == 415
    assert one.form(Accept="image/png").status_code == 406
    for body in (b" ", b"{}", b"[" * 100_000, b"\xff", b"9" * 5000, b"null"):
        told = one.client.put(where, body, content_type=JSON, headers=one.head)
        assert (told.status_code, told.json()["code"]) == (400, "no_rows")
    assert one.send([{}] * 10_001).json()["code"] == "many_rows"
    assert one.client.put(where, b" " * (20 * 2**20 + 1), content_type=JSON, headers=one.head).status_code == 413
    assert one.client.get("/api/v1/rounds/a%00b/areas/c/form", headers=one.head).status_code == 400
    for content in (b" ", b"%PDF-1.7", b"PK\x03\x04"):
        assert one.send(content).status_code == 400


VALUES = st.one_of(
    st.none(), st.booleans(), st.integers(), st.floats(), st.text(max_size=20), st.just(10**400), st.just("\ud800"),
    st.just("a\0b"), st.lists(st.integers(), max_size=2), st.dictionaries(st.text(max_size=5), st.text(max_size=5)),
)  # fmt: skip
FACTS = st.sampled_from([LIGHT, ESCO, WASTE, DISPATCH, "road-traffic-deaths", "no-such-fact"])
ROWS = st.one_of(
    VALUES,
    st.fixed_dictionaries(
        {"fact": st.one_of(FACTS, VALUES)},
        optional={
            "seen": st.one_of(st.integers(0, 3), VALUES),
            "given": st.one_of(st.sampled_from(["value", "confirmed", "disputed", "carried", "missing"]), VALUES),
            "reason": st.one_of(st.sampled_from(["not-yet", "other-answers"]), VALUES),
            "proof": st.one_of(st.just({"usage": "a\0b"}), st.just({"usage": "\udfff"}), VALUES),
            **dict.fromkeys(("value", "numerator", "denominator", "quality", "note", "explanation"), VALUES),
            "evidence": VALUES,
            "more": VALUES,
        },
    ),
)
BODIES = st.one_of(
    st.binary(min_size=1, max_size=100), st.lists(ROWS, max_size=4).map(lambda rows: json.dumps(rows).encode())
)


@given(BODIES)
@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
def test_whatever_is_sent_is_taken_or_refused_in_sentences(
    opened: Any, folk: Any, program: Made, settings_of: Any, body: bytes
) -> None:
    settings_of("API_ADDRESS_LIMIT", 10**6)
    one = _one_program(folk, program)
    where = f"/api/v1/rounds/{ROUND}/areas/{KARAGANDA}/answers?dry_run=true"
    for where_to in (where, where.partition("?")[0]):
        answer = one.client.put(where_to, body, content_type=JSON, headers=one.head)
        assert answer.status_code in (200, 400, 404, 409), answer.content.decode()
        if answer.status_code != 200:
            told = answer.json()
            assert all(each["detail"] and "\n" not in each["detail"] for each in told.get("problems", ()))


def _one_program(folk: Any, program: Made) -> Program:
    """One key for all examples: a person has few."""
    if not hasattr(folk, "program"):
        folk.program = program(person_of("fuzzing", "contributor", KARAGANDA))
    found: Program = folk.program
    return found
