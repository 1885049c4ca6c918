"""Signatures that openssl makes are checked as openssl checks them, and told as the certificate says."""

import base64
import json
import subprocess
from datetime import UTC, datetime, timedelta
from hashlib import sha256
from itertools import product
from pathlib import Path

import pytest

from qala.errors import BadFile, BadSignature
from qala.publish.cms import ROLES, verify
from qala.texts import LANGUAGES
from tests.keys import AKIM, BIN, EMPLOYEE, HEAD, INDIVIDUAL, RIGHT_TO_SIGN, for_signing, openssl
from tests.publish.cms.conftest import DOCUMENT, Accepts, World

WAYS = ((), ("-nodetach",), ("-nodetach", "-stream"), ("-keyid",), ("-cades",), ("-md", "sha384"), ("-md", "sha512"))
PSS = ("-keyopt", "rsa_padding_mode:pss")


@pytest.mark.parametrize(("options", "form"), [*product(WAYS, ("DER", "PEM"))])
def test_every_way_of_signing_is_read(
    world: World, openssl_accepts: Accepts, options: tuple[str, ...], form: str
) -> None:
    """Detached or with the document in it, in BER as it is streamed, by issuer or by key, with any of the digests."""
    for who, kind in ((world.akim, "RSA 2048"), (world.akim_ec, "ECDSA P-256")):
        signature = world.sign(*options, by=who, form=form)
        found = world.check(signature)
        assert found.algorithm == f"{kind}, SHA-{options[1][3:] if '-md' in options else '256'}"
        assert found.fingerprint == sha256(who.der).hexdigest()
        assert openssl_accepts(signature, DOCUMENT)


def test_pss_and_other_sizes(world: World, openssl_accepts: Accepts) -> None:
    for kind, said in (("RSA:3072", "RSA-PSS 3072, SHA-384"), ("EC:P-384", "ECDSA P-384, SHA-384")):
        who = world.keys.holder(AKIM, world.middle, for_signing(*HEAD), kind=kind)
        lengths = ("digest", "max", "20") if kind.startswith("RSA") else ("",)
        for length in lengths:
            salted = (*PSS, "-keyopt", f"rsa_pss_saltlen:{length}") if length else ()
            signature = world.sign("-md", "sha384", *salted, by=who)
            assert world.check(signature).algorithm == said
            assert openssl_accepts(signature, DOCUMENT)


def test_certificates_may_be_signed_with_pss(world: World) -> None:
    keys = world.keys
    request, told, file = (keys.folder / f"pss.{one}" for one in ("csr", "ext", "pem"))
    openssl("req", "-new", "-utf8", "-key", world.akim.key, "-subj", AKIM, "-out", request)
    told.write_text(for_signing(*HEAD))
    by = ("-CA", world.middle.certificate, "-CAkey", world.middle.key, "-set_serial", 7, "-sha256")
    options = ("-sigopt", "rsa_padding_mode:pss", "-extfile", told, "-days", 30, "-out", file)
    openssl("x509", "-req", "-in", request, *by, *options)
    who = type(world.akim)(world.akim.key, file, world.akim.above)
    assert world.check(world.sign(by=who)).serial == "7"


def test_base64_without_armour_is_read(world: World) -> None:
    """As a browser hands it on."""
    signature = world.sign("-nodetach")
    assert world.check(base64.b64encode(signature)) == world.check(signature)
    assert world.check(base64.encodebytes(signature)) == world.check(signature)


def test_the_certificate_says_who_signed(world: World) -> None:
    found = world.check(world.sign())
    assert (found.common_name, found.iin) == ("ҮЛГІ ӘКІМ", "123456789011")
    assert (found.organisation, found.bin) == ("Үлгі қаласының әкімдігі", BIN)
    assert found.roles == HEAD
    assert [ROLES[one] for one in found.roles] == ["organisation", "head"]
    told = openssl("x509", "-in", world.akim.certificate, "-noout", "-serial", "-fingerprint", "-sha256").decode()
    serial, fingerprint = (line.partition("=")[2] for line in told.splitlines())
    assert int(found.serial, 16) == int(serial, 16)
    assert found.fingerprint.upper() == fingerprint.replace(":", "")
    assert found.issuer == "C=KZ, CN=Сынақ орталығы"
    assert found.valid_from < datetime.now(UTC) < found.valid_to
    assert found.claimed_at is not None
    assert abs(found.claimed_at - datetime.now(UTC)) < timedelta(minutes=10)


def test_what_is_told_goes_into_json(world: World) -> None:
    found = world.check(world.sign())
    told = json.loads(json.dumps(found.row))
    assert told["iin"] == found.iin
    assert told["roles"] == list(found.roles)
    assert datetime.fromisoformat(told["valid_to"]) == found.valid_to


@pytest.mark.parametrize(
    ("roles", "subject", "may"),
    [
        (HEAD, AKIM, True),
        (RIGHT_TO_SIGN, AKIM, True),
        (EMPLOYEE, AKIM, False),
        (INDIVIDUAL, AKIM, False),
        ((), AKIM, False),
        (HEAD, AKIM.partition("/OU")[0], False),
        (HEAD, f"{AKIM}/OU=BIN990140004654", False),
        (HEAD, AKIM.partition("/OU")[0] + "/OU=BIN12", False),
        (("1.2.398.3.3.4.1.2.10",), AKIM, False),
    ],
)
def test_who_may_sign_for_an_organisation(world: World, roles: tuple[str, ...], subject: str, may: bool) -> None:
    """The head and who has the right to sign, of one organisation that the certificate names."""
    who = world.keys.holder(subject, world.middle, for_signing(*roles))
    found = world.check(world.sign(by=who))
    assert found.may_sign is may
    assert found.roles == tuple(sorted(roles))


def test_a_person_without_an_organisation(world: World) -> None:
    who = world.keys.holder("/CN=ҮЛГІ ТҰРҒЫН/serialNumber=IIN123456789011", world.middle, for_signing(*INDIVIDUAL))
    found = world.check(world.sign(by=who))
    assert (found.iin, found.organisation, found.bin) == ("123456789011", "", "")


def test_trusted_authorities_are_given_in_any_form(world: World) -> None:
    signature = world.sign()
    stranger = world.keys.authority("Stranger")
    for trusted in ([world.root.der], [stranger.der, world.root.pem], [stranger.pem + world.root.pem]):
        assert verify(DOCUMENT, signature, trusted, world.at).bin == BIN
    assert verify(DOCUMENT, signature, [world.middle.pem], world.at).bin == BIN, "one below the root may be trusted"
    for wrong in (b"", b"MIIB", b"-----BEGIN CERTIFICATE-----\nMIIB\n-----END CERTIFICATE-----", world.root.der[:-1]):
        with pytest.raises(BadSignature) as told:
            verify(DOCUMENT, signature, [wrong], world.at)
        assert told.value.code == "cms.bad_authority"


def test_by_hand_as_the_documentation_says(world: World, tmp_path: Path) -> None:
    told = (Path(__file__).parents[3] / "docs" / "signatures.md").read_text()
    command = next(line.strip() for line in told.splitlines() if line.startswith("    openssl cms"))
    (tmp_path / "root.pem").write_bytes(world.root.pem)
    (tmp_path / "statement.json").write_bytes(DOCUMENT)
    (tmp_path / "signature.cms").write_bytes(world.sign())
    done = subprocess.run(command.split(), cwd=tmp_path, capture_output=True, check=False)
    assert (done.returncode, done.stdout) == (0, DOCUMENT), done.stderr
    assert world.check(world.sign()).iin
    (tmp_path / "statement.json").write_bytes(DOCUMENT + b" ")
    assert subprocess.run(command.split(), cwd=tmp_path, capture_output=True, check=False).returncode


def test_a_time_without_a_zone_is_a_fault_of_the_program(world: World) -> None:
    with pytest.raises(ValueError, match=r"2026"):
        verify(DOCUMENT, b"", [], datetime(2026, 1, 1))  # noqa: DTZ001


def test_every_refusal_is_a_sentence_in_every_language() -> None:
    from qala.texts import texts_of

    fields = {"count": 2, "algorithm": "sha1_rsa", "limit": 20, "issuer": "A", "title": "B", "date": "2026-01-02"}
    for code in texts_of("cms", "en"):
        error = BadSignature(f"cms.{code}", extension="name_constraints", **fields)
        assert isinstance(error, BadFile)
        for language in LANGUAGES:
            said = error.text(language)
            assert said.endswith(".")
            assert "{" not in said
