"""Keys of people: made, listed, ended, recognised."""

import secrets
from collections.abc import Collection
from datetime import date, datetime, timedelta
from hashlib import sha256

from django.http import HttpRequest
from django.utils import timezone
from ninja.security import HttpBearer

from qala.errors import BadUse
from qala.web.api.limits import count_key
from qala.web.api.models import ApiKey
from qala.web.api.problems import Refused
from qala.web.people import services as people
from qala.web.people.services import Person

PREFIX = "qala_"
PROPOSE, READ_WORK, COLLECT = "publications:propose", "work:read", "collect"
SCOPES = (PROPOSE, READ_WORK, COLLECT)
LONGEST = timedelta(days=366)
MOST = 20
"""Keys that a person has at once."""


def make(person: Person, name: str, scopes: Collection[str], expires_on: date, at: datetime) -> tuple[ApiKey, str]:
    """A key and its secret, which is told this once. Raises BadUse for what no key can have."""
    name = name.strip()
    if not name or len(name) > 100 or not name.isprintable():
        raise BadUse("api.key_name")
    if not scopes or not set(scopes) <= set(SCOPES):
        raise BadUse("api.key_scopes")
    if not at.date() < expires_on <= at.date() + LONGEST:
        raise BadUse("api.key_expires")
    if sum(works(one, at) for one in of(person)) >= MOST:
        raise BadUse("api.key_many", most=MOST)
    secret = PREFIX + secrets.token_urlsafe(32)
    about = {"person_id": person.pk, "name": name, "scopes": sorted(set(scopes)), "expires_on": expires_on}
    row = ApiKey.objects.create(**about, digest=_digest(secret), start=secret[:9], created_at=at)
    return row, secret


def of(person: Person) -> list[ApiKey]:
    """All keys of a person, the newest first."""
    return list(ApiKey.objects.filter(person_id=person.pk))


def end(person: Person, number: int, at: datetime) -> None:
    """Ends a key of a person. Raises BadUse where they have none such."""
    if not ApiKey.objects.filter(pk=number, person_id=person.pk).exists():
        raise BadUse("api.key_unknown")
    ApiKey.objects.filter(pk=number, person_id=person.pk, ended_at=None).update(ended_at=at)


def works(key: ApiKey, at: datetime) -> bool:
    """Whether it has neither ended nor expired; it works until the end of its last day."""
    return key.ended_at is None and at.date() <= key.expires_on


def rights_with(secret: str, scope: str) -> people.Rights:
    """What the person whose key this is may do. Raises Refused: 401 where it does not work, 403 where it lacks the
    scope, or its person the second factor that the site wants of them.
    """
    now = timezone.now()
    key = _key_of(secret)
    if key is None or not works(key, now) or not key.person.is_active or not isinstance(key.person, Person):
        raise Refused(401, "bad_key")
    count_key(key.digest)
    if scope not in key.scopes:
        raise Refused(403, "no_scope", scope=scope)
    rights = people.rights_of(key.person)
    if people.lacks_second_factor(rights):
        raise Refused(403, "no_second_factor")
    if key.last_used != now.date():
        ApiKey.objects.filter(pk=key.pk).update(last_used=now.date())
    return rights


def _key_of(secret: str) -> ApiKey | None:
    if not (secret.isascii() and secret.startswith(PREFIX) and len(secret) < 100):
        return None
    try:
        return ApiKey.objects.select_related("person").get(digest=_digest(secret))
    except ApiKey.DoesNotExist:
        return None


class Key(HttpBearer):
    """Of an operation that needs a key with a scope; the person is `request.auth`, what they may do
    `people.rights(request)`. A session counts for nothing."""

    def __init__(self, scope: str) -> None:
        super().__init__()
        self.scope = scope

    def authenticate(self, request: HttpRequest, token: str) -> Person | None:
        """Raises Refused. What the person may do is kept, so that it is asked for once in a request."""
        rights = rights_with(token, self.scope)
        request.rights = rights  # type: ignore[attr-defined]
        return rights.person


def _digest(secret: str) -> str:
    return sha256(secret.encode()).hexdigest()
