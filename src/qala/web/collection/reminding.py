"""Telling people what is due: notices on the site, each once, and letters of them to who wants letters."""

from collections import defaultdict
from collections.abc import Callable, Mapping
from datetime import date, datetime, timedelta
from typing import Any

from django.conf import settings
from django.db import transaction

from qala.texts import LANGUAGES, Language
from qala.web.collection.due import Telling, due
from qala.web.collection.models import Notice, Round, Stage, Wish
from qala.web.collection.notices import said
from qala.web.collection.standing import standings_of, term_of
from qala.web.people import services as people
from qala.web.people.services import Role

OWED = timedelta(days=2)
"""A letter that could not be sent is tried again with the reminders of these days, and not later."""
AT_ONCE = 500
Progress = Callable[[float], None]


def remind(rounds: list[Round], at: datetime, progress: Progress = lambda _share: None) -> tuple[int, int]:
    """Tells everybody what is due in these rounds that they were not told yet; gives notices and letters.

    A letter that was sent is never sent again; one that the server did not take may be.
    """
    today = at.astimezone(settings.SHOWN_ZONE).date()
    made = sum(_note(one, today, at) for one in rounds if one.stage == Stage.OPEN)
    progress(0.5)
    return made, _send(rounds, at, progress)


@transaction.atomic
def _note(one: Round, today: date, at: datetime) -> int:
    days = dict(Wish.objects.values_list("person", "days"))
    officers = frozenset(person for person, right in people.holders(Role.PROGRAMME_OFFICER) if not right.area)
    tellings = due(term_of(one), standings_of(one), officers, days, today)
    told = set(Notice.objects.filter(round=one).values_list("person", "key"))
    rows = [_row(one, each, at) for each in tellings if (each.person, each.key) not in told]
    Notice.objects.bulk_create(rows, batch_size=AT_ONCE, ignore_conflicts=True)
    return len(rows)


def _row(one: Round, told: Telling, at: datetime) -> Notice:
    about = {"key": f"rounds.told_{told.said}", "fields": dict(told.fields)}
    return Notice(round=one, person_id=told.person, key=told.key, said=about, path=told.path, at=at)


def _send(rounds: list[Round], at: datetime, progress: Progress) -> int:
    """One letter to each person who wants letters, with all that is new to them."""
    owed = Notice.objects.filter(round__in=rounds, mailed_at=None, seen_at=None, at__gte=at - OWED)
    wanted = owed.exclude(person__email="").filter(person__is_active=True).select_related("person", "round")
    unwilling = set(Wish.objects.filter(mail=False).values_list("person", flat=True))
    letters: dict[int, list[Notice]] = defaultdict(list)
    for notice in wanted.order_by("pk"):
        if notice.person_id not in unwilling:
            letters[notice.person_id].append(notice)
    spoken, sent = languages(list(letters)), 0
    for count, (person, notices) in enumerate(letters.items()):
        progress(0.5 + count / (2 * len(letters)))
        if _letter(notices, spoken[person]):
            Notice.objects.filter(pk__in=[one.pk for one in notices]).update(mailed_at=at)
            sent += 1
    return sent


def _letter(notices: list[Notice], language: Language) -> bool:
    person: Any = notices[0].person
    lines = "\n".join(f"– {said(one, language)}" for one in notices)
    link = people.link_to(f"/{language}/work/notices/")
    return people.send_letter(person.email, "reminder", language, name=person.name, lines=lines, link=link)


def languages(persons: list[int]) -> Mapping[int, Language]:
    """The language of letters to each: as they said, else as they were invited, else Kazakh."""
    found: dict[int, str] = dict.fromkeys(persons, LANGUAGES[0])
    for start in range(0, len(persons), AT_ONCE):
        some = persons[start : start + AT_ONCE]
        found |= people.languages_of(some)
        wishes = Wish.objects.filter(person__in=some).exclude(language="")
        found |= dict(wishes.values_list("person", "language"))
    return {person: one if one in LANGUAGES else LANGUAGES[0] for person, one in found.items()}
