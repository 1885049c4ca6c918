"""The last days of a round's steps as a calendar that other programs read (RFC 5545)."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

WIDEST = 75
"""Octets of a line; a longer one goes on in the next, after a space."""
_ESCAPED = str.maketrans({"\\": "\\\\", ";": "\\;", ",": "\\,", "\n": "\\n", "\r": None})


@dataclass(frozen=True)
class Deadline:
    """A day. id: the same in every calendar of the same thing; url: where it is told about."""

    id: str
    day: date
    title: str
    about: str
    url: str


def calendar_of(name: str, deadlines: Iterable[Deadline], at: datetime) -> bytes:
    """The calendar with a name, as it stands at a time."""
    lines = [
        "BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Qala//Rounds//EN", "CALSCALE:GREGORIAN", "METHOD:PUBLISH",
        f"X-WR-CALNAME:{escaped(name)}",
    ]  # fmt: skip
    for one in deadlines:
        lines += _event(one, at)
    lines.append("END:VCALENDAR")
    return "".join(f"{part}\r\n" for line in lines for part in folded(line)).encode()


def _event(one: Deadline, at: datetime) -> list[str]:
    return [
        "BEGIN:VEVENT",
        f"UID:{escaped(one.id)}",
        f"DTSTAMP:{at.astimezone(UTC):%Y%m%dT%H%M%SZ}",
        f"DTSTART;VALUE=DATE:{one.day:%Y%m%d}",
        f"DTEND;VALUE=DATE:{one.day + timedelta(days=1):%Y%m%d}",
        f"SUMMARY:{escaped(one.title)}",
        f"DESCRIPTION:{escaped(one.about)}",
        f"URL:{one.url}",
        "TRANSP:TRANSPARENT",
        "END:VEVENT",
    ]


def escaped(text: str) -> str:
    """A text as a value; characters that none may have are left out."""
    return "".join(one for one in text if one in "\n\t" or one.isprintable()).translate(_ESCAPED)


def folded(line: str) -> Iterator[str]:
    """A line in pieces of at most 75 octets, none of which breaks a character."""
    piece, room = "", WIDEST
    for one in line:
        size = len(one.encode())
        if size > room:
            yield piece
            piece, room = " ", WIDEST - 1
        piece += one
        room -= size
    yield piece
