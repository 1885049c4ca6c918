"""Whatever is done to a signature: it is refused, or nothing that is told of it changes."""

import base64
from collections.abc import Callable
from hashlib import sha256
from typing import Any

import pytest
from asn1crypto import algos, cms, core, tsp, x509
from cryptography.hazmat.primitives.asymmetric.ec import ECDSA, EllipticCurvePrivateKey
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.serialization import load_pem_private_key
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from qala.errors import BadSignature
from qala.publish.cms import Signed, verify
from tests.keys import AKIM, HEAD, Holder, for_signing
from tests.publish.cms.conftest import DOCUMENT, Accepts, World

MUCH = settings(max_examples=200, suppress_health_check=[HealthCheck.function_scoped_fixture])
WAYS = ((), ("-nodetach",), ("-nodetach", "-keyopt", "rsa_padding_mode:pss"))


def told(world: World, signature: bytes, content: bytes = DOCUMENT) -> Signed | None:
    """What is told of a signature, None where it is refused; any other exception fails the test."""
    try:
        return world.check(signature, content)
    except BadSignature:
        return None


class Sample:
    """A signature that holds, and what is told of it."""

    def __init__(self, signature: bytes, before: Signed) -> None:
        self.signature, self.before = signature, before


@pytest.fixture(scope="module")
def samples(world: World) -> list[Sample]:
    """With as little around them as can be: the certificate of the trusted authority is left out."""
    people = [Holder(who.key, who.certificate, who.above[:1]) for who in (world.akim, world.akim_ec)]
    made = [world.sign(*way, by=who) for way in WAYS for who in people[: 1 if "-keyopt" in way else 2]]
    return [Sample(one, world.check(one)) for one in made]


@MUCH
@given(st.integers(0, 4), st.integers(0), st.integers(1, 255))
def test_a_changed_bit_of_the_signature(
    world: World, samples: list[Sample], openssl_accepts: Accepts, which: int, place: int, bits: int
) -> None:
    bent = bytearray(samples[which].signature)
    bent[place % len(bent)] ^= bits
    found = told(world, bytes(bent))
    assert found in (None, samples[which].before)
    assert found is None or openssl_accepts(bytes(bent), DOCUMENT), "what openssl refuses is not taken"


@pytest.mark.long
def test_every_byte_of_a_signature(world: World, samples: list[Sample]) -> None:
    """What is taken in spite of it are version numbers and parameters that say nothing."""
    for one in samples[:2]:
        taken = 0
        for place in range(len(one.signature)):
            bent = bytearray(one.signature)
            bent[place] ^= (1, 0x80, 0xFF)[place % 3]
            found = told(world, bytes(bent))
            assert found in (None, one.before), place
            taken += found is not None
        assert taken < 10


@MUCH
@given(which=st.integers(0, 4), place=st.integers(0, len(DOCUMENT) - 1), bits=st.integers(1, 255))
def test_a_changed_bit_of_the_document(world: World, samples: list[Sample], which: int, place: int, bits: int) -> None:
    bent = bytearray(DOCUMENT)
    bent[place] ^= bits
    assert told(world, samples[which].signature, bytes(bent)) is None


@MUCH
@given(data=st.data())
def test_what_is_cut_off_or_put_on(world: World, samples: list[Sample], data: st.DataObject) -> None:
    signature = data.draw(st.sampled_from(samples)).signature
    assert told(world, signature[: data.draw(st.integers(0, len(signature) - 1))]) is None
    assert told(world, signature + data.draw(st.binary(min_size=1, max_size=9))) is None
    start, end = sorted(data.draw(st.tuples(*[st.integers(0, len(signature))] * 2)))
    assert start == end or told(world, signature[:start] + signature[end:]) is None


@MUCH
@given(data=st.data())
def test_bent_pem(world: World, samples: list[Sample], data: st.DataObject) -> None:
    pem = b"-----BEGIN CMS-----\n" + base64.encodebytes(samples[0].signature) + b"-----END CMS-----\n"
    bent = bytearray(pem)
    bent[data.draw(st.integers(0, len(bent) - 1))] = data.draw(st.integers(0, 255))
    assert told(world, bytes(bent)) in (None, samples[0].before)


@settings(max_examples=300, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.one_of(st.binary(max_size=300), st.text(max_size=100).map(str.encode)))
def test_any_bytes_are_refused(world: World, samples: list[Sample], content: bytes) -> None:
    """Also where a certificate of a trusted authority should be."""
    for before in (b"", b"\x30\x80", b"\x30\x82\x01\x00\x06\x09\x2a\x86\x48\x86\xf7\x0d\x01\x07\x02\xa0", b"MII"):
        with pytest.raises(BadSignature):
            world.check(before + content)
    with pytest.raises(BadSignature):
        verify(DOCUMENT, samples[0].signature, [content], world.at)


BOMBS = {
    "empty": b"",
    "zeros": bytes(10_000_000),
    "zeros within bounds": bytes(400_000),
    "elements without end": b"\x30\x83\x06\x1a\x80" + bytes(400_000),
    "deep": b"\x30\x80" * 100_000,
    "deep and whole": b"\x30\x80" * 5_000 + b"\0\0" * 5_000,
    "deep with lengths": b"".join(b"\x30\x83" + (5 * left).to_bytes(3, "big") for left in range(20_000, -1, -1)),
    "a tag without end": b"\x3f" + b"\xff" * 400_000,
    "an object identifier without end": b"\x30\x83\x06\x1a\x84\x06\x83\x06\x1a\x80" + b"\xff" * 400_000,
    "a length beyond all": b"\x30\x88" + b"\xff" * 8,
    "base64 without end": b"M" * 500_000,
    "armour without end": b"-----BEGIN CMS-----" * 20_000,
    "two at once": b"-----BEGIN CMS-----\nMAA=\n-----END CMS-----\n" * 2,
    "no base64": b"-----BEGIN CMS-----\nM\n-----END CMS-----\n",
}


@pytest.mark.timeout(20)
@pytest.mark.parametrize("name", BOMBS)
def test_what_would_take_long_is_refused_soon(world: World, name: str) -> None:
    with pytest.raises(BadSignature) as refused:
        world.check(BOMBS[name])
    assert refused.value.code in ("cms.not_cms", "cms.too_large")


class Forge:
    """Makes signatures by the akim's own key that are whole but for one thing."""

    def __init__(self, world: World) -> None:
        self.world = world
        self.key = load_pem_private_key(world.akim_ec.key.read_bytes(), None)

    def signature(self, change: Callable[[Any], None], sign: bool = True) -> bytes:
        """change: what is done to the SignedData; sign: whether it is signed anew after."""
        outer = cms.ContentInfo.load(self.world.sign(by=self.world.akim_ec))
        inner = outer["content"]
        change(inner)
        signer = inner["signer_infos"][0]
        if sign:
            assert isinstance(self.key, EllipticCurvePrivateKey)
            message = b"\x31" + signer["signed_attrs"].dump(force=True)[1:]
            signer["signature"] = self.key.sign(message, ECDSA(SHA256()))
        return bytes(outer.dump(force=True))

    def attributes(self, *change: Callable[[list[Any]], list[Any]], sign: bool = True) -> bytes:
        """With other signed attributes."""

        def put(inner: Any) -> None:
            attributes = list(inner["signer_infos"][0]["signed_attrs"])
            for one in change:
                attributes = one(attributes)
            inner["signer_infos"][0]["signed_attrs"] = cms.CMSAttributes(attributes)

        return self.signature(put, sign)


@pytest.fixture
def forge(world: World) -> Forge:
    return Forge(world)


def without(name: str) -> Callable[[list[Any]], list[Any]]:
    return lambda attributes: [one for one in attributes if one["type"].native != name]


def plus(name: str, *values: Any) -> Callable[[list[Any]], list[Any]]:
    return lambda attributes: [*attributes, cms.CMSAttribute({"type": name, "values": list(values)})]


def code_of(world: World, signature: bytes) -> str:
    with pytest.raises(BadSignature) as refused:
        world.check(signature)
    return refused.value.code


def test_the_forge_makes_what_is_taken(world: World, forge: Forge) -> None:
    assert world.check(forge.attributes()).iin
    assert world.check(forge.attributes(without("signing_time"))).claimed_at is None


def test_attributes_that_are_missing_or_stand_twice(world: World, forge: Forge) -> None:
    digest = core.OctetString(bytes(32))
    assert code_of(world, forge.attributes(without("message_digest"))) == "cms.no_attributes"
    assert code_of(world, forge.attributes(without("content_type"))) == "cms.not_data"
    wrong = forge.attributes(without("message_digest"), plus("message_digest", digest))
    assert code_of(world, wrong) == "cms.other_content"
    assert code_of(world, forge.attributes(plus("message_digest", digest))) == "cms.not_cms"
    assert code_of(world, forge.attributes(plus("content_type", "data"))) == "cms.not_cms"
    other = forge.attributes(without("content_type"), plus("content_type", "signed_data"))
    assert code_of(world, other) == "cms.not_data"
    two = plus("message_digest", digest, core.OctetString(bytes(31)))
    assert code_of(world, forge.attributes(without("message_digest"), two)) == "cms.not_cms"


def test_attributes_that_were_not_signed(world: World, forge: Forge) -> None:
    assert code_of(world, forge.attributes(without("signing_time"), sign=False)) == "cms.wrong"
    assert code_of(world, forge.attributes(plus("1.2.3.4", core.Null()), sign=False)) == "cms.wrong"


def test_attributes_in_another_order(world: World, forge: Forge) -> None:
    """The bytes as they stand were signed: a set that is written in another order is another one."""
    signature = world.sign(by=world.akim_ec)
    attributes = cms.ContentInfo.load(signature)["content"]["signer_infos"][0]["signed_attrs"]
    parts = [one.dump() for one in attributes]
    first, second = parts[0] + parts[1], parts[1] + parts[0]
    assert signature.count(first) == 1
    assert code_of(world, signature.replace(first, second)) == "cms.wrong"


def test_attributes_of_another_signature(world: World, forge: Forge) -> None:
    def put(inner: Any) -> None:
        other = cms.ContentInfo.load(world.sign("-md", "sha256", by=world.akim, content=b"other"))
        inner["signer_infos"][0]["signed_attrs"] = other["content"]["signer_infos"][0]["signed_attrs"].copy()

    assert code_of(world, forge.signature(put, sign=False)) == "cms.other_content"


def test_the_document_alone_was_signed(world: World, forge: Forge) -> None:
    """Its bytes are not taken for attributes, nor attributes for a document."""
    signature = world.sign()
    attributes = cms.ContentInfo.load(signature)["content"]["signer_infos"][0]["signed_attrs"]
    assert told(world, signature, b"\x31" + attributes.dump()[1:]) is None


def test_a_certificate_of_somebody_else(world: World, forge: Forge) -> None:
    """Of the same name and number, by an authority of the same name: the key is another."""
    other = world.keys.holder(AKIM, world.middle, for_signing(*HEAD))

    def swap(inner: Any) -> None:
        inner["certificates"] = [x509.Certificate.load(other.der)]

    assert code_of(world, forge.signature(swap, sign=False)) == "cms.no_certificate"

    def rename(inner: Any) -> None:
        swap(inner)
        number = x509.Certificate.load(other.der).serial_number
        inner["signer_infos"][0]["sid"].chosen["serial_number"] = number

    assert code_of(world, forge.signature(rename, sign=False)) == "cms.wrong"


def test_a_certificate_that_the_signature_does_not_mean(world: World, forge: Forge) -> None:
    """Two certificates of one key: the attribute signing-certificate-v2 tells which one was meant."""
    twin = world.keys.holder(AKIM.replace("ӘКІМ", "ҚЫЗМЕТКЕР"), world.middle, for_signing(), key=world.akim_ec.key)

    def named(holder: Holder) -> bytes:
        digest = {"cert_hash": sha256(holder.der).digest()}
        value = tsp.SigningCertificateV2({"certs": [digest]})
        return forge.attributes(plus("1.2.840.113549.1.9.16.2.47", value))

    assert world.check(named(world.akim_ec)).iin
    assert code_of(world, named(twin)) == "cms.other_certificate"


def test_one_digest_is_named_and_another_used(world: World, forge: Forge) -> None:
    def put(inner: Any) -> None:
        signer = inner["signer_infos"][0]
        signer["signature_algorithm"] = algos.SignedDigestAlgorithm({"algorithm": "sha512_ecdsa"})

    assert code_of(world, forge.signature(put)) == "cms.algorithm"


def test_an_algorithm_of_another_key(world: World, forge: Forge) -> None:
    for name in ("sha256_rsa", "sha256_dsa", "1.2.398.3.10.1.1.2.3.2"):

        def put(inner: Any, name: str = name) -> None:
            algorithm = algos.SignedDigestAlgorithm({"algorithm": name})
            inner["signer_infos"][0]["signature_algorithm"] = algorithm

        assert code_of(world, forge.signature(put)) == "cms.algorithm"
