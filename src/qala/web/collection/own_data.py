"""What collecting keeps about somebody: what they were told, and how they want to be told."""

from typing import Any

from qala.web.collection.models import Notice, Wish
from qala.web.people import services as people


@people.own_data("notices")
def notices(person: people.Person) -> Any:
    """All that they were told about rounds."""
    return list(Notice.objects.filter(person=person).values("round__name", "said", "at", "seen_at", "mailed_at"))


@people.own_data("reminders")
def reminders(person: people.Person) -> Any:
    """How they want to be reminded."""
    return list(Wish.objects.filter(person=person).values("mail", "days", "language"))
