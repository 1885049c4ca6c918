"""The calendar as another program reads it."""

from datetime import UTC, date, datetime
from typing import Any

import icalendar
from hypothesis import given
from hypothesis import strategies as st

from qala.web.collection.ics import Deadline, calendar_of, folded

AT = datetime(2026, 11, 28, 9, 30, tzinfo=UTC)


def read(content: bytes) -> list[Any]:
    return list(icalendar.Calendar.from_ical(content).walk("VEVENT"))


def test_each_last_day_is_a_whole_day() -> None:
    one = Deadline(
        "answer-kz-2026@qala.kz",
        date(2026, 12, 31),
        "Последний день; ответы, и всё",
        "kz\\2026\nещё",
        "https://qala.kz/ru/",
    )
    content = calendar_of("Раунд", [one], AT)
    (event,) = read(content)
    assert (event["UID"], str(event["SUMMARY"]), str(event["DESCRIPTION"])) == (one.id, one.title, one.about)
    assert (event["DTSTART"].dt, event["DTEND"].dt) == (date(2026, 12, 31), date(2027, 1, 1))
    assert event["DTSTAMP"].dt == AT
    assert str(event["URL"]) == one.url
    assert content.endswith(b"END:VCALENDAR\r\n")


@given(st.text(st.characters(exclude_categories=("Cc", "Cs", "Cf", "Co", "Cn", "Zl", "Zp", "Zs")), max_size=200))
def test_any_title_comes_back_whole(title: str) -> None:
    content = calendar_of(title, [Deadline("a@b", date(2026, 2, 28), title, title, "https://qala.kz/")], AT)
    (event,) = read(content)
    assert str(event["SUMMARY"]) == title
    assert all(len(line) <= 75 for line in content.split(b"\r\n"))


@given(st.text(max_size=300))
def test_no_title_breaks_out_of_its_line(title: str) -> None:
    one = Deadline("a@b", date(2026, 2, 28), f"{title}\r\nEND:VCALENDAR", "", "https://qala.kz/")
    assert len(read(calendar_of(title, [one], AT))) == 1


@given(st.text(st.characters(exclude_categories=["Cs"]), max_size=300))
def test_folding_breaks_no_character(line: str) -> None:
    pieces = list(folded(line))
    assert pieces[0] + "".join(piece[1:] for piece in pieces[1:]) == line
    assert all(len(piece.encode()) <= 75 for piece in pieces)
