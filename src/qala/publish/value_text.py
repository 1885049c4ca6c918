"""How a value, its goalposts and its state are said."""

from collections.abc import Mapping
from typing import Any

from qala.standard import Indicator
from qala.texts import Language, number, text, texts_of


def unit_text(unit: str, language: Language) -> str:
    """The unit in a language; of a share only `%`, since the title says of what."""
    plain = "%" if unit.startswith("%") else unit
    return texts_of("units", language).get(plain, plain)


def value_text(value: float | None, indicator: Indicator, language: Language) -> str:
    """The value with its unit, a dash where it is not known."""
    if value is None:
        return "—"
    return f"{number(value, language, 2)} {unit_text(indicator.unit, language)}"


def goalposts_text(indicator: Indicator, language: Language) -> str:
    """Where the degree begins and ends, and which way is better."""
    if not indicator.scored:
        return text("explain.no_goalposts", language)
    if indicator.normalise.method == "levels":
        return text("explain.goalposts_levels", language)
    if indicator.low is None or indicator.high is None:
        return "—"
    ends = {"low": number(indicator.low, language), "high": number(indicator.high, language)}
    return text(f"explain.goalposts_{'lower' if indicator.direction == 'lower' else 'higher'}", language, **ends)


def state_text(row: Mapping[str, Any], indicator: Indicator, place: str, language: Language) -> str:
    """What is known of the figure beyond its value: its state, the years pooled, whose it is."""
    owner = text(f"explain.influence_{indicator.influence or 'city'}", language)
    parts = [text(f"explain.state_{row['state']}", language, period=row["value_period"], owner=owner)]
    if row["pool"]:
        periods = ", ".join(sorted(entry["period"] for entry in row["pool"]))
        parts.append(text("explain.pooled", language, periods=periods))
    if row["value"] is not None and row["boundary"] != row["area"]:
        parts.append(text("explain.of_place", language, place=place))
    if row["overshoot"] and row["degree"] is not None:
        parts.append(text("explain.overshoot", language))
    return "; ".join(parts)
