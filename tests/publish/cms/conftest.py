"""A small world of authorities and people, made once."""

import shutil
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from qala.publish.cms import Signed, verify
from tests.keys import AKIM, HEAD, Holder, Keys, for_signing

DOCUMENT = b'{"answers":[],"qala":"submission/1"}'


@dataclass(frozen=True)
class World:
    """root trusts middle, which issued the certificates of the akim: with an RSA key, and with one on P-256."""

    keys: Keys
    root: Holder
    middle: Holder
    akim: Holder
    akim_ec: Holder
    at: datetime

    def check(self, signature: bytes, content: bytes = DOCUMENT, at: datetime | None = None) -> Signed:
        return verify(content, signature, [self.trusted], at or self.at)

    @property
    def trusted(self) -> bytes:
        return self.root.pem

    def sign(self, *options: str, by: Holder | None = None, content: bytes = DOCUMENT, form: str = "DER") -> bytes:
        return self.keys.sign(content, by or self.akim, *options, form=form)


@pytest.fixture(scope="package")
def world(tmp_path_factory: pytest.TempPathFactory) -> World:
    if shutil.which("openssl") is None:
        pytest.skip("openssl is not installed")
    keys = Keys(tmp_path_factory.mktemp("keys"))
    root = keys.authority("Сынақ түбірі")
    middle = keys.authority("Сынақ орталығы", root, kind="RSA:2048")
    akim = keys.holder(AKIM, middle, for_signing(*HEAD), kind="RSA:2048")
    akim_ec = keys.holder(AKIM, middle, for_signing(*HEAD))
    return World(keys, root, middle, akim, akim_ec, datetime.now(UTC) + timedelta(hours=1))


Accepts = Callable[[bytes, bytes], bool]


@pytest.fixture
def openssl_accepts(world: World, tmp_path: Path) -> Accepts:
    """Whether openssl says that a signature is one of the content, on the same terms."""
    import subprocess

    (tmp_path / "root.pem").write_bytes(world.trusted)

    def accepts(signature: bytes, content: bytes) -> bool:
        (tmp_path / "content").write_bytes(content)
        form = "PEM" if signature.startswith(b"-----") else "DER"
        terms = ("-CAfile", "root.pem", "-purpose", "any", "-attime", str(int(world.at.timestamp())))
        command = ("openssl", "cms", "-verify", "-binary", "-inform", form, "-content", "content", *terms)
        return not subprocess.run(command, input=signature, cwd=tmp_path, capture_output=True, check=False).returncode

    return accepts
