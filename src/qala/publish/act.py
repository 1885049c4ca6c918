"""The legal status of a standard in words: with the number and the date of its act, where it has one."""

from datetime import date

from qala.standard import Standard
from qala.texts import Language, day, text


def legal_status(standard: Standard, language: Language) -> str:
    """`in force, No. 12 of 3 May 2026`; the status alone where there is no act."""
    act = standard.act
    status = text(f"map.status_{standard.status.replace('-', '_')}", language)
    fields = {
        "status": status,
        "number": act.number,
        "date": act_day(act.date, language),
        "title": act.title.text(language),
    }
    if not act.number or not act.date:
        part = "act_number" if act.number else "act_date"
        return text(f"authoring.{part}", language, **fields) if act.number or act.date else status
    return text("authoring.act_titled" if fields["title"] else "authoring.act", language, **fields)


def act_day(written: str, language: Language) -> str:
    """The day of an act in words; as it is written where it is no date."""
    try:
        return day(date.fromisoformat(written), language)
    except ValueError:
        return written
