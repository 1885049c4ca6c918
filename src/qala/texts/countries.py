"""Names of countries in each language (Unicode CLDR, through Babel)."""

from functools import cache

from babel import Locale

from qala.texts.language import Language


@cache
def _names(language: Language) -> dict[str, str]:
    return {str(code): str(name) for code, name in Locale.parse(language).territories.items()}


def country(code: str, language: Language) -> str:
    """The name of a country by its ISO 3166 code of two letters; the code where it has none."""
    return _names(language).get(code, code)
