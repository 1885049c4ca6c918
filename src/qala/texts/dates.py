"""Days as each language writes them (Unicode CLDR, through Babel)."""

from datetime import date, datetime

from babel.dates import format_date

from qala.texts.language import Language


def day(at: date | datetime, language: Language) -> str:
    """The day in words: 23 November 2026 in en, 23 ноября 2026 г. in ru, 2026 ж. 23 қараша in kk."""
    return format_date(at, "d MMMM y" if language == "en" else "long", locale=language)


def clock(at: datetime) -> str:
    """The minute of a time that is in its zone already, and how far that is from UTC: 14:05 UTC+05:00."""
    offset = f"{at:%z}"
    return f"{at:%H:%M} UTC{offset[:3]}:{offset[3:5]}"
