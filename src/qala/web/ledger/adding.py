"""Adding to the ledger."""

from __future__ import annotations

import json
import secrets
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from hashlib import sha256
from typing import TYPE_CHECKING, Any

import rfc8785
from django.db import transaction

from qala.publish.chain import Head, hash_of
from qala.web.ledger.models import Chain, Entry, Private

if TYPE_CHECKING:
    from qala.web.people.services import Person


class Stale(Exception):
    """Somebody else has changed the subject since it was read."""


@dataclass(frozen=True)
class Event:
    """What is done about a subject. payload: kept for ever; private: what may be forgotten one day, such as names.

    Both hold what JSON has; numbers are finite.
    """

    kind: str
    subject: str
    payload: Mapping[str, Any] = field(default_factory=dict)
    private: Mapping[str, Any] = field(default_factory=dict)


def locked(name: str) -> Chain:
    """A chain that nobody else adds to until the transaction ends; an empty one where there is none."""
    Chain.objects.get_or_create(name=name)
    return Chain.objects.select_for_update().get(name=name)


@transaction.atomic
def add(name: str, event: Event, by: Person | None, at: datetime, seen: int | None = None) -> Entry:
    """Adds an entry to a chain, as the subject's next version.

    by: None for the site itself; seen: the version that whoever acts has seen, 0 for none, where that matters.
    Raises Stale where there is a newer one, and ValueError for numbers that are not finite.
    """
    chain = locked(name)
    last = Entry.objects.filter(chain=chain, subject=event.subject).order_by("-version").first()
    version = last.version if last else 0
    if seen is not None and seen != version:
        raise Stale(event.subject, seen, version)
    salt, private = secrets.token_hex(16), canonical(event.private)
    says = {
        "kind": event.kind,
        "subject": event.subject,
        "version": version + 1,
        "at": written(at),
        "by": by.pk if by else None,
        "payload": dict(event.payload),
        "private": commitment(salt, private) if event.private else "",
    }
    number, digest = chain.length + 1, hash_of(name, chain.length + 1, chain.hash, says)
    about = {name: says[name] for name in ("kind", "subject", "version")}
    made = Entry.objects.create(chain=chain, number=number, at=at, by=by, said=canonical(says), hash=digest, **about)
    if event.private:
        Private.objects.create(entry=made, salt=salt, said=private)
    Chain.objects.filter(pk=name).update(length=number, hash=digest)
    return made


@transaction.atomic
def forget(entry: Entry, by: Person | None, at: datetime) -> Entry:
    """Takes out what is private to an entry, and adds an entry that says so."""
    event = Event("forgotten", entry.subject, {"number": entry.number})
    made = add(entry.chain_id, event, by, at)
    Private.objects.filter(entry=entry).delete()
    return made


def heads(*names: str) -> tuple[Head, ...]:
    """How far these chains have come, or all where none are named, by name."""
    found = Chain.objects.filter(length__gt=0).order_by("name")
    if names:
        found = found.filter(name__in=names)
    return tuple(Head(one.name, one.length, one.hash) for one in found)


def canonical(content: Mapping[str, Any]) -> str:
    """Content as RFC 8785 writes it. Raises ValueError for what JSON does not have."""
    return rfc8785.dumps(dict(content)).decode()


def commitment(salt: str, private: str) -> str:
    """What an entry has of its private part."""
    return sha256(f"{salt}\n{private}".encode()).hexdigest()


def written(at: datetime) -> str:
    """A time to the microsecond, in UTC."""
    return at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ")


def parsed(said: str) -> dict[str, Any]:
    """What an entry says."""
    found: dict[str, Any] = json.loads(said)
    return found
