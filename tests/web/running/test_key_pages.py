"""The page of the site's signing keys: replaced and told as lost by an administrator who proves that it is they."""

from pathlib import Path
from typing import Any

import pytest
from django.test import Client

from qala.publish.signature import judge
from qala.texts import LANGUAGES, text
from tests.web.conftest import AT
from tests.web.people.conftest import PASSWORD, person_with

PAGE = "/en/work/signing-keys/"
DIGEST = "sha256:" + "ab" * 32


@pytest.fixture
def own_home(tables: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A home in which no key was drawn yet."""
    from qala.web.publications.models import SigningKey

    monkeypatch.setenv("QALA_HOME", str(tmp_path))
    SigningKey.objects.all().delete()
    return tmp_path


@pytest.fixture
def signed(own_home: Path) -> Any:
    """Something that the site signed with its first key."""
    from qala.web.publications import keys

    return keys.signature_of(DIGEST, AT)


@pytest.fixture
def hand(own_home: Path) -> Client:
    """The browser of an administrator who has just proven who they are."""
    client = Client()
    client.force_login(person_with("key_keeper", ("administrator",)))
    asked = client.get(PAGE)
    assert "/account/again/" in asked["Location"], "the password is asked for once more"
    assert client.post(asked["Location"], {"password": PASSWORD})["Location"] == PAGE
    return client


@pytest.mark.parametrize("language", LANGUAGES)
def test_all_keys_are_shown_with_what_became_of_them(signed: Any, hand: Client, language: Any) -> None:
    page = hand.get(PAGE.replace("/en/", f"/{language}/")).content.decode()
    assert signed.key in page
    assert text("signature.in_use", language) in page
    assert text("signature.lose_lead", language) in page


def test_another_key_is_drawn_and_who_did_it_is_told(signed: Any, hand: Client, own_home: Path) -> None:
    from qala.web.ledger import services as ledger
    from qala.web.publications import keys

    assert hand.post(f"{PAGE}rotate/")["Location"] == PAGE
    fresh = keys.signature_of(DIGEST, AT)
    assert fresh.key != signed.key
    assert judge(signed, DIGEST, keys.public_keys()) == "valid"
    entry = ledger.Entry.objects.filter(chain="keys", subject=f"key:{signed.key}").last()
    assert entry is not None
    assert entry.by is not None
    assert (entry.kind, entry.by.username) == ("retired", "key_keeper")


def test_a_lost_key_is_believed_no_more_and_everybody_reads_why(signed: Any, hand: Client) -> None:
    from qala.web.publications import keys, services

    blank = hand.post(f"{PAGE}lost/", {"key": signed.key, "reason": " "})
    assert blank.status_code == 400
    unknown = hand.post(f"{PAGE}lost/", {"key": "0" * 16, "reason": "stolen"})
    assert unknown.status_code == 400
    assert text("signature.no_key", "en", key="0" * 16, known=signed.key) in unknown.content.decode()
    assert judge(signed, DIGEST, keys.public_keys()) == "valid"
    assert hand.post(f"{PAGE}lost/", {"key": signed.key, "reason": "The server was broken into."}).status_code == 302
    assert judge(signed, DIGEST, keys.public_keys()) == "lost-key"
    assert "The server was broken into." in services.keys_file()


def test_a_key_that_is_kept_elsewhere_is_not_replaced_here(
    signed: Any, hand: Client, own_home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("QALA_SIGNING_KEY", str(own_home / "signing-key.pem"))
    refused = hand.post(f"{PAGE}rotate/")
    assert refused.status_code == 400
    assert "QALA_SIGNING_KEY" in refused.content.decode()


def test_without_proof_nothing_is_done(signed: Any) -> None:
    from qala.web.publications.models import SigningKey

    client = Client()
    client.force_login(person_with("key_keeper", ("administrator",)))
    for path, given in (("rotate/", {}), ("lost/", {"key": signed.key, "reason": "x"})):
        assert "/account/again/" in client.post(PAGE + path, given)["Location"]
    assert [one.state for one in SigningKey.objects.all()] == ["in-use"]
