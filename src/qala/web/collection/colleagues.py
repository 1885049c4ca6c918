"""Colleagues that a question can be given to."""

from django.db.models import QuerySet

from qala.web.areas import services as areas
from qala.web.collection.models import Question
from qala.web.people import services as people
from qala.web.people.services import Role


def colleagues_of(question: Question) -> QuerySet[people.Person]:
    """Who reports in the same place, for the same department or for all of it; by name."""
    above = {"", *areas.with_those_above(question.area)}
    department = question.organisation.bin if question.organisation else ""
    fitting = {"", department}
    found = {
        person
        for person, right in people.holders(Role.CONTRIBUTOR)
        if right.area in above and (right.organisation in fitting or not department)
    }
    return people.Person.objects.filter(pk__in=found, is_active=True).order_by("name")
