"""Who sees and does what with accounts, rights, invitations, organisations and sessions."""

from allauth.usersessions.models import UserSession
from django.db.models import Q, QuerySet

from qala.web.areas import services as areas
from qala.web.people.models import Grant, Invitation, Organisation, Person, Role
from qala.web.people.policy import Policy
from qala.web.people.rights import Rights

ADMINISTRATORS = frozenset({Role.ADMINISTRATOR})


def within(rights: Rights, column: str) -> Q:
    """What lies where somebody is an administrator."""
    where = rights.areas(Role.ADMINISTRATOR)
    if where is None:
        return Q(pk__isnull=False)
    inside = [id_ for id_ in areas.places() if where & set(areas.with_those_above(id_))]
    return Q(**{f"{column}__in": inside}) if inside else Q(pk__in=())


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
        led = Grant.objects.filter(within(rights, "area"), ended_at=None).values("person")
        return Person.objects.filter(Q(pk=rights.person.pk) | Q(pk__in=led))


class GrantPolicy(Policy[Grant]):
    """One's own; administrators those of the places where they are."""

    model = Grant
    acts = {"take_back": ADMINISTRATORS}  # noqa: RUF012

    def visible(self, rights: Rights) -> QuerySet[Grant]:
        """Those that somebody may see."""
        if rights.person is None:
            return Grant.objects.none()
        return Grant.objects.filter(Q(person=rights.person) | within(rights, "area"))

    def area_of(self, thing: Grant) -> str:
        """Where it counts."""
        return thing.area


class InvitationPolicy(Policy[Invitation]):
    """Administrators those into the places where they are."""

    model = Invitation
    acts = {"withdraw": ADMINISTRATORS}  # noqa: RUF012

    def visible(self, rights: Rights) -> QuerySet[Invitation]:
        """Those that somebody may see."""
        return Invitation.objects.filter(within(rights, "area"))

    def area_of(self, thing: Invitation) -> str:
        """Where its right will count."""
        return thing.area


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
