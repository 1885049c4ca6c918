"""Evidence: kept whole under its digest, for who may see its question, never deleted."""

import hashlib
import struct
import tarfile
import zlib
from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from tests.web.collection.conftest import AKTOBE, KARAGANDA, question_of
from tests.web.conftest import AT

LIGHT, ESCO = "en-i-light", "en-i-esco"
CSV = b"lamp,hours\n1,24\n"


def hand(one: Any) -> Client:
    made = Client()
    made.force_login(one)
    return made


def png() -> bytes:
    def part(name: bytes, content: bytes) -> bytes:
        return struct.pack(">I", len(content)) + name + content + struct.pack(">I", zlib.crc32(name + content))

    head = struct.pack(">IIBBBBB", 2, 2, 8, 0, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + part(b"IHDR", head) + part(b"IDAT", zlib.compress(b"\0ab\0cd")) + part(b"IEND", b"")


def give(who: Client, question: Any, name: str, content: bytes, **more: Any) -> Any:
    told = {"file": SimpleUploadedFile(name, content), **more}
    return who.post(f"/en/work/questions/{question.pk}/attach/", told)


def test_one_file_for_many_questions_kept_once_and_shown(opened: Any, folk: Any, home: Path) -> None:
    light, esco, who = question_of(opened, LIGHT), question_of(opened, ESCO), hand(folk.contributor)
    assert give(who, light, "log of users.csv", CSV, also=[str(esco.pk)], about="Thirty days").status_code == 302
    digest = hashlib.sha256(CSV).hexdigest()
    kept = home / "evidence" / digest[:2] / digest
    assert kept.read_bytes() == CSV
    assert [*kept.parent.iterdir()] == [kept], "nothing half-written beside it"
    for one in (light, esco):
        assert one.attachments.get(evidence=digest).name == "log of users.csv"
    page = who.get(f"/en/work/questions/{esco.pk}/").content.decode()
    assert "log of users.csv" in page
    assert "Thirty days" in page
    assert give(who, light, "log of users.csv", CSV).status_code == 302
    assert light.attachments.filter(evidence=digest).count() == 1, "the same twice is once"


def test_it_is_served_as_a_file_to_who_may_see_the_question_alone(opened: Any, folk: Any) -> None:
    light, who = question_of(opened, LIGHT), hand(folk.contributor)
    give(who, light, "served.csv", b"a,b\n1,2\n")
    row = light.attachments.get(name="served.csv")
    answer = who.get(f"/en/work/evidence/{row.pk}/")
    assert b"".join(answer) == b"a,b\n1,2\n"
    assert answer["Content-Disposition"] == 'attachment; filename="served.csv"'
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert answer["Content-Security-Policy"].startswith("sandbox")
    assert answer["Content-Type"] == "application/octet-stream"
    assert answer["Cache-Control"] == "no-store, private"
    answer.close()
    for one in (folk.elsewhere, folk.nobody):
        assert hand(one).get(f"/en/work/evidence/{row.pk}/").status_code == 404
    verifier = hand(folk.verifier).get(f"/en/work/evidence/{row.pk}/")
    assert verifier.status_code == 200
    verifier.close()
    assert Client().get(f"/en/work/evidence/{row.pk}/").status_code == 302


def test_pictures_are_shown_small_from_the_same_address(opened: Any, folk: Any) -> None:
    light, who = question_of(opened, LIGHT), hand(folk.contributor)
    assert give(who, light, "lamp.png", png()).status_code == 302
    row = light.attachments.get(name="lamp.png")
    assert (
        f'<img src="/en/work/evidence/{row.pk}/?small=1"' in who.get(f"/en/work/questions/{light.pk}/").content.decode()
    )
    answer = who.get(f"/en/work/evidence/{row.pk}/?small=1")
    assert (answer["Content-Type"], answer["X-Content-Type-Options"]) == ("image/png", "nosniff")
    assert answer["Content-Security-Policy"].startswith("sandbox")
    answer.close()


@pytest.mark.parametrize(
    ("name", "content"),
    [("program.pdf", b"MZ\x90\0" + b"x" * 100), ("page.html", b"<script>1</script>"), ("nothing.csv", b""),
     ("run.exe", b"MZ\x90\0"), ("\u202efdp.exe", b"MZ\x90\0"), ("formula.csv", b"a\n=cmd|'/c calc'!A1\n"),
     ("large.csv", b"a\n" * (13 * 2**20))],
)  # fmt: skip
def test_what_may_not_be_kept_is_refused_and_leaves_nothing(
    opened: Any, folk: Any, home: Path, name: str, content: bytes
) -> None:
    light = question_of(opened, LIGHT)
    before = light.attachments.count()
    refused = give(hand(folk.contributor), light, name, content)
    assert refused.status_code == 400
    assert light.attachments.count() == before
    digest = hashlib.sha256(content).hexdigest()
    assert not (home / "evidence" / digest[:2] / digest).exists()


def test_links_and_named_documents(opened: Any, folk: Any) -> None:
    light, who = question_of(opened, LIGHT), hand(folk.contributor)
    at = f"/en/work/questions/{light.pk}/attach/"
    assert who.post(at, {"link": "https://stat.gov.kz/table/1"}).status_code == 302
    assert who.post(at, {"name": "Contract 12 of 3 May 2019"}).status_code == 302
    for bad in ("javascript:alert(1)", "//host/x", "ftp://host/x", "https://host/ x", "data:text/html,x"):
        assert who.post(at, {"link": bad}).status_code == 400
    assert who.post(at, {}).status_code == 400
    page = who.get(f"/en/work/questions/{light.pk}/").content.decode()
    assert 'href="https://stat.gov.kz/table/1"' in page
    assert "Contract 12 of 3 May 2019" in page
    assert "javascript:" not in page


def test_taken_back_it_stays_and_says_who_and_when(opened: Any, folk: Any) -> None:
    light, who = question_of(opened, LIGHT), hand(folk.contributor)
    give(who, light, "wrong.csv", b"a\n0\n")
    row = light.attachments.get(name="wrong.csv")
    assert hand(folk.elsewhere).post(f"/en/work/evidence/{row.pk}/remove/").status_code == 404
    assert hand(folk.verifier).post(f"/en/work/evidence/{row.pk}/remove/").status_code == 403
    assert who.post(f"/en/work/evidence/{row.pk}/remove/").status_code == 302
    row.refresh_from_db()
    assert row.removed_by == folk.contributor
    still = who.get(f"/en/work/evidence/{row.pk}/")
    assert still.status_code == 200
    still.close()


def test_what_is_signed_gets_no_other_evidence(opened: Any, folk: Any) -> None:
    from qala.web.collection.models import Question

    one = opened.questions.filter(area=KARAGANDA, version=0).last()
    Question.objects.filter(pk=one.pk).update(state="signed")
    assert give(hand(folk.contributor), one, "late.csv", b"late\n1\n").status_code == 409
    Question.objects.filter(pk=one.pk).update(state="open")


def test_others_of_another_area_are_not_attached(opened: Any, folk: Any) -> None:
    light, other = question_of(opened, LIGHT), question_of(opened, LIGHT, AKTOBE)
    give(hand(folk.contributor), light, "also.csv", b"also\n1\n", also=[str(other.pk), "x", "9" * 30])
    assert light.attachments.filter(name="also.csv").count() == 1
    assert other.attachments.count() == 0


def test_a_full_disk_leaves_nothing(opened: Any, folk: Any, monkeypatch: pytest.MonkeyPatch, home: Path) -> None:
    import os

    def full(_: int) -> None:
        raise OSError(28, "No space left on device")

    light, content = question_of(opened, LIGHT), b"full\n1\n"
    monkeypatch.setattr(os, "fsync", full)
    answer = give(hand(folk.contributor), light, "full.csv", content)
    assert answer.status_code == 400
    assert "No space left on device" in answer.content.decode()
    digest = hashlib.sha256(content).hexdigest()
    assert list((home / "evidence" / digest[:2]).iterdir()) == []
    assert not light.attachments.filter(name="full.csv").exists()


def test_backups_have_it(opened: Any, folk: Any, tmp_path: Path) -> None:
    from qala.web.running import backup

    give(hand(folk.contributor), question_of(opened, LIGHT), "backed.csv", b"backed\n1\n")
    digest = hashlib.sha256(b"backed\n1\n").hexdigest()
    made = backup.make(tmp_path, AT)
    with tarfile.open(made) as tar:
        found = tar.extractfile(f"files/evidence/{digest[:2]}/{digest}")
        assert found is not None
        assert found.read() == b"backed\n1\n"
