"""What other parts of the site may do with people and ask of them."""

from collections.abc import Callable, Collection
from functools import wraps
from typing import Any, TypeVar
from urllib.parse import urlencode

from allauth.account.decorators import reauthentication_required
from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import Prefetch
from django.http import HttpRequest, HttpResponseRedirect
from django.http.response import HttpResponseBase
from django.urls import reverse
from django.utils import timezone

from qala.texts import Language
from qala.web.people import granting, organisations
from qala.web.people.accounts import end, make, named, set_password
from qala.web.people.attempts import SPAN, address_of, often
from qala.web.people.granting import Asked, NotYours, grant, take_back
from qala.web.people.inviting import Guest, invite, languages_of
from qala.web.people.letters import send as send_letter
from qala.web.people.links import link_to, site
from qala.web.people.models import Grant, Organisation, Person, Role
from qala.web.people.own_data import source as own_data
from qala.web.people.policies import OrganisationPolicy
from qala.web.people.policy import Policy
from qala.web.people.rights import Right, Rights, holders, rights_of, today
from qala.web.people.second_factor import has_second_factor
from qala.web.people.second_factor import take_away as take_second_factor
from qala.web.people.showing import person_of, refused
from qala.web.people.working import working

__all__ = [
    "SPAN", "Asked", "Grant", "Guest", "NotYours", "Organisation", "OrganisationPolicy", "Person", "Policy", "Right",
    "Rights", "Role", "add", "address_of", "duties_of", "duty_required", "end", "everybody", "grant", "holders",
    "invite", "lacks_second_factor", "languages_of", "link_to", "named", "often", "organisations", "own_data",
    "person_of", "proof_required", "refused", "rights", "rights_of", "send_letter", "set_password", "signed_in",
    "signed_in_required", "site", "take_back", "take_second_factor", "today", "working",
]  # fmt: skip

View = TypeVar("View", bound=Callable[..., HttpResponseBase])


def signed_in(request: HttpRequest) -> Person:
    """Who is signed in, in a view that only such people reach. Raises PermissionDenied where nobody is."""
    person = person_of(request)
    if person is None:
        raise PermissionDenied
    return person


def duties_of(person: Person) -> frozenset[str]:
    """The roles that a person has today, wherever they count; none of one whose account has ended."""
    return rights_of(person).roles


def rights(request: HttpRequest) -> Rights:
    """What whoever is signed in may do today, asked for once in a request."""
    if not hasattr(request, "rights"):
        request.rights = rights_of(person_of(request))  # type: ignore[attr-defined]
    kept: Rights = request.rights  # type: ignore[attr-defined]
    return kept


def signed_in_required(view: View) -> View:
    """Of a view of (request, language, ...): who is not signed in is asked to, in the language of the page."""
    return duty_required()(view)


def duty_required(*roles: str, said: str = "") -> Callable[[View], View]:
    """Of a view of (request, language, ...): only who has one of the duties, where any are named.

    Others get 403 with the text `said`; by default the one that names the duties.
    """

    def guarded(view: View) -> View:
        @wraps(view)
        @working
        def answered(request: HttpRequest, language: Language, *parts: Any, **named: Any) -> HttpResponseBase:
            person = person_of(request)
            if person is None:
                return _to_sign_in(request, language)
            if roles and not rights(request).roles & set(roles):
                return refused(request, language, said or "people.needs_" + "_or_".join(roles))
            if roles and lacks_second_factor(rights(request)):
                return HttpResponseRedirect(f"{reverse('mfa_index')}?needed=1")
            return view(request, language, *parts, **named)

        return answered  # type: ignore[return-value]

    return guarded


def proof_required(view: View) -> View:
    """Of a view: only who has proven lately that it is they; others are asked to, and led back."""
    guarded: View = reauthentication_required(view)
    return guarded


def lacks_second_factor(held: Rights) -> bool:
    """Whether somebody has a role that the site wants a second factor for, and none set up."""
    asked = held.roles & settings.SECOND_FACTOR_ROLES
    return bool(asked) and held.person is not None and not has_second_factor(held.person)


def _to_sign_in(request: HttpRequest, language: Language) -> HttpResponseBase:
    back = request.get_full_path() if request.method == "GET" else f"/{language}/work/"
    return HttpResponseRedirect(f"{reverse('sign-in', args=[language])}?{urlencode({'next': back})}")


@transaction.atomic
def add(username: str, name: str, roles: Collection[str], password: str) -> Person:
    """A new account from the operator, with roles that count everywhere.

    Raises BadUse for a username that is taken or none, a blank name, a weak password, a role that needs a place.
    """
    person = make(username, name, password)
    for role in sorted(set(roles)):
        granting.grant(None, person, Asked(role), timezone.now())
    return person


def everybody() -> list[tuple[Person, tuple[Grant, ...]]]:
    """All accounts with the rights that stand."""
    standing = Grant.objects.filter(ended_at=None).select_related("organisation")
    people = Person.objects.prefetch_related(Prefetch("grants", standing, to_attr="standing"))
    return [(one, tuple(one.standing)) for one in people]
