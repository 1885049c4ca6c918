"""Publication by two people, from the upload to the signed publication; refusals in one sentence."""

import json
from collections.abc import Callable
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils import timezone

from qala.publish.signature import judge, read_keys, read_signature
from qala.texts import LANGUAGES, text
from tests.web.people.conftest import hand_of
from tests.web.proposals.conftest import assessed, content, hidden, shown, who

Propose = Callable[..., Any]


def upload(client: Client, data: bytes, language: str = "en", note: str = "") -> Any:
    file = SimpleUploadedFile("assessment.json", data, "application/json")
    return client.post(f"/{language}/work/proposals/new/", {"file": file, "note": note})


def approve(client: Client, page: str, path: str, language: str = "en", **changed: str) -> Any:
    fields = {"digest": hidden(page, "digest"), "base": hidden(page, "base")} | changed
    return client.post(f"{path}approve/", fields)


@pytest.mark.parametrize("language", LANGUAGES)
def test_from_the_upload_to_the_signed_publication(published: Any, language: Any) -> None:
    from qala.web.publications import services

    document = assessed(own_weights=(("hc-sewage", 5.0 + LANGUAGES.index(language)),))
    proposer, approver = hand_of("proposer"), hand_of("approver")
    answer = upload(proposer, content(document), language, "Equal weights,\r\nas asked for <by> all.")
    path = answer["Location"]
    mine = shown(proposer, path)
    assert text("proposals.waits_for_other", language) in mine
    assert 'id="approve"' not in mine
    assert path in shown(approver, f"/{language}/work/")
    page = shown(approver, path)
    assert "as asked for &lt;by&gt; all." in page
    assert text("effect.other_method", language) in page
    assert text("proposals.record_proposed", language, name="Proposer") in page
    assert services.published(document["digest"]) is None
    assert approve(approver, page, path)["Location"] == path
    made = services.published(document["digest"])
    assert made is not None
    assert (made.proposed_by, made.approved_by) == ("Proposer", "Approver")
    after = shown(approver, path)
    assert text("proposals.record_approved", language, name="Approver") in after
    assert 'id="approve"' not in after
    assert f"/{language}/map/{made.short}/" in after
    keys = read_keys(Client().get("/data/keys.json").content, "keys.json")
    signed = read_signature(Client().get(f"/data/{made.short}/assessment.sig").content, "assessment.sig")
    assert judge(signed, made.digest, keys) == "valid"


def test_the_publication_is_what_was_computed_and_not_what_was_uploaded(propose: Propose) -> None:
    """Rows that the digest does not cover are not taken from the file."""
    from qala.web.proposals.queries import document_of

    document = assessed()
    tampered = json.loads(content(document))
    tampered["areas"]["rows"][0]["name"]["en"] = "<script>alert(1)</script>"
    tampered["indicators"][0]["value"] = 12345.0
    kept = document_of(propose(tampered))
    assert kept["areas"]["rows"] == document["areas"]["rows"]
    assert kept["indicators"] == document["indicators"]


def with_part(**parts: Any) -> bytes:
    return content(assessed() | parts)


BAD: dict[str, Callable[[], bytes]] = {
    "nothing": lambda: b"",
    "no JSON": lambda: b"{",
    "a workbook": lambda: b"PK\x03\x04" + b"x" * 50,
    "not UTF-8": lambda: b"\xff\xfe{",
    "a list": lambda: b"[]",
    "another object": lambda: b'{"qala": "1"}',
    "deep": lambda: b'{"qala":' + b"[" * 200_000 + b"]" * 200_000 + b"}",
    "not a number": lambda: b'{"qala": "1", "x": NaN}',
    "a long number": lambda: b'{"qala": "1", "x": ' + b"9" * 10_000 + b"}",
    "another digest": lambda: with_part(digest="sha256:" + "0" * 64),
    "a digest of another kind": lambda: with_part(digest=5),
    "settings of another kind": lambda: with_part(settings=[]),
    "no values": lambda: with_part(values={"table": {}, "known_at": None}),
    "periods without end": lambda: with_part(settings={**assessed()["settings"], "periods": ["2019"] * 10**6}),
    "replications without end": lambda: with_part(robustness={"asked": 10**9}),
    "replications that are none": lambda: with_part(robustness={"asked": "many"}),
    "an unknown standard": lambda: with_part(standard={**assessed()["standard"], "pack": {"standard.toml": "x"}}),
    "too large": lambda: b" " * (50 * 2**20 + 1),
}


@pytest.mark.parametrize("case", BAD)
def test_what_is_no_assessment_is_refused_in_a_sentence(published: Any, case: str) -> None:
    from qala.web.proposals.models import Proposal

    before = Proposal.objects.count()
    for language in ("en", "kk"):
        answer = upload(hand_of("proposer"), BAD[case](), language)
        page = answer.content.decode()
        assert answer.status_code == 400
        said = page.partition('role="alert"><p>')[2].partition("</p>")[0]
        assert 20 < len(said) < 500
        assert "Traceback" not in page
    assert Proposal.objects.count() == before


def test_no_file_at_all(published: Any) -> None:
    answer = hand_of("proposer").post("/en/work/proposals/new/", {"note": "I forgot the file"})
    assert answer.status_code == 400
    assert "I forgot the file" in answer.content.decode(), "what was written is not lost"


def test_more_than_a_file_may_have_is_not_kept(published: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    from qala.web.proposals import upload as bounded

    monkeypatch.setattr(bounded, "LIMIT", 200_000)
    seen = []
    monkeypatch.setattr("qala.web.proposals.pages.proposals.Propose.do", lambda self: seen.append(len(self.content)))
    with pytest.raises(AttributeError):
        upload(hand_of("proposer"), b"x" * 2_000_000)
    assert seen[0] < 300_000


def test_an_assessment_is_proposed_once(propose: Propose) -> None:
    first = propose()
    from qala.web.proposals.queries import document_of

    again = upload(hand_of("proposer"), content(document_of(first)))
    assert again.status_code == 409
    assert text("proposals.open_already", "en") in again.content.decode()


def test_what_is_published_is_not_proposed(published: Any, five_cities: Any) -> None:
    answer = upload(hand_of("proposer"), content(five_cities))
    assert answer.status_code == 409
    assert text("proposals.published_already", "en") in answer.content.decode()


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_was_previewed_is_what_is_approved(propose: Propose, language: Any) -> None:
    """Another digest, or another publication since, voids what was looked at."""
    from qala.web.publications import services

    one, other = propose(), propose()
    path, approver = f"/{language}/work/proposals/{one.pk}/", hand_of("approver")
    page = shown(approver, path)
    wrong = approve(approver, page, path, digest=other.digest)
    assert (wrong.status_code, text("proposals.changed", language) in wrong.content.decode()) == (409, True)
    for base in ("", other.digest, "junk"):
        assert approve(approver, page, path, base=base).status_code == 409
    there = f"/{language}/work/proposals/{other.pk}/"
    assert approve(approver, shown(approver, there), there).status_code == 302
    late = approve(approver, page, path)
    assert late.status_code == 409
    assert text("proposals.overtaken", language) in late.content.decode()
    assert f'href="{path}"' in late.content.decode()
    assert not services.is_published(one.digest)
    again = shown(approver, path)
    assert other.digest in again, "the preview is against what stands now"
    assert approve(approver, again, path).status_code == 302
    twice = approve(approver, again, path)
    assert (twice.status_code, text("proposals.decided", language) in twice.content.decode()) == (409, True)


def test_a_withdrawal_voids_the_preview_too(propose: Propose) -> None:
    from qala.web.publications import services

    one, other = propose(), propose()
    path, approver = f"/en/work/proposals/{other.pk}/", hand_of("approver")
    there = f"/en/work/proposals/{one.pk}/"
    approve(approver, shown(approver, there), there)
    page = shown(approver, path)
    services.withdraw(one.digest, dict.fromkeys(LANGUAGES, "x"), "A, B", timezone.now())
    assert approve(approver, page, path).status_code == 409


def test_what_fails_in_the_middle_leaves_nothing(propose: Propose, monkeypatch: pytest.MonkeyPatch) -> None:
    from qala.web.proposals.models import Proposal
    from qala.web.proposals.queries import records_of
    from qala.web.publications import services

    one = propose()
    path, approver = f"/en/work/proposals/{one.pk}/", hand_of("approver")
    page = shown(approver, path)

    def broken(*_: Any, **__: Any) -> None:
        raise RuntimeError

    monkeypatch.setattr("qala.web.publications.acts._cut", broken)
    with pytest.raises(RuntimeError):
        approve(approver, page, path)
    assert not services.is_published(one.digest)
    assert Proposal.objects.get(pk=one.pk).state == "open"
    assert [row.kind for row in records_of(one.digest)] == ["proposed"]


def test_nobody_waits_while_it_is_computed_anew(propose: Propose, monkeypatch: pytest.MonkeyPatch) -> None:
    """What takes seconds holds no lock."""
    from django.db import connection

    from qala.web.publications import acts

    seen = []

    def computed(document: Any) -> Any:
        seen.append(connection.in_atomic_block)
        return document

    monkeypatch.setattr(acts, "recomputed", computed)
    one = propose()
    path, approver = f"/en/work/proposals/{one.pk}/", hand_of("approver")
    assert approve(approver, shown(approver, path), path).status_code == 302
    assert seen == [False]


def test_reject_with_a_reason(propose: Propose) -> None:
    one = propose()
    path, approver = f"/en/work/proposals/{one.pk}/", hand_of("approver")
    assert approver.post(f"{path}reject/", {"reason": " \n "}).status_code == 400
    assert approver.post(f"{path}reject/", {"reason": "x" * 5000}).status_code == 400
    assert approver.post(f"{path}reject/", {"reason": "The water figures are <old>."})["Location"] == path
    page = shown(hand_of("proposer"), path)
    assert "The water figures are &lt;old&gt;." in page
    assert text("proposals.record_rejected", "en", name="Approver") in page
    assert approver.post(f"{path}reject/", {"reason": "again"}).status_code == 409


def test_void_ones_own(propose: Propose) -> None:
    one = propose()
    path, proposer = f"/en/work/proposals/{one.pk}/", hand_of("proposer")
    assert proposer.post(f"{path}void/")["Location"] == path
    assert text("proposals.record_voided", "en", name="Proposer") in shown(proposer, path)
    assert proposer.post(f"{path}void/").status_code == 409
    from qala.web.proposals.queries import document_of

    assert upload(proposer, content(document_of(one))).status_code == 302, "and propose it again"


def test_nobody_approves_their_own_even_with_both_duties(propose: Propose) -> None:
    one = propose(by=who("both"))
    path, both = f"/en/work/proposals/{one.pk}/", hand_of("both")
    page = shown(both, path)
    assert 'id="approve"' not in page
    refused = both.post(f"{path}approve/", {"digest": one.digest, "base": ""})
    assert refused.status_code == 403
    assert text("proposals.two_people", "en") in refused.content.decode()
    assert both.post(f"{path}reject/", {"reason": "x"}).status_code == 403
    assert both.post(f"{path}void/").status_code == 302


def test_who_lost_the_duty_meanwhile_decides_nothing(propose: Propose) -> None:
    from qala.web.people.models import Grant
    from qala.web.proposals.actions.approve import Approve
    from qala.web.refusals import NotAllowed

    one, person = propose(), who("approver", "_leaving")
    Grant.objects.filter(person=person).update(ended_at=timezone.now())
    with pytest.raises(NotAllowed):
        Approve(person, one.pk, one.digest, "", timezone.now()).do()


def test_withdrawal_takes_two(propose: Propose) -> None:
    from qala.web.publications import services

    one = propose()
    path, approver = f"/en/work/proposals/{one.pk}/", hand_of("approver")
    approve(approver, shown(approver, path), path)
    ask = f"/en/work/publications/{one.digest[7:]}/withdraw/"
    assert 'id="ask"' in shown(approver, ask)
    reason = {"reason_kk": "Қате", "reason_ru": "Ошибка", "reason_en": "An <error>"}
    lacking = approver.post(ask, reason | {"reason_kk": " "})
    assert lacking.status_code == 400
    assert text("proposals.three_languages", "en") in lacking.content.decode()
    assert "Ошибка" in lacking.content.decode()
    there = approver.post(ask, reason)["Location"]
    again = approver.post(ask, reason)
    assert (again.status_code, text("proposals.withdrawal_open", "en") in again.content.decode()) == (409, True)
    assert 'id="confirm"' not in shown(approver, there)
    assert approver.post(f"{there}confirm/").status_code == 403
    found = services.published(one.digest)
    assert found is not None
    assert not found.withdrawn_at
    proposer = hand_of("proposer")
    assert there in shown(proposer, "/en/work/")
    page = shown(proposer, there)
    assert "An &lt;error&gt;" in page
    assert proposer.post(f"{there}confirm/")["Location"] == there
    gone = services.published(one.digest)
    assert gone is not None
    assert gone.withdrawn_at
    assert gone.withdrawn_by == "Approver, Proposer"
    assert dict(gone.reason) == {"kk": "Қате", "ru": "Ошибка", "en": "An <error>"}
    assert text("proposals.record_withdrawn", "en", name="Proposer") in shown(proposer, there)
    assert proposer.post(f"{there}confirm/").status_code == 409
    assert approver.post(ask, reason).status_code == 409
    assert "Ошибка" in Client().get(f"/ru/map/{one.digest[7:]}/").content.decode()


def test_a_withdrawal_that_is_refused_leaves_it_standing(propose: Propose) -> None:
    from qala.web.publications import services

    one = propose()
    path, approver = f"/en/work/proposals/{one.pk}/", hand_of("approver")
    approve(approver, shown(approver, path), path)
    ask = f"/en/work/publications/{one.digest[7:]}/withdraw/"
    there = approver.post(ask, {f"reason_{language}": "x" for language in LANGUAGES})["Location"]
    assert hand_of("both").post(f"{there}refuse/").status_code == 302
    found = services.published(one.digest)
    assert found is not None
    assert not found.withdrawn_at
    assert approver.post(ask, {f"reason_{language}": "y" for language in LANGUAGES}).status_code == 302


def test_what_is_not_there_is_not_found(published: Any) -> None:
    both = hand_of("both")
    for path in ("proposals/0/", f"proposals/{2**70}/", "withdrawals/0/", "proposals/x/"):
        assert both.get(f"/en/work/{path}").status_code == 404
    assert both.get(f"/en/work/publications/{'0' * 64}/withdraw/").status_code == 404
    assert both.post("/en/work/proposals/0/approve/").status_code == 409


def test_the_period_of_the_preview_can_be_chosen(propose: Propose) -> None:
    one, approver = propose(assessed(("2018", "2019"))), hand_of("approver")
    path = f"/en/work/proposals/{one.pk}/"
    assert "2019 · verified values</p>" in shown(approver, path)
    assert "2018 · verified values</p>" in shown(approver, f"{path}?period=2018")
    assert "2019 · verified values</p>" in shown(approver, f"{path}?period=1066&basis=junk")


def test_the_file_can_be_had_to_verify(propose: Propose) -> None:
    one = propose()
    answer = hand_of("approver").get(f"/en/work/proposals/{one.pk}/assessment.json")
    assert "attachment" in answer["Content-Disposition"]
    assert json.loads(answer.content)["digest"] == one.digest
