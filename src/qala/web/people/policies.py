"""Who sees and does what with accounts, rights, invitations, organisations and sessions."""

from typing import TypeVar

from allauth.usersessions.models import UserSession
from django.db.models import Q, QuerySet

from qala.web.areas import services as areas
from qala.web.people.models import Grant, Invitation, Organisation, Person, Role
from qala.web.people.policy import Policy
from qala.web.people.rights import Rights

ADMINISTRATORS = frozenset({Role.ADMINISTRATOR})
Given = TypeVar("Given", bound=Grant | Invitation)


def within(rights: Rights) -> Q:
    """Rights and invitations where somebody is an administrator."""
    where = rights.areas(Role.ADMINISTRATOR)
    if where is None:
        return Q(pk__isnull=False)  # not Q(), which "or" leaves out
    return Q(area__in=areas.within(where))


class GivenPolicy(Policy[Given]):
    """What is done with a right, given or promised, by whoever may give it."""

    def may(self, rights: Rights, act: str, thing: Given | None = None) -> bool:
        """Whether somebody may do an act."""
        return super().may(rights, act, thing) and (thing is None or rights.may_give(thing.role, thing.area))

    def area_of(self, thing: Given) -> str:
        """Where it counts, or will."""
        return thing.area


class PeoplePolicy(Policy[Person]):
    """Oneself; administrators see those who have a right where they are administrators."""

    model = Person
    acts = {"end": ADMINISTRATORS}  # noqa: RUF012 - said once, changed never

    def visible(self, rights: Rights) -> QuerySet[Person]:
        """Those that somebody may see."""
        if rights.person is None:
            return Person.objects.none()
        if rights.has(Role.ADMINISTRATOR):
            return Person.objects.all()
        led = Grant.objects.filter(within(rights), ended_at=None).values("person")
        return Person.objects.filter(Q(pk=rights.person.pk) | Q(pk__in=led))


class GrantPolicy(GivenPolicy[Grant]):
    """One's own; administrators those of the places where they are."""

    model = Grant
    acts = {"take_back": ADMINISTRATORS}  # noqa: RUF012

    def visible(self, rights: Rights) -> QuerySet[Grant]:
        """Those that somebody may see."""
        if rights.person is None:
            return Grant.objects.none()
        return Grant.objects.filter(Q(person=rights.person) | within(rights))


class InvitationPolicy(GivenPolicy[Invitation]):
    """Administrators those into the places where they are."""

    model = Invitation
    acts = {"withdraw": ADMINISTRATORS}  # noqa: RUF012

    def visible(self, rights: Rights) -> QuerySet[Invitation]:
        """Those that somebody may see."""
        return Invitation.objects.filter(within(rights))


class OrganisationPolicy(Policy[Organisation]):
    """Whoever works here; only administrators of the country change them."""

    model = Organisation
    acts = {"add": ADMINISTRATORS, "change": ADMINISTRATORS}  # noqa: RUF012

    def visible(self, rights: Rights) -> QuerySet[Organisation]:
        """Those that somebody may see."""
        return Organisation.objects.all() if rights.held else Organisation.objects.none()


class SessionPolicy(Policy[UserSession]):
    """One's own alone."""

    model = UserSession
    acts = {}  # noqa: RUF012

    def visible(self, rights: Rights) -> QuerySet[UserSession]:
        """Those that somebody may see."""
        found: QuerySet[UserSession] = UserSession.objects.filter(user=rights.person)
        return found
