"""The time zone that people of the site live in."""

from datetime import datetime
from zoneinfo import ZoneInfo

from django.conf import settings

from qala.errors import BadUse
from qala.texts import Language, clock, day


def zone(name: str) -> ZoneInfo:
    """The zone of a name such as Asia/Almaty. Raises BadUse for one that this machine does not know."""
    try:
        return ZoneInfo(name)
    except (OSError, ValueError, KeyError) as error:
        raise BadUse("running.zone", zone=name) from error


def when(language: Language, at: datetime) -> str:
    """The day and the minute in the zone of QALA_TIME_ZONE, with how far that is from UTC."""
    local = at.astimezone(settings.SHOWN_ZONE)
    return f"{day(local, language)}, {clock(local)}"
