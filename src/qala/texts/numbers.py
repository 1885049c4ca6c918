"""Numbers as each language writes them (Unicode CLDR, through Babel)."""

from functools import cache

from babel import Locale
from babel.numbers import format_decimal

from qala.texts.language import Language


@cache
def _locale(language: Language) -> Locale:
    return Locale.parse(language)


@cache
def _pattern(decimals: int, fixed: bool) -> str:
    if decimals == 0:
        return "#,##0"
    return "#,##0." + ("0" if fixed else "#") * decimals


def number(value: float, language: Language, decimals: int = 6, fixed: bool = False) -> str:
    """The number with at most (`fixed`: exactly) `decimals` decimals: 1234.5 is `1,234.5` in en, `1 234,5` in ru."""
    return format_decimal(value, format=_pattern(decimals, fixed), locale=_locale(language))


def percent(share: float, language: Language, digits: int = 0) -> str:
    """A share of 0..1 as per cent: 0.4 is `40 %`."""
    return f"{number(share * 100, language, digits)} %"


def plural(count: int, language: Language) -> str:
    """The CLDR plural category of a whole number: one, few, many or other."""
    return str(_locale(language).plural_form(count))
