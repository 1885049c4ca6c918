"""The log of corrections: only what is published, with the values that are, and roles in place of names."""

import csv
import io
import xml.etree.ElementTree as Xml
from datetime import timedelta
from types import SimpleNamespace
from typing import Any

import pytest

from qala.publish.news import ATOM
from qala.texts import LANGUAGES, text
from tests.web.collection.conftest import answered
from tests.web.feedback.conftest import AT, KARAGANDA, hand, said

FACTS = ("en-i-light", "en-i-esco", "hc-i-dispatch", "he-i-record")


@pytest.fixture(scope="module")
def told(people: Any) -> Any:
    """A round whose four answers of Karaganda were corrected, rejected and granted on appeal, accepted and reopened,
    accepted; published, and corrected again after.
    """
    from qala.engine import Settings, assess
    from qala.web.collection.actions.make_round import MakeRound
    from qala.web.collection.actions.reopen import Reopen
    from qala.web.collection.actions.run_round import MoveRound
    from qala.web.collection.method import places_of, standard_named
    from qala.web.collection.models import Question, Stage
    from qala.web.collection.outcome import outcome_of
    from qala.web.collection.truths import places_asked
    from qala.web.people.models import Person
    from qala.web.publications import services as publications
    from qala.web.verification.actions.appeal import DecideAppeal, MakeAppeal
    from qala.web.verification.actions.verdict import GiveVerdict
    from tests.web.collection.conftest import plan_of

    one = MakeRound(people.officer, plan_of("told-2019", areas=(KARAGANDA,)), AT).do()
    one = MoveRound(people.officer, one.name, Stage.OPEN, AT).do()
    rows = [one.questions.get(area=KARAGANDA, fact=fact) for fact in FACTS]
    for row in rows:
        answered(people.contributor, row, value=5.0, quality=1)
    Question.objects.filter(round=one, state="answered").update(state="signed")

    def verdict(row: Any, act: str, value: float | None = None) -> None:
        GiveVerdict(people.verifier, row.pk, act, 1, AT, value, f"Because of {row.fact}").do()

    verdict(rows[0], "correct", 3.0)
    verdict(rows[1], "reject")
    appeal = MakeAppeal(people.approver, rows[1].pk, 2.0, "Look again", AT).do()
    DecideAppeal(people.second, appeal.pk, True, "It is two <i>indeed</i>", AT).do()
    verdict(rows[2], "accept")
    verdict(rows[3], "accept")
    silent = _lines()
    standard = standard_named("kz-2017")
    places = places_asked(places_of("kz"), standard, {KARAGANDA})
    made = assess(standard, outcome_of(one), Settings(("2019",)), places)
    at = AT + timedelta(days=1)
    first = publications.publish(made, at)
    Reopen(people.approver, rows[2].pk, "A slip of the pen", at).do()
    Person.objects.filter(username__in=("verifier", "second_verifier", "akim")).update(name="Ainur Q.")
    return SimpleNamespace(round=one, rows=rows, silent=silent, first=first, standard=standard, places=places)


def _lines() -> list[Any]:
    from qala.web.feedback.corrections import all_corrections

    return [one for one in all_corrections() if one.kind != "changed"]


def test_nothing_that_is_not_published_is_told(told: Any) -> None:
    assert {one.kind for one in told.silent} <= {"replaced", "withdrawn"}


def test_what_was_corrected_of_published_figures(told: Any) -> None:
    found = {(one.kind, one.fact): one for one in _lines() if one.fact}
    assert dict(found.keys()) == {
        "corrected": FACTS[0], "rejected": FACTS[1], "granted": FACTS[1], "reopened": FACTS[2],
    }  # fmt: skip
    values = {kind: (one.before, one.after) for (kind, _), one in found.items()}
    assert values["corrected"] == (5.0, 3.0)
    assert values["granted"][1] == 2.0
    assert values["reopened"] == (5.0, None), "what is to come is not signed yet"
    assert {kind: one.role for (kind, _), one in found.items()}["reopened"] == "approver"
    assert found["corrected", FACTS[0]].why == {"": f"Because of {FACTS[0]}"}


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_page_tells_it_without_names(told: Any, language: Any) -> None:
    page = said(hand().get(f"/{language}/corrections/"))
    assert "5 → 3" in page
    assert "It is two &lt;i&gt;indeed&lt;/i&gt;" in page
    assert text("feedback.kind_reopened", language) in page
    assert text("feedback.by_verifier", language) in page
    for address in ("corrections/", "corrections.csv", "corrections.xml"):
        assert "Ainur" not in said(hand().get(f"/{language}/{address}"))


def test_one_of_them_has_an_address(told: Any) -> None:
    one = next(one for one in _lines() if one.kind == "corrected")
    page = said(hand().get(f"/en/corrections/?id={one.id}"))
    assert page.count("<tr id=") == 1
    assert hand().get("/en/corrections/?id=none").status_code == 404
    for wrong in ("0", "99", "x"):
        assert hand().get(f"/en/corrections/?page={wrong}").status_code == 404


def test_the_csv_has_every_line_and_no_formula(told: Any) -> None:
    from qala.web.feedback.corrections import all_corrections

    answer = hand().get("/en/corrections.csv")
    rows = list(csv.DictReader(io.StringIO(answer.content.decode("utf-8-sig"))))
    assert [row["id"] for row in rows] == [one.id for one in all_corrections()]
    row = next(row for row in rows if row["kind"] == "corrected")
    assert (row["before"], row["after"], row["area_id"], row["decided_by"]) == ("5.0", "3.0", KARAGANDA, "verifier")


def test_the_feed_is_atom_and_its_links_lead_to_each(told: Any) -> None:
    answer = hand().get("/kk/corrections.xml")
    assert answer["Content-Type"].startswith("application/atom+xml")
    feed = Xml.fromstring(answer.content)  # noqa: S314 - our own output
    links = [one.find(f"{{{ATOM}}}link") for one in feed.iter(f"{{{ATOM}}}entry")]
    assert links
    for link in links[:5]:
        assert link is not None
        said(hand().get(link.attrib["href"].removeprefix("http://testserver")))


def test_a_report_leads_to_its_correction(told: Any, people: Any) -> None:
    from qala.web.feedback.models import Reported

    one = next(one for one in _lines() if one.kind == "corrected")
    assert hand().post(f"/en/report-error/?area={KARAGANDA}", {"text": "Wrong"}).status_code == 302
    row = Reported.objects.latest("pk")
    address = f"/en/work/errors/{row.pk}/"
    assert f'<option value="{one.id}">' in said(hand(people.team).get(address))
    sent = {"act": "corrected", "answer": "Yes.", "correction": one.id}
    assert hand(people.team).post(f"{address}act/", sent).status_code == 302
    assert hand(people.team).post(f"{address}act/", {"act": "show"}).status_code == 302
    assert f'href="/en/corrections/?id={one.id}"' in said(hand().get("/en/errors/"))


def test_a_new_publication_tells_the_figures_that_it_changed(told: Any) -> None:
    """The same figures again, one of them another and one gone."""
    import polars as pl

    from qala.engine import Settings, assess
    from qala.values.model import Values
    from qala.web.collection.outcome import outcome_of
    from qala.web.feedback.corrections import all_corrections
    from qala.web.publications import services as publications

    frame = outcome_of(told.round).frame
    mine = (pl.col("area") == KARAGANDA) & (pl.col("period") == "2019")
    figures = frame.filter(mine & ~pl.col("source").str.starts_with("round:") & pl.col("value").is_not_null())
    changed, gone = (figures.row(place, named=True) for place in (0, 1))

    def same(row: dict[str, Any]) -> Any:
        return mine & (pl.col("fact") == row["fact"])

    other = frame.filter(~same(gone)).with_columns(
        pl.when(same(changed)).then(pl.col("value") * 2 + 1).otherwise(pl.col("value")).alias("value")
    )
    made = assess(told.standard, Values.of(other), Settings(("2019",)), told.places)
    second = publications.publish(made, AT + timedelta(days=2))
    mine_ = [one for one in all_corrections() if one.other == second.digest]
    found = {one.fact: (one.before, one.after) for one in mine_ if one.kind == "changed" and one.area == KARAGANDA}
    assert found[changed["fact"]] == (changed["value"], changed["value"] * 2 + 1)
    assert found[gone["fact"]] == (gone["value"], None)
    assert [one.kind for one in mine_].count("replaced") == 1
    reason = {"kk": "Қате", "ru": "Ошибка", "en": "A fault"}
    publications.withdraw(second.digest, reason, "Office", AT + timedelta(days=3))
    page = said(hand().get("/en/corrections/"))
    assert text("feedback.kind_withdrawn", "en") in page
    assert "A fault" in page
    assert "Office" not in page.partition("<main")[2]
