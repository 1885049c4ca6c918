"""Signing what is published, and the keys that did."""

import base64
from datetime import UTC, datetime

from django.db.models import Q

from qala.errors import BadUse
from qala.publish import signature
from qala.publish.signature import PublicKey
from qala.web.keys import signing_key
from qala.web.proposals.models import Key


def sign(digest: str, at: datetime) -> str:
    """The content of `assessment.sig`, by the site's key, which is remembered; former ones end.

    Raises BadFile where there is no key to be read, BadUse where it is one that ended.
    """
    pem, now = signing_key(), at.replace(microsecond=0)
    raw = signature.public_of(pem, "signing-key.pem")
    about = {"public": base64.b64encode(raw).decode(), "since": now}
    key, new = Key.objects.get_or_create(id=signature.key_id(raw), defaults=about)
    if key.until or key.withdrawn:
        raise BadUse("proposals.key_ended", key=key.id)
    if new:
        Key.objects.filter(~Q(id=key.id), until=None).update(until=now)
    return signature.sign(digest, pem, at).decode()


def public_keys() -> tuple[PublicKey, ...]:
    """Every key that ever signed."""
    return tuple(
        PublicKey(base64.b64decode(key.public), _said(key.since), _said(key.until), key.withdrawn)
        for key in Key.objects.all()
    )


def withdraw_key(id: str, reason: str, at: datetime) -> None:  # noqa: A002 - it is the key's id
    """Says that nothing that a key signed is to be trusted, and why. Raises BadUse."""
    if not reason.strip():
        raise BadUse("proposals.no_reason")
    ended = {"withdrawn": reason.strip(), "until": at.replace(microsecond=0)}
    if not Key.objects.filter(id=id, withdrawn="").update(**ended):
        raise BadUse("proposals.no_key", key=id)


def _said(at: datetime | None) -> str:
    return at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ") if at else ""
