"""What other parts of the site may do with people and ask of them."""

from collections.abc import Callable, Collection
from functools import wraps
from typing import Any, TypeVar
from urllib.parse import urlencode

from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError, transaction
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse

from qala.errors import BadUse
from qala.texts import Language, text
from qala.web.people.attempts import address_of
from qala.web.people.models import Duty, Person, Role
from qala.web.people.working import working
from qala.web.theme.rendering import show

__all__ = [
    "Person", "add", "address_of", "duties_of", "duty_required", "end", "everybody", "person_of", "refused",
    "set_password", "signed_in", "signed_in_required", "working",
]  # fmt: skip

View = TypeVar("View", bound=Callable[..., HttpResponse])


def person_of(request: HttpRequest) -> Person | None:
    """Who is signed in."""
    user = getattr(request, "user", None)
    return user if isinstance(user, Person) and user.is_active else None


def signed_in(request: HttpRequest) -> Person:
    """Who is signed in, in a view that only such people reach. Raises PermissionDenied where nobody is."""
    person = person_of(request)
    if person is None:
        raise PermissionDenied
    return person


def duties_of(person: Person) -> frozenset[str]:
    """The roles of a person, `proposer` and `approver`; none of one whose account has ended."""
    if not person.is_active:
        return frozenset()
    return frozenset(Duty.objects.filter(person=person).values_list("role", flat=True))


def signed_in_required(view: View) -> View:
    """Of a view of (request, language, ...): who is not signed in is asked to, in the language of the page."""
    return duty_required()(view)


def duty_required(*roles: str) -> Callable[[View], View]:
    """Of a view of (request, language, ...): only who has one of the duties, where any are named; others get 403."""

    def guarded(view: View) -> View:
        @wraps(view)
        @working
        def answered(request: HttpRequest, language: Language, *parts: Any, **named: Any) -> HttpResponse:
            person = person_of(request)
            if person is None:
                return _to_sign_in(request, language)
            if roles and not duties_of(person) & set(roles):
                return refused(request, language, "people.needs_" + "_or_".join(roles))
            return view(request, language, *parts, **named)

        return answered  # type: ignore[return-value]

    return guarded


def refused(request: HttpRequest, language: Language, key: str) -> HttpResponse:
    """A page with status 403 that says why."""
    said = text(key, language)
    return show(request, language, "people/refused.html", status=403, said=said, person=person_of(request))


def _to_sign_in(request: HttpRequest, language: Language) -> HttpResponse:
    back = request.get_full_path() if request.method == "GET" else f"/{language}/work/"
    return HttpResponseRedirect(f"{reverse('sign-in', args=[language])}?{urlencode({'next': back})}")


def add(username: str, name: str, roles: Collection[str], password: str) -> Person:
    """A new account. Raises BadUse for a username that is taken or none, a blank name, a weak password."""
    person = Person(username=username, name=name.strip())
    try:
        person.clean_fields(exclude=["password", "name"])
    except ValidationError as error:
        raise BadUse("people.not_username", value=username) from error
    if not person.name or not person.name.isprintable() or len(person.name) > 200:
        raise BadUse("people.not_name")
    _set(person, password)
    try:
        with transaction.atomic():
            person.save()
            Duty.objects.bulk_create(Duty(person=person, role=Role(role)) for role in sorted(set(roles)))
    except IntegrityError as error:
        raise BadUse("people.taken", value=username) from error
    return person


def everybody() -> list[tuple[Person, tuple[str, ...]]]:
    """All accounts with their duties."""
    people = Person.objects.prefetch_related("duties")
    return [(one, tuple(sorted(duty.role for duty in one.duties.all()))) for one in people]


def end(username: str) -> Person:
    """Ends an account: they cannot sign in any more, and are signed out where they are. Raises BadUse."""
    person = _named(username)
    person.is_active = False
    person.save(update_fields=["is_active"])
    return person


def set_password(username: str, password: str) -> Person:
    """Another password, which signs the person out everywhere. Raises BadUse."""
    person = _named(username)
    _set(person, password)
    person.save(update_fields=["password"])
    return person


def _named(username: str) -> Person:
    try:
        return Person.objects.get(username=username)
    except Person.DoesNotExist as error:
        raise BadUse("people.nobody", value=username) from error


def _set(person: Person, password: str) -> None:
    try:
        validate_password(password, person)
    except ValidationError as error:
        raise BadUse("people.weak", problem=" ".join(error.messages)) from error
    person.set_password(password)
