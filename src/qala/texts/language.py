"""The three languages, and which one a person has asked for."""

from collections.abc import Mapping
from typing import Literal, get_args

Language = Literal["kk", "ru", "en"]
LANGUAGES: tuple[Language, ...] = get_args(Language)


def language_of(environment: Mapping[str, str]) -> Language:
    """The language that the environment asks for: QALA_LANGUAGE, then LC_ALL, LC_MESSAGES, LANG; else English."""
    for name in ("QALA_LANGUAGE", "LC_ALL", "LC_MESSAGES", "LANG"):
        asked = environment.get(name, "")[:2].lower()
        for language in LANGUAGES:
            if asked == language:
                return language
        if environment.get(name):
            return "en"
    return "en"
