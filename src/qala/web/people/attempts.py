"""How often signing in may be tried, by username and by address, and other things be done: counted in the database."""

from datetime import datetime, timedelta

from django.conf import settings
from django.http import HttpRequest
from django.utils.crypto import salted_hmac

from qala.web.people.models import Attempt

SPAN = timedelta(minutes=15)
BY_NAME, BY_ADDRESS = 10, 50
"""Failed tries within SPAN."""


def begin(request: HttpRequest, username: str, at: datetime) -> list[int] | None:
    """Counts a try before the password is looked at, so that tries at once are counted too.

    None where there were too many; those are not counted, so that the wait ends. Else what `succeeded` takes back.
    """
    Attempt.objects.filter(at__lt=at - SPAN).delete()
    limits = ((_digest("name", username), BY_NAME), (_digest("address", address_of(request)), BY_ADDRESS))
    made = [Attempt.objects.create(of=of, at=at).pk for of, _ in limits]
    if any(Attempt.objects.filter(of=of, at__gt=at - SPAN).count() > limit for of, limit in limits):
        succeeded(made)
        return None
    return made


def often(kind: str, who: str, most: int, at: datetime) -> bool:
    """Counts something that anybody may do now and then; whether it was more than `most` within SPAN. Who waits is not
    counted on.
    """
    Attempt.objects.filter(at__lt=at - SPAN).delete()
    made = Attempt.objects.create(of=_digest(kind, who), at=at)
    if Attempt.objects.filter(of=made.of, at__gt=at - SPAN).count() <= most:
        return False
    made.delete()
    return True


def succeeded(made: list[int]) -> None:
    """A try that was right, or that was refused unseen, does not count."""
    Attempt.objects.filter(pk__in=made).delete()


def address_of(request: HttpRequest) -> str:
    """Where a request comes from: behind a proxy, what that one saw."""
    seen = str(request.META.get("HTTP_X_FORWARDED_FOR", "")) if settings.BEHIND_PROXY else ""
    return seen.rpartition(",")[2].strip() or str(request.META.get("REMOTE_ADDR", ""))


def _digest(kind: str, value: str) -> str:
    return str(salted_hmac(f"qala.people.{kind}", value.casefold(), algorithm="sha256").hexdigest())
