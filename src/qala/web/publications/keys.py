"""The key that the site signs with, and all that it ever signed with."""

import os
import tempfile
from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import cast

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat, load_pem_private_key
from django.db import transaction

from qala.errors import BadUse
from qala.files.home import home
from qala.publish.signature import PublicKey, Signature, State, key_id, sign
from qala.web.ledger import services as ledger
from qala.web.people.services import Person
from qala.web.publications.models import SigningKey

IN_USE, RETIRED, LOST = "in-use", "retired", "lost"
CHAIN = "keys"
"""The chain of the ledger that tells what became of keys."""


@dataclass(frozen=True, slots=True)
class Looked:
    """The file of the key as it lies there. open: others can read it; id: blank where it is no key; state: in the
    database, blank where it is not known there.
    """

    file: Path
    there: bool
    open: bool = False
    id: str = ""
    state: str = ""


def looked_at() -> Looked:
    """The key that the site would sign with, without drawing one."""
    file = _file()
    if not file.exists():
        return Looked(file, there=False)
    open_ = bool(file.stat().st_mode & 0o077)
    try:
        id_ = key_id(_private().public_key().public_bytes_raw())
    except BadUse:
        return Looked(file, there=True, open=open_)
    row = SigningKey.objects.filter(pk=id_).first()
    return Looked(file, True, open_, id_, row.state if row else "")


def signature_of(digest: str, at: datetime, chains: Iterable[str] = ()) -> Signature:
    """The site's signature of a digest, and of the heads of chains of its ledger, that of its keys among them.

    Raises BadUse where its key cannot be read, or is no longer in use.
    """
    private = _private()
    known = _known(private, at)
    if known.state != IN_USE:
        raise BadUse("signature.not_in_use", key=known.id, file=_file())
    return sign(private, digest, at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ"), ledger.heads(*chains, CHAIN))


def public_keys() -> tuple[PublicKey, ...]:
    """All keys of the site, the newest first."""
    rows = SigningKey.objects.order_by("-since", "id")
    return tuple(PublicKey(row.id, bytes(row.public), cast(State, row.state), row.reason) for row in rows)


def keys_with_days() -> list[tuple[PublicKey, datetime]]:
    """All keys of the site, the newest first, each with the time since which it is known."""
    since = dict(SigningKey.objects.values_list("id", "since"))
    return [(one, since[one.id]) for one in public_keys()]


def rotate(at: datetime, by: Person | None = None) -> str:
    """Retires the key in use and draws another; gives its id. What the former signed stays valid. by: None for the
    operator. Of two at once the second takes what the first one drew.

    Raises BadUse where the key is told by QALA_SIGNING_KEY: then whoever keeps that file replaces it.
    """
    if os.environ.get("QALA_SIGNING_KEY"):
        raise BadUse("signature.kept_elsewhere", file=_file())
    former = _known(_private(), at)
    with transaction.atomic():
        state = SigningKey.objects.select_for_update().get(pk=former.pk).state
        if key_id(_private().public_key().public_bytes_raw()) == former.pk:
            if state == IN_USE:
                SigningKey.objects.filter(pk=former.pk).update(state=RETIRED)
                _tell(former.pk, RETIRED, at, by=by)
            _file().rename(_file().with_name(f"signing-key-{former.pk}.pem"))
    return _known(_private(), at).id


def lose(id_: str, reason: str, at: datetime, by: Person | None = None) -> None:
    """Says of a key that it was lost or stolen: nothing that it signed is valid any more. Raises BadUse for another."""
    if not reason.strip():
        raise BadUse("signature.no_reason")
    with transaction.atomic():
        if not SigningKey.objects.filter(pk=id_).update(state=LOST, reason=reason.strip()):
            known = ", ".join(SigningKey.objects.values_list("id", flat=True)) or "–"
            raise BadUse("signature.no_key", key=id_, known=known)
        _tell(id_, LOST, at, reason.strip(), by)


def _known(private: Ed25519PrivateKey, at: datetime) -> SigningKey:
    public = private.public_key().public_bytes_raw()
    with transaction.atomic():
        row, new = SigningKey.objects.get_or_create(id=key_id(public), defaults={"public": public, "since": at})
        if new:
            _tell(row.pk, IN_USE, at)
    return row


def _tell(key: str, state: str, at: datetime, reason: str = "", by: Person | None = None) -> None:
    ledger.add(CHAIN, ledger.Event(state, f"key:{key}", {"reason": reason} if reason else {}), by, at)


def _file() -> Path:
    return Path(os.environ.get("QALA_SIGNING_KEY") or home() / "signing-key.pem")


def _private() -> Ed25519PrivateKey:
    file = _file()
    if not os.environ.get("QALA_SIGNING_KEY"):
        _draw_once(file)
    try:
        found = load_pem_private_key(file.read_bytes(), None)
    except (OSError, ValueError, TypeError) as error:
        raise BadUse("signature.no_private_key", file=file) from error
    if not isinstance(found, Ed25519PrivateKey):
        raise BadUse("signature.no_private_key", file=file)
    return found


def _draw_once(file: Path) -> None:
    """Whole or not at all, and never over another: who comes second takes the first one's."""
    if file.exists():
        return
    file.parent.mkdir(parents=True, exist_ok=True)
    drawn = Ed25519PrivateKey.generate().private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
    descriptor, name = tempfile.mkstemp(dir=file.parent, prefix=".signing-key-")
    try:
        with os.fdopen(descriptor, "wb") as out:
            out.write(drawn)
            out.flush()
            os.fsync(out.fileno())
        with suppress(FileExistsError):
            file.hardlink_to(name)
    finally:
        Path(name).unlink()
