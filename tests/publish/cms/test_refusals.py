"""What is no signature of this document by somebody whom a trusted authority vouches for is refused in a sentence."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from asn1crypto import keys
from cryptography.hazmat.primitives.asymmetric import rsa
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

from qala.errors import BadSignature
from qala.publish.cms import verify
from qala.publish.cms.algorithm import key_of
from tests.keys import AKIM, AUTHORITY, HEAD, Holder, for_signing, openssl
from tests.publish.cms.conftest import DOCUMENT, Accepts, World

Refused = Callable[..., BadSignature]


@pytest.fixture
def refused(world: World, openssl_accepts: Accepts) -> Refused:
    """The error; openssl has to agree, unless we are stricter than it is."""

    def by(signature: bytes, content: bytes = DOCUMENT, *, stricter: bool = False) -> BadSignature:
        with pytest.raises(BadSignature) as told:
            world.check(signature, content)
        assert openssl_accepts(signature, content) is stricter
        return told.value

    return by


def person(world: World, by: Holder, extensions: str = "", **more: Any) -> Holder:
    return world.keys.holder(AKIM, by, extensions or for_signing(*HEAD), **more)


@pytest.mark.parametrize("options", [(), ("-nodetach",)])
@pytest.mark.parametrize("other", [b"", DOCUMENT[:-1], DOCUMENT + b"\n", DOCUMENT.replace(b"1", b"2")])
def test_another_document(world: World, options: tuple[str, ...], other: bytes) -> None:
    """Also where the signed one is in the signature, which openssl would take instead."""
    signature = world.sign(*options)
    with pytest.raises(BadSignature) as told:
        world.check(signature, other)
    assert told.value.code == "cms.other_content"


def test_an_empty_document_is_one(world: World) -> None:
    for options in ((), ("-nodetach",)):
        signature = world.sign(*options, content=b"")
        assert world.check(signature, b"").iin
        with pytest.raises(BadSignature):
            world.check(signature)


def test_certificates_hold_only_in_their_time(world: World) -> None:
    """That of the signer, of an authority between and of the trusted one; with the day in the sentence."""
    root = world.keys.authority("Root", days="300")
    old = world.keys.authority("Old", root, days="20")
    signature = world.sign(by=person(world, old, days="10"))
    late = world.sign(by=person(world, old, days="200"))
    later = world.sign(by=person(world, root, days="400"))
    cases = ((signature, 11, "ҮЛГІ ӘКІМ"), (late, 21, "Old"), (later, 301, "Root"))
    for given, days, title in cases:
        at = world.at + timedelta(days=days)
        with pytest.raises(BadSignature) as told:
            verify(DOCUMENT, given, [root.pem], at)
        assert (told.value.code, told.value.fields["title"]) == ("cms.expired", title)
        assert str(told.value.fields["date"]) in str(told.value)
        assert told.value.fields["date"] in {(at - timedelta(days=ago)).date().isoformat() for ago in (0, 1, 2)}
        assert verify(DOCUMENT, given, [root.pem], world.at + timedelta(days=days - 2)).iin
        with pytest.raises(BadSignature) as told:
            verify(DOCUMENT, given, [root.pem], world.at - timedelta(days=1))
        assert told.value.code == "cms.not_yet_valid"


def test_an_authority_that_is_not_trusted(world: World, refused: Refused) -> None:
    stranger = world.keys.authority("Stranger")
    error = refused(world.sign(by=person(world, stranger)))
    assert (error.code, error.fields["issuer"]) == ("cms.untrusted", "Stranger")


def test_an_authority_that_bears_the_name_of_the_trusted_one(world: World, refused: Refused) -> None:
    forger = world.keys.authority("Сынақ түбірі")
    assert refused(world.sign(by=person(world, forger))).code == "cms.untrusted"
    middle = world.keys.authority("Сынақ орталығы", forger)
    assert refused(world.sign(by=person(world, middle))).code == "cms.untrusted"


def test_nobody_vouches_for_who_vouches_for_himself(world: World, refused: Refused) -> None:
    alone = world.keys.holder(AKIM, None, for_signing(*HEAD))
    assert refused(world.sign(by=alone)).code == "cms.untrusted"
    with pytest.raises(BadSignature) as told:
        verify(DOCUMENT, world.sign(by=alone), [alone.pem], world.at)
    assert told.value.code == "cms.no_authority", "a certificate of a person is no authority, trusted or not"


@pytest.mark.parametrize(
    "extensions",
    [
        "basicConstraints=critical,CA:FALSE\nkeyUsage=keyCertSign",
        "keyUsage=keyCertSign",
        "basicConstraints=CA:TRUE\nkeyUsage=digitalSignature",
        "subjectKeyIdentifier=hash",
    ],
)
def test_who_may_not_issue_certificates(world: World, refused: Refused, extensions: str) -> None:
    """The owner of any certificate could otherwise make an akim."""
    between = world.keys.authority("Nobody", world.middle, extensions)
    error = refused(world.sign(by=person(world, between)))
    assert (error.code, error.fields["title"]) == ("cms.no_authority", "Nobody")


def test_an_authority_without_a_key_usage(world: World, refused: Refused) -> None:
    between = world.keys.authority("Vague", world.middle, "basicConstraints=critical,CA:TRUE")
    assert refused(world.sign(by=person(world, between)), stricter=True).code == "cms.no_authority"


def test_more_authorities_than_are_allowed(world: World, refused: Refused) -> None:
    last = world.keys.authority("Last", world.root, AUTHORITY.replace("TRUE", "TRUE,pathlen:0"))
    assert world.check(world.sign(by=person(world, last))).iin
    error = refused(world.sign(by=person(world, world.keys.authority("Below", last))))
    assert (error.code, error.fields["title"]) == ("cms.too_far", "Last")


def test_a_way_that_is_too_long(world: World, refused: Refused) -> None:
    above = world.root
    for number in range(4):
        above = world.keys.authority(f"Step {number}", above)
    assert world.check(world.sign(by=person(world, above))).iin
    longer = person(world, world.keys.authority("Step 5", above))
    assert refused(world.sign(by=longer), stricter=True).code == "cms.untrusted"


def test_a_demand_that_is_not_understood(world: World, refused: Refused) -> None:
    constrained = world.keys.authority(
        "Narrow", world.root, f"{AUTHORITY}\nnameConstraints=critical,permitted;DNS:a.kz"
    )
    error = refused(world.sign(by=person(world, constrained)), stricter=True)
    assert (error.code, error.fields["title"]) == ("cms.demand", "Narrow")
    strange = person(world, world.middle, f"{for_signing(*HEAD)}\n1.2.3.4=critical,ASN1:NULL")
    assert refused(world.sign(by=strange)).code == "cms.demand"
    harmless = person(
        world, world.middle, f"{for_signing(*HEAD)}\n1.2.3.4=ASN1:NULL\ncertificatePolicies=critical,1.2.3"
    )
    assert world.check(world.sign(by=harmless)).iin


@pytest.mark.parametrize("usage", ["keyUsage=keyAgreement,keyEncipherment", "subjectKeyIdentifier=hash"])
def test_a_key_that_is_not_for_signing(world: World, usage: str) -> None:
    """Such as the one that is for signing in."""
    who = person(world, world.middle, usage)
    with pytest.raises(BadSignature) as told:
        world.check(world.sign(by=who))
    assert told.value.code == "cms.not_for_signing"
    for alone in ("digitalSignature", "nonRepudiation"):
        assert world.check(world.sign(by=person(world, world.middle, f"keyUsage={alone}"))).common_name


@pytest.mark.parametrize(
    ("md", "name"), [("sha1", "sha1"), ("md5", "md5"), ("sha224", "sha224"), ("sha3-256", "sha3_256")]
)
def test_weak_digests(world: World, md: str, name: str) -> None:
    for who in (world.akim, world.akim_ec):
        if md in ("md5", "sha3-256") and who is world.akim_ec:
            continue  # openssl makes no such signature
        with pytest.raises(BadSignature) as told:
            world.check(world.sign("-md", md, by=who))
        assert (told.value.code, told.value.fields["algorithm"]) == ("cms.algorithm", name)


def test_weak_masks_of_pss(world: World, refused: Refused) -> None:
    signature = world.sign("-keyopt", "rsa_padding_mode:pss", "-keyopt", "rsa_mgf1_md:sha1")
    assert refused(signature, stricter=True).fields["algorithm"] == "rsassa_pss, sha256, sha1"


@pytest.mark.parametrize(
    ("kind", "said"),
    [
        ("RSA:1024", "RSA 1024"),
        ("EC:secp256k1", "ECDSA secp256k1"),
        ("EC:P-521", "ECDSA secp521r1"),
        ("EC:P-224", "ECDSA"),
    ],
)
def test_weak_and_other_keys(world: World, kind: str, said: str) -> None:
    for who in (
        person(world, world.middle, kind=kind),
        person(world, world.keys.authority("Weak", world.root, kind=kind)),
    ):
        with pytest.raises(BadSignature) as told:
            world.check(world.sign(by=who))
        assert (told.value.code, str(told.value.fields["algorithm"])[: len(said)]) == ("cms.algorithm", said)


def test_keys_of_other_kinds() -> None:
    """openssl 3.0 signs no CMS with them."""
    for key in (Ed25519PrivateKey.generate(), X25519PrivateKey.generate()):
        public = key.public_key().public_bytes(Encoding.DER, PublicFormat.SubjectPublicKeyInfo)
        with pytest.raises(BadSignature) as told:
            key_of(public)
        assert told.value.code == "cms.key"


def test_a_key_that_would_verify_what_it_never_signed() -> None:
    """RSA with the exponent 1; and with 3, where the padding alone protects."""
    modulus = rsa.generate_private_key(65537, 2048).public_key().public_numbers().n
    for exponent in (1, 3):
        key = keys.RSAPublicKey({"modulus": modulus, "public_exponent": exponent})
        with pytest.raises(BadSignature):
            key_of(keys.PublicKeyInfo.wrap(key, "rsa").dump())


@pytest.mark.parametrize("md", ["sha1", "md5"])
def test_certificates_that_are_signed_weakly(world: World, md: str) -> None:
    for who in (person(world, world.middle, md=md), person(world, world.keys.authority("Weak", world.root, md="sha1"))):
        with pytest.raises(BadSignature) as told:
            world.check(world.sign(by=who))
        assert told.value.code == "cms.algorithm"


def test_two_signers(world: World) -> None:
    other = ("-signer", str(world.akim_ec.certificate), "-inkey", str(world.akim_ec.key))
    with pytest.raises(BadSignature) as told:
        world.check(world.sign(*other))
    assert (told.value.code, told.value.fields["count"]) == ("cms.many_signers", 2)
    assert "2" in str(told.value)


def test_no_signer(world: World) -> None:
    nobody = openssl("crl2pkcs7", "-nocrl", "-certfile", world.akim.certificate, "-outform", "DER")
    with pytest.raises(BadSignature) as told:
        world.check(nobody)
    assert told.value.code == "cms.no_signer"


def test_no_certificate_of_the_signer(world: World, refused: Refused) -> None:
    assert refused(world.sign("-nocerts")).code == "cms.no_certificate"


def test_more_certificates_than_anybody_needs(world: World) -> None:
    others = world.keys.folder / "others.pem"
    others.write_bytes(b"".join(world.keys.authority(f"Other {number}").pem for number in range(20)))
    with pytest.raises(BadSignature) as told:
        world.check(world.sign("-certfile", str(others)))
    assert told.value.code == "cms.many_certificates"


def test_many_authorities_of_one_name_and_key_end_soon(world: World) -> None:
    """Each could have issued each: ways without end, of which none is trusted."""
    first = world.keys.authority("Maze")
    same = [world.keys.authority("Maze", key=first.key) for _ in range(17)]
    who = person(world, first)
    with pytest.raises(BadSignature) as told:
        world.check(world.sign(by=Holder(who.key, who.certificate, tuple(one.certificate for one in same))))
    assert told.value.code == "cms.untrusted"


def test_a_renewed_authority_beside_the_former(world: World) -> None:
    """One of the two ways holds, and that is enough."""
    key = world.keys.key(world.keys.folder / "renewed.key", "EC:P-256")
    former = world.keys.authority("Renewed", world.root, days="1", key=key)
    renewed = world.keys.authority("Renewed", world.root, key=key)
    who = person(world, renewed)
    both = Holder(who.key, who.certificate, (former.certificate, renewed.certificate))
    assert world.check(world.sign(by=both), at=world.at + timedelta(days=3)).iin


def test_no_signed_attributes(world: World, refused: Refused) -> None:
    assert refused(world.sign("-noattr"), stricter=True).code == "cms.no_attributes"


def test_something_else_than_a_document(world: World, refused: Refused) -> None:
    """A signature that was given as another thing, such as a timestamp."""
    assert refused(world.sign("-econtent_type", "1.2.840.113549.1.9.16.1.4"), stricter=True).code == "cms.not_data"


def test_another_kind_of_cms(world: World) -> None:
    others = (
        openssl("cms", "-encrypt", "-binary", "-outform", "DER", world.akim.certificate, given=DOCUMENT),
        openssl("cms", "-data_create", "-binary", "-outform", "DER", given=DOCUMENT),
        openssl("cms", "-digest_create", "-binary", "-outform", "DER", given=DOCUMENT),
        world.akim.der,
        world.akim.pem,
    )
    for other in others:
        with pytest.raises(BadSignature) as told:
            world.check(other)
        assert told.value.code == "cms.not_cms"
