"""The tables of people: accounts, organisations, rights, invitations."""

from qala.web.people.models.person import USERNAME, Attempt, Person, Shared
from qala.web.people.models.rights import Grant, Invitation, Organisation, Role

__all__ = ["USERNAME", "Attempt", "Grant", "Invitation", "Organisation", "Person", "Role", "Shared"]
