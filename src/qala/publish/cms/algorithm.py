"""The algorithms that are accepted: RSA of 2048 bits or more (PKCS #1 v1.5 and PSS) and ECDSA on P-256 and P-384, with
SHA-256, SHA-384 or SHA-512. What is not on the list is refused by its name.
"""

from dataclasses import dataclass
from typing import Any

from cryptography.exceptions import InvalidSignature, UnsupportedAlgorithm
from cryptography.hazmat.primitives.asymmetric.ec import ECDSA, EllipticCurvePublicKey
from cryptography.hazmat.primitives.asymmetric.padding import MGF1, PSS, PKCS1v15
from cryptography.hazmat.primitives.asymmetric.rsa import RSAPublicKey
from cryptography.hazmat.primitives.hashes import SHA256, SHA384, SHA512, HashAlgorithm
from cryptography.hazmat.primitives.serialization import load_der_public_key

from qala.errors import BadSignature

HASHES: dict[str, HashAlgorithm] = {"sha256": SHA256(), "sha384": SHA384(), "sha512": SHA512()}
CURVES = {"secp256r1": "P-256", "secp384r1": "P-384"}
LEAST_BITS, MOST_BITS, LEAST_EXPONENT = 2048, 8192, 65537
PROBABILISTIC = "rsassa_pss"
_PLAIN = "rsassa_pkcs1v15"
_KINDS = {f"{name}_{kind}": (kind, name) for name in HASHES for kind in ("rsa", "ecdsa")} | {_PLAIN: ("rsa", "")}
Key = RSAPublicKey | EllipticCurvePublicKey


@dataclass(frozen=True, slots=True)
class Algorithm:
    """What something was signed with. name: as asn1crypto names it, or its number; hash: blank where neither the name
    nor the parameters say; mask, salt: of PSS, the digest of its mask and the bytes of its salt.
    """

    name: str
    hash: str = ""
    mask: str = ""
    salt: int = 0

    def with_hash(self, name: str) -> "Algorithm":
        """The same with the digest that is said beside it, where it says none itself. Raises BadSignature where it
        says another.
        """
        if self.name == _PLAIN:
            return Algorithm(_PLAIN, name)
        if self.hash != name:
            raise BadSignature("cms.algorithm", algorithm=f"{self.name}, {name}")
        return self


def read_algorithm(told: Any) -> Algorithm:
    """From a SignedDigestAlgorithm of asn1crypto."""
    name = str(told["algorithm"].native)
    if name != PROBABILISTIC:
        return Algorithm(name, _KINDS.get(name, ("", ""))[1])
    rules = told["parameters"]
    if rules["trailer_field"].native != "trailer_field_bc" or rules["mask_gen_algorithm"]["algorithm"].native != "mgf1":
        raise ValueError(name)
    mask = rules["mask_gen_algorithm"]["parameters"]["algorithm"].native
    return Algorithm(name, rules["hash_algorithm"]["algorithm"].native, mask, rules["salt_length"].native)


def key_of(written: bytes) -> Key:
    """The public key of a certificate. Raises BadSignature where it is not of an accepted kind and size."""
    try:
        key = load_der_public_key(written)
    except (ValueError, UnsupportedAlgorithm) as error:
        raise BadSignature("cms.key") from error
    if isinstance(key, RSAPublicKey):
        if LEAST_BITS <= key.key_size <= MOST_BITS and key.public_numbers().e >= LEAST_EXPONENT:
            return key
        raise BadSignature("cms.algorithm", algorithm=f"RSA {key.key_size}")
    if isinstance(key, EllipticCurvePublicKey):
        if key.curve.name in CURVES:
            return key
        raise BadSignature("cms.algorithm", algorithm=f"ECDSA {key.curve.name}")
    raise BadSignature("cms.key")


def holds(algorithm: Algorithm, key: Key, message: bytes, value: bytes) -> bool:
    """Whether a signature is one of the message by the key. Raises BadSignature where the algorithm is not accepted."""
    hash_ = HASHES.get(algorithm.hash)
    kind = _KINDS.get(algorithm.name, (algorithm.name, ""))[0]
    try:
        if hash_ and isinstance(key, RSAPublicKey) and kind == "rsa":
            key.verify(value, message, PKCS1v15(), hash_)
        elif hash_ and isinstance(key, RSAPublicKey) and kind == PROBABILISTIC and _is_usual(algorithm):
            key.verify(value, message, PSS(MGF1(hash_), algorithm.salt), hash_)
        elif hash_ and isinstance(key, EllipticCurvePublicKey) and kind == "ecdsa":
            key.verify(value, message, ECDSA(hash_))
        else:
            raise BadSignature("cms.algorithm", algorithm=said(algorithm))
    except InvalidSignature:
        return False
    return True


def said(algorithm: Algorithm, key: Key | None = None) -> str:
    """In words that are alike in all languages: `RSA 2048, SHA-256`; by its name where it is not on the list."""
    if key is None or algorithm.hash not in HASHES:
        return ", ".join(dict.fromkeys(part for part in (algorithm.name, algorithm.hash, algorithm.mask) if part))
    if isinstance(key, RSAPublicKey):
        kind = f"RSA{'-PSS' if algorithm.name == PROBABILISTIC else ''} {key.key_size}"
    else:
        kind = f"ECDSA {CURVES[key.curve.name]}"
    return f"{kind}, SHA-{algorithm.hash[3:]}"


def _is_usual(algorithm: Algorithm) -> bool:
    """Whether PSS masks with the digest that it signs, and its salt is not longer than any key has room for."""
    return algorithm.mask == algorithm.hash and 0 <= algorithm.salt <= MOST_BITS // 8
