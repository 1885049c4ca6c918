"""Policies: for each kind of thing, which of them somebody may see, and what they may do with one."""

from collections.abc import Mapping
from typing import Generic, TypeVar

from django.db.models import Model, QuerySet
from django.http import Http404

from qala.web.people.rights import Rights

Thing = TypeVar("Thing", bound=Model)


class Policy(Generic[Thing]):
    """What may be done with things of one model. Subclasses say `visible`; acts: the roles that each act needs."""

    model: type[Thing]
    acts: Mapping[str, frozenset[str]]

    def visible(self, rights: Rights) -> QuerySet[Thing]:
        """Those that somebody may see; nothing unless a policy says otherwise."""
        return self.model._default_manager.none()

    def may(self, rights: Rights, act: str, thing: Thing | None = None) -> bool:
        """Whether somebody may do an act, with a thing where one is given. Raises KeyError for an unknown act."""
        return rights.has(*self.acts[act], area=self.area_of(thing) if thing is not None else "")

    def area_of(self, thing: Thing) -> str:
        """The place that a thing belongs to; blank: the whole country."""
        return ""

    def get(self, rights: Rights, number: int) -> Thing:
        """One that they may see. Raises Http404 for others as for those that are not there."""
        found = self.visible(rights).filter(pk=number).first()
        if found is None:
            raise Http404
        return found
