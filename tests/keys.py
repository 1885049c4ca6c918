"""People's keys and certificates for tests, made when they are needed by the openssl command line, which signs too.

Names, numbers and authorities are invented. Certificates say what those of the national authority of Kazakhstan say:
IIN under serialNumber, BIN under OU, roles under extended key usage.
"""

import subprocess
from dataclasses import dataclass
from itertools import count
from pathlib import Path
from typing import Any

HEAD = ("1.2.398.3.3.4.1.2", "1.2.398.3.3.4.1.2.1")
RIGHT_TO_SIGN = ("1.2.398.3.3.4.1.2", "1.2.398.3.3.4.1.2.2")
EMPLOYEE = ("1.2.398.3.3.4.1.2", "1.2.398.3.3.4.1.2.5")
INDIVIDUAL = ("1.2.398.3.3.4.1.1",)
BIN = "940140000385"
AKIM = f"/C=KZ/CN=ҮЛГІ ӘКІМ/SN=ҮЛГІ/serialNumber=IIN123456789011/O=Үлгі қаласының әкімдігі/OU=BIN{BIN}"
AUTHORITY = "basicConstraints=critical,CA:TRUE\nkeyUsage=critical,keyCertSign,cRLSign"
SIGNING = "keyUsage=critical,digitalSignature,nonRepudiation"


@dataclass(frozen=True)
class Holder:
    """Somebody with a key. above: the certificates of the authorities that stand between, the nearest first."""

    key: Path
    certificate: Path
    above: tuple[Path, ...] = ()

    @property
    def pem(self) -> bytes:
        return self.certificate.read_bytes()

    @property
    def der(self) -> bytes:
        return openssl("x509", "-in", self.certificate, "-outform", "DER")


def openssl(*arguments: object, given: bytes = b"") -> bytes:
    """What the command prints; fails where the command does."""
    done = subprocess.run(["openssl", *map(str, arguments)], input=given, capture_output=True, check=False)
    assert done.returncode == 0, done.stderr.decode()
    return done.stdout


def for_signing(*roles: str) -> str:
    """The extensions of a person's certificate."""
    return f"{SIGNING}\nextendedKeyUsage={','.join(('emailProtection', *roles))}"


class Keys:
    """Makes holders in a folder."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.numbers = count(1)

    def authority(self, name: str, by: Holder | None = None, extensions: str = AUTHORITY, **more: Any) -> Holder:
        """One that issues certificates, trusted by itself or by another."""
        return self.holder(f"/C=KZ/CN={name}", by, extensions, **more)

    def holder(
        self,
        subject: str,
        by: Holder | None,
        extensions: str,
        kind: str = "EC:P-256",
        md: str = "sha256",
        days: str = "30",
        key: Path | None = None,
    ) -> Holder:
        """by: who issues it, None for itself; kind: RSA:BITS or EC:CURVE; key: that of another, to have the same."""
        number = next(self.numbers)
        place = self.folder / str(number)
        key = key or self.key(place.with_suffix(".key"), kind)
        request, certificate, told = (place.with_suffix(f".{one}") for one in ("csr", "pem", "ext"))
        openssl("req", "-new", "-utf8", "-key", key, "-subj", subject, "-out", request)
        told.write_text(extensions)
        issuer = ("-CA", by.certificate, "-CAkey", by.key) if by else ("-signkey", key)
        options = ("-set_serial", 1000 + number, "-days", days, f"-{md}", "-extfile", told, "-out", certificate)
        openssl("x509", "-req", "-in", request, *issuer, *options)
        above = (by.certificate, *by.above) if by else ()
        return Holder(key, certificate, above)

    def key(self, file: Path, kind: str) -> Path:
        """A private key in a file."""
        name, _, size = kind.partition(":")
        option = f"rsa_keygen_bits:{size}" if name == "RSA" else f"ec_paramgen_curve:{size}"
        openssl("genpkey", "-algorithm", name, "-pkeyopt", option, "-out", file)
        return file

    def sign(self, content: bytes, by: Holder, *options: str, form: str = "DER") -> bytes:
        """A CMS signature; detached, with the certificates of who signs and of who stands between."""
        chain = self.folder / f"{next(self.numbers)}.chain"
        chain.write_bytes(b"".join(one.read_bytes() for one in by.above))
        above = ("-certfile", chain) if by.above else ()
        who = ("-signer", by.certificate, "-inkey", by.key, *above)
        return openssl("cms", "-sign", "-binary", *who, "-outform", form, *options, given=content)
