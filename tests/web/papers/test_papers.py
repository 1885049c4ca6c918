"""The papers of a round on the site: made by a job, kept, handed to who may have them."""

import io
import json
import os
import zipfile
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest

from qala.texts import LANGUAGES, percent, text
from tests.keys import openssl
from tests.publish.papers.reading import reader, squeezed, whole
from tests.web.collection.conftest import answered
from tests.web.papers.conftest import (
    AKTOBE,
    EVIDENCE,
    FOUND,
    KARAGANDA,
    NAME,
    NOTE,
    WORDS,
    content_of,
    fetched,
    hand,
    run,
)
from tests.web.verification.conftest import SEED, question_of

ADDRESSES = ("reports/{report}/snapshot.pdf", "reports/{report}/attestation/1.pdf",
             f"rounds/{NAME}/verification.pdf", f"rounds/{NAME}/papers.zip")  # fmt: skip


def report_of(done: Any) -> Any:
    return done.reports.get(area=KARAGANDA)


def at(done: Any, address: str, language: str = "en") -> str:
    return f"/{language}/work/{address.format(report=report_of(done).pk)}"


def test_everybody_gets_the_papers_that_are_theirs_and_no_other(done: Any, folk: Any) -> None:
    """A department sees no report whole, a verifier no working papers; who has no account is sent to sign in."""
    table = {
        "approver": (1, 1, 0, 0), "verifier": (1, 1, 1, 0), "auditor": (1, 1, 1, 1), "officer": (1, 1, 1, 1),
        "contributor": (0, 0, 0, 0), "heat": (0, 0, 0, 0), "elsewhere": (0, 0, 0, 0), "nobody": (0, 0, 0, 0),
    }  # fmt: skip
    for kind, row in table.items():
        for address, may in zip(ADDRESSES, row, strict=True):
            status = hand(getattr(folk, kind)).get(at(done, address)).status_code
            assert (status in (200, 302)) == bool(may), (kind, address, status)
            assert may or status in (403, 404)
    for address in ADDRESSES:
        assert "/work/sign-in/" in hand(None).get(at(done, address))["Location"]
        assert hand(folk.auditor).post(at(done, address)).status_code == 405
    assert hand(folk.auditor).get(at(done, "reports/{report}/attestation/2.pdf")).status_code == 404
    run("paper")


def test_the_pages_lead_to_the_papers(done: Any, folk: Any) -> None:
    for person, page, address in (
        (folk.auditor, "reports/{report}/", ADDRESSES[0]),
        (folk.approver, "reports/{report}/sign/", ADDRESSES[0]),
        (folk.auditor, "reports/{report}/sign/", ADDRESSES[1]),
        (folk.verifier, f"rounds/{NAME}/verification/", ADDRESSES[2]),
        (folk.auditor, f"rounds/{NAME}/verification/", ADDRESSES[3]),
        (folk.officer, f"rounds/{NAME}/", ADDRESSES[3]),
    ):
        assert f'href="{at(done, address)}"' in hand(person).get(at(done, page)).content.decode(), page
    for person, page in ((folk.contributor, "reports/{report}/"), (folk.verifier, f"rounds/{NAME}/verification/")):
        assert "papers.zip" not in hand(person).get(at(done, page)).content.decode()
    assert "snapshot.pdf" not in hand(folk.contributor).get(at(done, "reports/{report}/")).content.decode()


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_snapshot_tells_what_would_be_signed(done: Any, folk: Any, language: Any) -> None:
    from qala.web.collection.proposing import assessment_of

    answer = fetched(folk.approver, at(done, ADDRESSES[0], language))
    assert answer.headers["Content-Disposition"] == f'attachment; filename="{NAME}-{KARAGANDA}.pdf"'
    content = answer.content
    assert answer.headers["ETag"] == f'"{sha256(content).hexdigest()}"'
    said = whole(content)
    digest = assessment_of(done, done.standards[0], report_of(done))["digest"]
    for words in (digest, NOTE, text("papers.state_corrected", language), text("form.reason_not_collected", language)):
        assert squeezed(words) in said
    again = hand(folk.approver).get(at(done, ADDRESSES[0], language))
    assert again.status_code == 200, "nothing was done since, so that it is there at once"
    assert content_of(again) == content


@pytest.mark.parametrize("language", LANGUAGES)
def test_an_attestation_tells_who_signed_and_what(done: Any, folk: Any, language: Any) -> None:
    said = whole(fetched(folk.auditor, at(done, ADDRESSES[1], language)).content)
    signing = report_of(done).signings.get()
    for words in ("AKIMOV AKIM", "Akimat of Karaganda", signing.digest, signing.signer["serial"],
                  text("papers.right_head", language), text("form.reason_not_collected", language)):  # fmt: skip
        assert squeezed(words) in said
    assert "123456789011" not in said, "a person's number is shown in part"


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_report_states_no_assurance_before_it_can(done: Any, folk: Any, language: Any) -> None:
    from qala.web.collection.proposing import assessment_of
    from qala.web.verification.result import lacks_said, result_of

    content = fetched(folk.verifier, at(done, ADDRESSES[2], language)).content
    metadata = reader(content).metadata
    assert metadata is not None
    assert metadata.title
    said, found = whole(content), result_of(done)
    lacking = text("papers.not_stated", language, level=text("papers.limited", language))
    skipped = text("papers.skipped_is", language, values="13", unverified="10")
    for words in (
        assessment_of(done, done.standards[0])["digest"], SEED, FOUND, WORDS, folk.verifier.name, folk.second.name,
        lacking, skipped, "Half of the lamps.", "There is no contract.", *lacks_said(found, language),
        text("documents.planned", language, share=percent(0.5, language, 1)),
    ):  # fmt: skip
        assert squeezed(words) in said, words
    assert squeezed(text("papers.limited_means", language)) not in said


def test_the_report_states_the_assurance_when_all_is_decided(new_done: Any, folk: Any) -> None:
    from qala.publish.papers import render_report
    from qala.web.papers.gather.report import report_of as gathered
    from qala.web.verification.result import result_of

    found = result_of(new_done)
    assert found.given
    assert found.projection is not None
    report = gathered(new_done, new_done.standards[0], "en")
    said = whole(render_report(report, "en"))
    assert squeezed(text("papers.limited_means", "en")) in said
    assert squeezed(percent(found.projection.upper / found.population, "en", 1)) in said
    assert (report.lacks, report.assurance) == ((), "limited")


@pytest.fixture
def new_done(done: Any, folk: Any) -> Any:
    """The same with all decided; undone at the end."""
    from django.db import transaction

    from tests.web.verification.conftest import judged

    with transaction.atomic():
        done.questions.filter(state="signed", sampled=False).update(material=False)
        for row in done.questions.select_related("round", "report").filter(state="signed"):
            judged(folk.verifier, row, "accept")
        yield done
        transaction.set_rollback(True)


def test_working_papers_hold_all_that_an_auditor_checks(done: Any, folk: Any, keys: Any, tmp_path: Path) -> None:
    content = fetched(folk.auditor, at(done, ADDRESSES[3])).content
    archive = zipfile.ZipFile(io.BytesIO(content))
    manifest = json.loads(archive.read("manifest.json"))
    assert {one["name"] for one in manifest["files"]} | {"manifest.json"} == set(archive.namelist())
    assert all(sha256(archive.read(one["name"])).hexdigest() == one["sha256"] for one in manifest["files"])
    digest = sha256(EVIDENCE).hexdigest()
    assert archive.read(f"evidence/{digest}.txt") == EVIDENCE
    assert "акт сверки.txt" in archive.read("evidence.csv").decode()
    values = archive.read("values.csv").decode()
    assert values.count("\n") == 1 + done.questions.count()
    assert f"{KARAGANDA},en-i-light," in values
    assert digest in values
    verdicts = archive.read("verdicts.csv").decode()
    assert "correct,3.0,2.0,Half of the lamps." in verdicts or "correct,3,2,Half of the lamps." in verdicts
    assert FOUND in archive.read("findings.csv").decode()
    (name,) = [one for one in archive.namelist() if one.endswith(".p7s")]
    (tmp_path / "signature").write_bytes(archive.read(name))
    (tmp_path / "statement").write_bytes(archive.read(name.replace(".p7s", ".json")))
    files = ("-in", tmp_path / "signature", "-content", tmp_path / "statement", "-CAfile", keys.root.certificate)
    openssl("cms", "-verify", "-binary", "-inform", "DER", *files, "-purpose", "any", "-out", os.devnull)


def test_a_paper_is_made_anew_when_something_was_done_and_the_same_is_the_same(done: Any, folk: Any) -> None:
    from qala.web.papers.asking import ask, make
    from qala.web.papers.kept import file_of
    from qala.web.papers.kinds import Asked

    asked = Asked("snapshot", report_of(done).pk, done.standards[0], "kk")
    fetched(folk.auditor, at(done, ADDRESSES[0], "kk"))
    there = ask(asked, done, "x")
    assert there.file is not None
    made = make(asked, done)
    assert made["digest"] == there.digest, "made twice, the same bytes"
    there.file.unlink()
    assert ask(asked, done, "x").job, "what is lost is made anew"
    run("paper")
    answered(folk.contributor, question_of(done, "tr-i-parking"), value=1.0, quality=2)
    assert ask(asked, done, "x").job
    run("paper")
    now = ask(asked, done, "x")
    assert now.file is not None
    assert now.digest != there.digest
    assert not file_of(there.digest).is_file(), "what it takes the place of is gone"


def test_a_job_leads_to_no_paper_but_its_own(done: Any, folk: Any) -> None:
    from qala.web.jobs.models import Job

    fetched(folk.officer, at(done, ADDRESSES[3]))
    number = Job.objects.filter(kind="paper", dedupe_key__startswith="working").latest("pk").pk
    for wrong in (str(number), "0", "-1", "x", "9" * 30, "1e3", "²"):
        assert hand(folk.approver).get(at(done, ADDRESSES[0]), {"job": wrong}).status_code == 404
    assert content_of(hand(folk.officer).get(at(done, ADDRESSES[3]), {"job": number})).startswith(b"PK")


def test_evidence_that_is_lost_is_told_in_a_sentence(done: Any, folk: Any) -> None:
    from qala.web.collection.kept import file_of

    digest = sha256(EVIDENCE).hexdigest()
    file_of(digest).unlink()
    try:
        client = hand(folk.auditor)
        waits = client.get(at(done, ADDRESSES[3], "ru"))
        assert waits.status_code == 302
        run("paper")
        answer = client.get(waits["Location"])
    finally:
        file_of(digest).write_bytes(EVIDENCE)
    assert answer.status_code == 503
    assert text("papers.evidence_changed", "ru", digest=digest)[:60] in answer.content.decode()
    assert 'id="again"' in answer.content.decode()


def test_a_round_that_is_being_prepared_has_no_papers(done: Any, folk: Any) -> None:
    from qala.web.collection.actions.make_round import MakeRound
    from tests.web.collection.conftest import plan_of
    from tests.web.conftest import AT

    MakeRound(folk.officer, plan_of("not-yet"), AT).do()
    for name in ("verification.pdf", "papers.zip"):
        assert hand(folk.officer).get(f"/en/work/rounds/not-yet/{name}").status_code == 400
        assert hand(folk.auditor).get(f"/en/work/rounds/not-yet/{name}").status_code == 404


def test_an_auditor_reads_everything_of_a_round_and_writes_nothing(done: Any, folk: Any) -> None:
    from tests.web.verification.conftest import counts

    client, report = hand(folk.auditor), report_of(done)
    one, far = question_of(done, "en-i-light"), question_of(done, "ed-i-access", AKTOBE)
    attachment = one.attachments.get().pk
    read = (
        "rounds/", f"rounds/{NAME}/", f"rounds/{NAME}/calendar.ics", f"rounds/{NAME}/progress/",
        f"rounds/{NAME}/progress.csv", f"rounds/{NAME}/progress.xlsx", f"rounds/{NAME}/map/", f"rounds/{NAME}/desk/",
        f"rounds/{NAME}/verification/", f"reports/{report.pk}/", f"reports/{report.pk}/sign/",
        f"reports/{report.pk}/signed/1/statement", f"reports/{report.pk}/signed/1/signature",
        f"questions/{one.pk}/", f"questions/{far.pk}/", f"desk/{one.pk}/", f"desk/{far.pk}/",
        f"evidence/{attachment}/", "findings/", f"findings/{report.findings.get().pk}/", "appeals/",
        "desk/interests/", "desk/guide/en-i-light/",
    )  # fmt: skip
    for path in read:
        answer = client.get(f"/en/work/{path}")
        assert answer.status_code == 200, path
        assert not answer.streaming or content_of(answer)
    before = counts(done)
    written = (
        "rounds/new/", f"rounds/{NAME}/move/", f"rounds/{NAME}/days/", f"rounds/{NAME}/map/propose/",
        f"rounds/{NAME}/verification/", f"rounds/{NAME}/verification/rate/", f"reports/{report.pk}/sign/",
        f"reports/{report.pk}/assignments/", f"reports/{report.pk}/workbook/", f"reports/{report.pk}/workbook/take/",
        *(f"questions/{far.pk}/{act}/" for act in ("answer", "confirm", "comment", "delegate", "attach", "reopen")),
        f"evidence/{attachment}/remove/", f"desk/{far.pk}/verdict/", "desk/interests/", "findings/new/",
        f"findings/{report.findings.get().pk}/answer/", f"findings/{report.findings.get().pk}/close/",
        f"appeals/new/{one.pk}/", f"rounds/{NAME}/remind/",
    )  # fmt: skip
    told = {"act": "accept", "seen": "1", "value": "2", "reason": "x", "text": "x", "words": "x", "given": "value",
            "report": report.pk, "about": "x", "due": "2099-01-01", "response": "x", "owner": "x", "to": "closed",
            "link": "https://example.kz/", "area": KARAGANDA, "person": folk.auditor.pk, "standard": done.standards[0],
            "assurance": "limited", "share": "50", "made_at": "2026-11-23T12:00:00Z", "length": "1"}  # fmt: skip
    for path in written:
        status = client.post(f"/en/work/{path}", told).status_code
        assert status in (400, 403, 404, 405, 409), (path, status)
    assert counts(done) == before
    assert not one.comments.exists()
