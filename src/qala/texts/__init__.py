"""Texts that users see, in Kazakh, Russian and English.

A text has a key `subject.name`; it stands in `texts/<subject>/<language>.toml` under `name`,
with `{field}` where a field goes. Numbers come formatted: see `number` and `percent`.
"""

from functools import cache
from importlib.resources import files
from tomllib import loads

from qala.texts.dates import clock, day
from qala.texts.language import LANGUAGES, Language, language_of
from qala.texts.numbers import number, percent, plural

__all__ = [
    "LANGUAGES",
    "Language",
    "clock",
    "day",
    "language_of",
    "number",
    "percent",
    "plural",
    "subjects",
    "text",
    "texts_of",
]


@cache
def texts_of(subject: str, language: Language) -> dict[str, str]:
    """All texts of a subject in a language, by name. Raises FileNotFoundError for an unknown subject."""
    source = files("qala.texts").joinpath(subject, f"{language}.toml").read_text(encoding="utf-8")
    return {name: str(template) for name, template in loads(source).items()}


def subjects() -> list[str]:
    """The subjects that have a folder of texts."""
    return sorted(entry.name for entry in files("qala.texts").iterdir() if entry.joinpath("en.toml").is_file())


def text(key: str, language: Language = "en", /, **fields: object) -> str:
    """The text of `key` in `language`, its fields filled in. Raises KeyError for an unknown key."""
    subject, _, name = key.partition(".")
    template = texts_of(subject, language)[name]
    return template.format(**fields) if fields else template
