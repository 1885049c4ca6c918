"""Signing a report: with real keys, by who may, over exactly what is answered."""

import os
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from qala.errors import BadSignature, BadUse
from qala.publish.statement import Order, read_statement
from qala.web.refusals import Conflict, NotAllowed
from tests.keys import EMPLOYEE, HEAD, RIGHT_TO_SIGN, Holder, Keys, for_signing
from tests.web.collection.conftest import AKIMAT, AKTOBE, HEAT, KARAGANDA, answered, person_of, plan_of, question_of
from tests.web.conftest import AT

NOW = datetime.now(UTC)
"""Certificates that are made now are valid now."""

NAME = "/C=KZ/CN={name}/serialNumber=IIN123456789011/O=Akimat/OU=BIN{bin}"


@pytest.fixture(scope="module")
def keys(tmp_path_factory: pytest.TempPathFactory) -> Any:
    """An authority that the site trusts, and people with its certificates; a stranger with another's."""
    made = Keys(tmp_path_factory.mktemp("keys"))
    root, other = made.authority("Root"), made.authority("Other")

    def holder(
        name: str, roles: tuple[str, ...], by: Holder = root, number: str = AKIMAT, kind: str = "EC:P-256"
    ) -> Holder:
        return made.holder(NAME.format(name=name, bin=number), by, for_signing(*roles), kind)

    return SimpleNamespace(
        sign=made.sign,
        root=root,
        akim=holder("AKIM", HEAD),
        rsa=holder("AKIM RSA", HEAD, kind="RSA:2048"),
        deputy=holder("DEPUTY", RIGHT_TO_SIGN),
        clerk=holder("CLERK", EMPLOYEE),
        heat=holder("HEAT", HEAD, number=HEAT),
        stranger=holder("STRANGER", HEAD, by=other),
    )


@pytest.fixture(autouse=True)
def _trusted(keys: Any, tmp_path: Path, tables: str) -> Any:
    from django.test import override_settings

    with override_settings(SIGNING_AUTHORITIES=keys.root.certificate):
        yield


@pytest.fixture
def report(folk: Any, request: pytest.FixtureRequest) -> Any:
    """A report of Karaganda with two answers, in a round of its own."""
    from qala.web.collection.actions.assign import NameAkimat
    from qala.web.collection.actions.make_round import MakeRound
    from qala.web.collection.actions.run_round import MoveRound
    from qala.web.collection.models import Round, Stage

    name = f"signed-{Round.objects.count()}"
    one = MakeRound(folk.officer, plan_of(name, areas=(KARAGANDA,)), AT).do()
    MoveRound(folk.officer, name, Stage.OPEN, AT).do()
    made = one.reports.get(area=KARAGANDA)
    NameAkimat(folk.approver, made.pk, AKIMAT, AT).do()
    answered(folk.contributor, question_of(one, "en-i-light"), value=3.0, quality=2, note="Register of lamps.")
    answered(folk.contributor, question_of(one, "tr-i-signals"), given="missing", reason="not-collected")
    return made


@pytest.fixture
def signing(report: Any, folk: Any, keys: Any) -> Callable[..., Any]:
    """Signs the report as it stands, or a document given."""
    from qala.web.collection.actions.sign import Sign

    def signed(holder: Holder, by: Any = None, told: bytes = b"", order: Order | None = None, *options: str) -> Any:
        told = told or document(report, order)
        return Sign(by or folk.approver, report.pk, told, keys.sign(told, holder, *options), later()).do()

    return signed


def later() -> datetime:
    return NOW + timedelta(hours=1)


def document(report: Any, order: Order | None = None) -> bytes:
    from qala.publish.statement import statement
    from qala.web.collection.models import Report
    from qala.web.collection.submission import moment, submission_of

    found = Report.objects.select_related("round").get(pk=report.pk)
    return statement(submission_of(found, moment(found, NOW, order)))


@pytest.mark.parametrize("who", ["akim", "rsa"])
def test_what_is_answered_is_signed_and_nothing_of_it_changes(
    report: Any, signing: Callable[..., Any], keys: Any, folk: Any, who: str
) -> None:
    from qala.web.ledger import services as ledger

    made = signing(getattr(keys, who))
    said = read_statement(bytes(made.statement), "kept")
    assert [(one.fact, one.value, one.reason) for one in said.answers] == [
        ("en-i-light", 3.0, ""),
        ("tr-i-signals", None, "not-collected"),
    ]
    assert {one.node for one in said.effects} >= {"energy", "transport"}
    assert (made.signer["bin"], made.signer["iin"], made.number) == (AKIMAT, "123456789011", 1)
    states = dict(report.questions.exclude(version=0).values_list("fact", "state"))
    assert states == {"en-i-light": "signed", "tr-i-signals": "signed"}
    with pytest.raises(Conflict):
        answered(folk.contributor, question_of(report.round, "en-i-light"), value=5.0)
    told = ledger.history(f"report:{report.pk}")[-1]
    assert (told.kind, told.payload["statement"], told.payload["answers"]) == ("signed", made.digest, 2)
    assert told.payload["certificate"] == made.signer["fingerprint"]
    with pytest.raises(Conflict):
        signing(keys.akim)


def test_the_signature_can_be_checked_elsewhere(signing: Callable[..., Any], keys: Any, tmp_path: Path) -> None:
    from tests.keys import openssl

    made = signing(keys.akim)
    (tmp_path / "statement").write_bytes(bytes(made.statement))
    (tmp_path / "signature").write_bytes(bytes(made.signature))
    files = ("-in", tmp_path / "signature", "-content", tmp_path / "statement", "-CAfile", keys.root.certificate)
    openssl("cms", "-verify", "-binary", "-inform", "DER", *files, "-purpose", "any", "-out", os.devnull)


def test_a_document_with_the_signature_in_it_will_do_too(report: Any, folk: Any, keys: Any) -> None:
    from qala.web.collection.actions.sign import Sign

    told = document(report)
    attached = keys.sign(told, keys.akim, "-nodetach", form="PEM")
    assert Sign(folk.approver, report.pk, told, attached, later()).do().number == 1


@pytest.mark.parametrize(
    ("who", "code"),
    [
        ("heat", "signing.other_organisation"),
        ("clerk", "signing.no_right"),
        ("deputy", "signing.needs_order"),
    ],
)
def test_whose_certificate_is_not_of_who_signs_is_refused(
    report: Any, signing: Callable[..., Any], keys: Any, who: str, code: str
) -> None:
    with pytest.raises(NotAllowed) as refused:
        signing(getattr(keys, who))
    assert refused.value.code == code
    assert not report.signings.exists()


def test_a_strangers_certificate_is_refused(report: Any, signing: Callable[..., Any], keys: Any) -> None:
    with pytest.raises(BadSignature):
        signing(keys.stranger)
    assert not report.signings.exists()


def test_who_acts_for_the_akim_signs_by_a_dated_order(signing: Callable[..., Any], keys: Any) -> None:
    made = signing(keys.deputy, None, b"", Order("214-ө", "2026-11-20"))
    assert made.order == {"number": "214-ө", "date": "2026-11-20"}


def test_only_who_signs_for_the_area_signs(signing: Callable[..., Any], keys: Any, folk: Any) -> None:
    far = person_of("akim_of_aktobe", "approver", AKTOBE)
    for one in (folk.contributor, folk.officer, folk.verifier, folk.auditor, folk.nobody, far):
        with pytest.raises(NotAllowed):
            signing(keys.akim, one)


def test_what_was_answered_after_the_document_was_made_is_not_signed_unseen(
    report: Any, signing: Callable[..., Any], keys: Any, folk: Any
) -> None:
    told = document(report)
    answered(folk.contributor, question_of(report.round, "en-i-light"), value=5.0)
    with pytest.raises(Conflict):
        signing(keys.akim, None, told)
    assert not report.signings.exists()


def test_a_document_that_the_site_did_not_make_is_refused(report: Any, signing: Callable[..., Any], keys: Any) -> None:
    told = document(report)
    for other in (told.replace(b'"value":3', b'"value":5'), told.replace(b'"length":', b'"length":1')):
        assert other != told
        with pytest.raises((Conflict, BadUse)):
            signing(keys.akim, None, other)
    assert not report.signings.exists()


def test_a_correction_is_recorded_signed_and_verified_anew(
    report: Any, signing: Callable[..., Any], keys: Any, folk: Any
) -> None:
    from qala.web.collection.actions.judge import Judge
    from qala.web.collection.actions.reopen import Reopen
    from qala.web.collection.outcome import outcome_of
    from qala.web.ledger import services as ledger

    signing(keys.akim)
    one = question_of(report.round, "en-i-light")
    Judge(folk.verifier, one.pk, "accept", 1, "", AT).do()
    with pytest.raises(NotAllowed):
        Reopen(folk.contributor, one.pk, "A slip.", AT).do()
    with pytest.raises(BadUse):
        Reopen(folk.approver, one.pk, " ", AT).do()
    Reopen(folk.approver, one.pk, "A slip.", AT).do()
    rows = [row for row in outcome_of(report.round).frame.iter_rows(named=True) if row["fact"] == "en-i-light"]
    assert rows == [], "what is reopened does not count until it is signed again"
    answered(folk.contributor, one, value=2.0)
    assert signing(keys.akim).number == 2
    kinds = [told.kind for told in ledger.history(one.subject)]
    assert kinds == ["answered", "accept", "reopened", "answered"]


def test_who_signed_finds_the_form_to_correct_it_and_nobody_else(
    report: Any, signing: Callable[..., Any], keys: Any, folk: Any
) -> None:
    from django.test import Client

    one = question_of(report.round, "en-i-light")
    path, form = f"/en/work/questions/{one.pk}/", f'action="/en/work/questions/{one.pk}/reopen/"'

    def seen_by(person: Any) -> bool:
        client = Client()
        client.force_login(person)
        return form in client.get(path).content.decode()

    assert not seen_by(folk.approver), "nothing is signed yet"
    signing(keys.akim)
    assert (seen_by(folk.approver), seen_by(folk.contributor)) == (True, False)
    client = Client()
    client.force_login(folk.approver)
    assert client.post(f"{path}reopen/", {"reason": "A slip."}).status_code == 302
    one.refresh_from_db()
    assert one.state == "returned"
    assert not seen_by(folk.approver)


def test_without_authorities_nothing_is_trusted(signing: Callable[..., Any], keys: Any, tmp_path: Path) -> None:
    from django.test import override_settings

    with override_settings(SIGNING_AUTHORITIES=tmp_path / "none.pem"), pytest.raises(BadUse) as refused:
        signing(keys.akim)
    assert refused.value.code == "signing.no_authorities"


def test_signing_on_the_page(report: Any, keys: Any, folk: Any) -> None:
    """As an akim does: the page, the document, a signature made elsewhere, and what was signed to take away."""
    import re

    from django.core.files.uploadedfile import SimpleUploadedFile
    from django.test import Client

    client, path = Client(), f"/en/work/reports/{report.pk}/sign/"
    client.force_login(folk.approver)
    page = client.get(path).content.decode()
    link = re.search(r'id="statement" href="([^"]*)"', page)
    assert link is not None
    told = client.get(link[1].replace("&amp;", "&")).content
    fields = dict(re.findall(r'type="hidden" name="(made_at|length|hash)" value="([^"]*)"', page))
    wrong = client.post(path, {**fields, "signature": SimpleUploadedFile("x.p7s", b"not a signature")})
    assert wrong.status_code == 400
    given = SimpleUploadedFile("statement.p7s", keys.sign(told, keys.akim))
    assert client.post(path, {**fields, "signature": given}).status_code == 302
    page = client.get(path).content.decode()
    assert "AKIM" in page
    assert client.get(f"/en/work/reports/{report.pk}/signed/1/statement").content == told
    for one in (folk.heat, folk.contributor):
        client.force_login(one)
        assert client.get(path).status_code in (403, 404)
