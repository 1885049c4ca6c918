"""Those whom one administers: accounts, their rights, invitations."""

from collections.abc import Callable

from django.db.models import Prefetch, QuerySet
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from qala.errors import BadUse, QalaError
from qala.texts import Language, text
from qala.web.people import accounts, granting, inviting, letters, second_factor, services
from qala.web.people.inviting import Guest
from qala.web.people.links import link_to
from qala.web.people.models import Grant, Person, Role
from qala.web.people.pages.asking import asked_in
from qala.web.people.pages.words import choices, said
from qala.web.people.policies import GrantPolicy, InvitationPolicy, PeoplePolicy
from qala.web.people.rights import Rights
from qala.web.people.showing import page
from qala.web.zone import when

administrators = services.duty_required(Role.ADMINISTRATOR)


@administrators
@require_safe
def show_people(request: HttpRequest, language: Language) -> HttpResponse:
    """All whom I see, what they may do, and who is invited."""
    rights = services.rights(request)
    seen = Prefetch("grants", _standing(rights), to_attr="standing")
    people = PeoplePolicy().visible(rights).order_by("name", "pk").prefetch_related(seen)
    rows = [(one, [said(right, language) for right in one.standing]) for one in people]
    policy = InvitationPolicy()
    waiting = policy.visible(rights) & inviting.standing(timezone.now())
    invited = [
        (one, said(one, language), when(language, one.expires_at), policy.may(rights, "withdraw", one))
        for one in waiting.select_related("organisation")
    ]
    return page(request, language, "people", rows=rows, invited=invited)


@administrators
@require_safe
def show_person(request: HttpRequest, language: Language, id: int) -> HttpResponse:  # noqa: A002 - the person's id
    """Somebody: what they may do, and forms to change it."""
    return _person(request, language, PeoplePolicy().get(services.rights(request), id))


@administrators
@require_POST
def give(request: HttpRequest, language: Language, id: int) -> HttpResponse:  # noqa: A002
    """Gives somebody a right."""
    rights = services.rights(request)
    one = PeoplePolicy().get(rights, id)
    return _done(request, language, one, lambda: granting.grant(rights.person, one, asked_in(request), timezone.now()))


@administrators
@require_POST
def take_back(request: HttpRequest, language: Language, id: int) -> HttpResponse:  # noqa: A002 - the right's id
    """Takes a right back."""
    rights = services.rights(request)
    one = GrantPolicy().get(rights, id)
    return _done(request, language, one.person, lambda: granting.take_back(rights.person, one.pk, timezone.now()))


@administrators
@require_POST
def end_account(request: HttpRequest, language: Language, id: int) -> HttpResponse:  # noqa: A002
    """Ends an account; what the person did stays told."""
    one = _of_the_country(request, id)
    me = services.signed_in(request)
    if one.pk == me.pk:
        return _person(request, language, one, text("people.not_to_oneself", language), 403)
    return _done(request, language, one, lambda: accounts.end(one.username, me, timezone.now()))


@administrators
@require_POST
def take_second_factor(request: HttpRequest, language: Language, id: int) -> HttpResponse:  # noqa: A002
    """Takes the second factor of who has lost it."""
    one, me = _of_the_country(request, id), services.signed_in(request)
    if one.pk == me.pk:
        return _person(request, language, one, text("people.not_to_oneself", language), 403)
    return _done(request, language, one, lambda: second_factor.take_away(one, me, timezone.now()))


@administrators
@require_http_methods(["GET", "HEAD", "POST"])
def invite(request: HttpRequest, language: Language) -> HttpResponse:
    """Invites somebody by e-mail; the link is shown where no letter could be sent."""
    if request.method != "POST":
        return _inviting(request, language)
    said = {name: request.POST.get(name, "") for name in ("email", "name", "language")}
    guest = Guest(said["email"], said["name"], said["language"] or language)
    try:
        made, secret = inviting.invite(services.signed_in(request), guest, asked_in(request), timezone.now())
    except BadUse as error:
        return _inviting(request, language, error.text(language), _status_of(error))
    link = link_to(reverse("invitation", args=[made.language, secret]), request)
    sent = letters.send(made.email, "invitation", made.spoken, link=link, name=made.name)
    return page(request, language, "invited", email=made.email, link="" if sent else link)


@administrators
@require_POST
def withdraw(request: HttpRequest, language: Language, id: int) -> HttpResponse:  # noqa: A002 - the invitation's id
    """Takes an invitation back."""
    one = InvitationPolicy().get(services.rights(request), id)
    try:
        inviting.withdraw(services.signed_in(request), one.pk, timezone.now())
    except BadUse as error:
        return page(request, language, "refused", status=_status_of(error), said=error.text(language))
    return HttpResponseRedirect(reverse("people", args=[language]))


def _of_the_country(request: HttpRequest, id: int) -> Person:  # noqa: A002
    """Somebody whose account an administrator of the country changes; others see no such address."""
    rights = services.rights(request)
    if not PeoplePolicy().may(rights, "end"):
        raise Http404
    return PeoplePolicy().get(rights, id)


def _done(request: HttpRequest, language: Language, one: Person, act: Callable[[], object]) -> HttpResponse:
    try:
        act()
    except QalaError as error:
        return _person(request, language, one, error.text(language), _status_of(error))
    seen = PeoplePolicy().visible(services.rights(request)).filter(pk=one.pk).exists()
    return HttpResponseRedirect(
        reverse("person", args=[language, one.pk]) if seen else reverse("people", args=[language])
    )


def _status_of(error: QalaError) -> int:
    return 403 if isinstance(error, granting.NotYours) else 400


def _standing(rights: Rights) -> QuerySet[Grant]:
    """The rights that stand, as far as an administrator sees them."""
    return GrantPolicy().visible(rights).filter(ended_at=None).select_related("organisation")


def _person(request: HttpRequest, language: Language, one: Person, wrong: str = "", status: int = 200) -> HttpResponse:
    rights = services.rights(request)
    held = [
        (said(right, language), GrantPolicy().may(rights, "take_back", right))
        for right in _standing(rights).filter(person=one)
    ]
    about = {
        "one": one,
        "held": held,
        "wrong": wrong,
        "whole": rights.has(Role.ADMINISTRATOR),
        **choices(language, rights),
    }
    return page(request, language, "person", status=status, second=second_factor.has_second_factor(one), **about)


def _inviting(request: HttpRequest, language: Language, wrong: str = "", status: int = 200) -> HttpResponse:
    kept = {name: request.POST.get(name, "") for name in ("email", "name", "role", "area", "organisation", "until")}
    offered = choices(language, services.rights(request))
    return page(request, language, "invite", status=status, wrong=wrong, kept=kept, **offered)
