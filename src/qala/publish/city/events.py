"""What happened to a place: other names, other boundaries."""

from dataclasses import dataclass

from qala.areas.model import AreaEvent, Areas
from qala.texts import Language, percent, text


@dataclass(frozen=True)
class Event:
    """date: of ten signs; said: what, with the names of its time; basis: the act, as the table of places has it."""

    date: str
    said: str
    basis: str


def events_of(areas: Areas, area: str, language: Language) -> tuple[Event, ...]:
    """The events of a place and of the region that it lies in, the earliest first."""
    parents = {record.parent for record in areas.records if record.id == area and record.parent}
    countries = {record.id for record in areas.records if record.kind == "country"}
    about = {area, *parents} - countries
    struck = [one for one in areas.events if about & {one.from_, one.to}]
    return tuple(_event(areas, one, language) for one in sorted(struck, key=lambda one: one.date))


def _event(areas: Areas, one: AreaEvent, language: Language) -> Event:
    before, after = _name(areas, one.from_, one.date, language, False), _name(areas, one.to, one.date, language, True)
    said = text(f"city.event_{one.kind}", language, before=before, after=after)
    if one.share is not None and one.share < 1:
        said = f"{said} {text('city.event_share', language, share=percent(one.share, language))}"
    return Event(one.date, said, one.basis)


def _name(areas: Areas, id_: str, date: str, language: Language, after: bool) -> str:
    """The name that a place had up to a date, or from it on."""
    records = sorted((one for one in areas.records if one.id == id_), key=lambda one: one.valid_from)
    if after:
        records = [one for one in records if not one.valid_to or one.valid_to > date] or records[-1:]
        return records[0].name.text(language) if records else id_
    records = [one for one in records if one.valid_from < date] or records[:1]
    return records[-1].name.text(language) if records else id_
