"""The way from a certificate to an authority that is trusted (RFC 5280, section 6, without revocation and policies)."""

from collections.abc import Iterator, Sequence
from datetime import datetime

from qala.errors import BadSignature
from qala.publish.cms.algorithm import holds, key_of
from qala.publish.cms.certificate import Certificate

LONGEST = 6
"""Certificates from the signer's to the trusted one."""
SIGNING = frozenset(("digital_signature", "non_repudiation"))

Path = tuple[Certificate, ...]


def check_path(signer: Certificate, among: Sequence[Certificate], trusted: Sequence[Certificate], at: datetime) -> None:
    """Raises BadSignature where no way leads to a trusted authority, or none whose certificates all held at that time
    and could be used so. among: certificates that may stand between.
    """
    search = _Search(among, trusted)
    for path in search.paths(signer):
        try:
            _check(path, at)
        except BadSignature as fault:
            search.faults.append(fault)
        else:
            return
    if search.faults:
        raise search.faults[0]
    raise BadSignature("cms.untrusted", issuer=dict(signer.issued_by).get("CN", ""))


class _Search:
    """Every certificate is gone through once, so that the search ends soon whatever was sent."""

    def __init__(self, among: Sequence[Certificate], trusted: Sequence[Certificate]) -> None:
        self.among, self.trusted = among, trusted
        self.faults: list[BadSignature] = []

    def paths(self, signer: Certificate) -> Iterator[Path]:
        """From the signer to a trusted authority, each certificate signed by the next; the shortest first."""
        ways: list[Path] = [(signer,)]
        seen = {signer}
        for way in ways:
            for authority in self._issuers(way[-1], self.trusted):
                yield (*way, authority)
            if len(way) + 1 < LONGEST:
                fresh = [one for one in self.among if one not in seen]
                for one in self._issuers(way[-1], fresh):
                    seen.add(one)
                    ways.append((*way, one))

    def _issuers(self, child: Certificate, candidates: Sequence[Certificate]) -> Iterator[Certificate]:
        for one in candidates:
            if one.subject == child.issuer:
                try:
                    if holds(child.algorithm, key_of(one.key), child.signed, child.signature):
                        yield one
                except BadSignature as fault:
                    self.faults.append(fault)


def _check(path: Path, at: datetime) -> None:
    between = 0
    for place, one in enumerate(path):
        _check_time(one, at)
        if one.demands:
            raise BadSignature("cms.demand", title=one.title, extension=one.demands[0])
        if place:
            _check_authority(one, between)
            between += one.subject != one.issuer
    if not path[0].uses & SIGNING:
        raise BadSignature("cms.not_for_signing", title=path[0].title)


def _check_time(one: Certificate, at: datetime) -> None:
    if at > one.valid_to:
        raise BadSignature("cms.expired", title=one.title, date=one.valid_to.date().isoformat())
    if at < one.valid_from:
        raise BadSignature("cms.not_yet_valid", title=one.title, date=one.valid_from.date().isoformat())


def _check_authority(one: Certificate, between: int) -> None:
    if not one.authority or "key_cert_sign" not in one.uses:
        raise BadSignature("cms.no_authority", title=one.title)
    if one.below is not None and between > one.below:
        raise BadSignature("cms.too_far", title=one.title)
