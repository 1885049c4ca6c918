"""Who signed, as the certificate says it, and with which right."""

import re
from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any

from qala.publish.cms.algorithm import Algorithm, Key, said
from qala.publish.cms.certificate import Certificate

ROLES = {
    "1.2.398.3.3.4.1.1": "individual",
    "1.2.398.3.3.4.1.2": "organisation",
    "1.2.398.3.3.4.1.2.1": "head",
    "1.2.398.3.3.4.1.2.2": "right-to-sign",
    "1.2.398.3.3.4.1.2.5": "employee",
}
"""What certificates of the national authority of Kazakhstan say of their owner, under extended key usage."""
_HEAD, _RIGHT_TO_SIGN = "1.2.398.3.3.4.1.2.1", "1.2.398.3.3.4.1.2.2"
_ROLE = re.compile(r"1\.2\.398\.3\.3\.4\.1(\.\d+)*")
_IIN, _BIN = re.compile(r"(?:IIN)?(.+)"), re.compile(r"BIN([0-9]{12})")


@dataclass(frozen=True, slots=True)
class Signed:
    """A signature that held, of a certificate that a trusted authority issued.

    iin, bin: blank where the certificate has none, or several; roles: object identifiers, of which ROLES names those
    that are known; serial: hexadecimal; fingerprint: SHA-256 of the certificate; claimed_at: when it was signed, as the
    signer says, which nobody vouches for. Whether the certificate was revoked was not asked.
    """

    common_name: str
    iin: str
    organisation: str
    bin: str
    roles: tuple[str, ...]
    serial: str
    issuer: str
    fingerprint: str
    valid_from: datetime
    valid_to: datetime
    claimed_at: datetime | None
    algorithm: str

    @property
    def may_sign(self) -> bool:
        """Whether it is the head of an organisation, or somebody who has the right to sign for one."""
        return bool(self.bin) and not {_HEAD, _RIGHT_TO_SIGN}.isdisjoint(self.roles)

    @property
    def row(self) -> dict[str, Any]:
        """The same as JSON has it."""
        times = {name: getattr(self, name) for name in ("valid_from", "valid_to", "claimed_at")}
        written = {name: at.isoformat() if at else None for name, at in times.items()}
        return asdict(self) | {"roles": list(self.roles)} | written


def signed_of(one: Certificate, key: Key, algorithm: Algorithm, claimed_at: datetime | None) -> Signed:
    """What the certificate of a signature says."""
    names = dict(one.named)
    return Signed(
        common_name=names.get("CN", ""),
        iin=_only(one, "serialNumber", _IIN),
        organisation=names.get("O", ""),
        bin=_only(one, "OU", _BIN),
        roles=tuple(sorted({each for each in one.purposes if _ROLE.fullmatch(each)})),
        serial=f"{one.serial:x}",
        issuer=", ".join(f"{kind}={value}" for kind, value in one.issued_by),
        fingerprint=one.fingerprint,
        valid_from=one.valid_from,
        valid_to=one.valid_to,
        claimed_at=claimed_at,
        algorithm=said(algorithm, key),
    )


def _only(one: Certificate, kind: str, pattern: re.Pattern[str]) -> str:
    """What attributes of a kind say under a pattern, blank where they say different things."""
    found = {match[1] for each, value in one.named if each == kind and (match := pattern.fullmatch(value))}
    return found.pop() if len(found) == 1 else ""
