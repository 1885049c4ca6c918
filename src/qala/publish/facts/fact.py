"""A figure of a place in plain sentences: its value, what it lies beside, whose it is, who published it."""

import math
from dataclasses import dataclass

from qala.publish.case import Case
from qala.publish.facts.compared import Others, beside
from qala.publish.facts.grounds import best_of, ground_of
from qala.publish.naming import named
from qala.publish.reasons import unit_of
from qala.standard import Indicator
from qala.texts import Language, number, plural, text


@dataclass(frozen=True)
class Fact:
    """lead: the title and the period; value: with its unit; said: the sentences after it; warnings: what findings say;
    publisher: the source in short.
    """

    id: str
    industry: str
    lead: str
    value: str
    said: tuple[str, ...]
    warnings: tuple[str, ...]
    publisher: str
    source: str


def fact_of(case: Case, indicator: Indicator, others: Others) -> Fact:
    """The figure of an indicator that has a value in the case."""
    row, language = case.rows[indicator.id], case.language
    relation = _to_ground(case, indicator) or _to_others(case, indicator, others)
    said = [*relation, *_when(case, indicator), _whose(case, indicator)]
    title, period = named(indicator, language), _periods(case, indicator)
    return Fact(
        id=indicator.id,
        industry=_industry(case, indicator),
        lead=f"{title}, {period}:",
        value=with_unit(row["value"], indicator, language),
        said=tuple(said),
        warnings=_warnings(case, indicator),
        publisher=row["source"].partition(",")[0],
        source=row["source"],
    )


def plain(value: float, language: Language) -> str:
    """A number with three digits that tell: 11.683 is 11.7, 0.0312 is 0.0312, 1108 stays."""
    digits = 2 - math.floor(math.log10(abs(value))) if value else 0
    return number(value, language, max(0, min(6, digits)))


def with_unit(value: float, indicator: Indicator, language: Language) -> str:
    """A number with its unit, in brackets where the language would not put it right after the number."""
    unit = unit_of(indicator, language)
    if language == "kk" and " " in unit:
        return f"{plain(value, language)} ({unit})"
    return f"{plain(value, language)} {unit}".strip()


def short(value: float, indicator: Indicator, language: Language) -> str:
    """A number after one of the same unit: only what of the unit is a sign stays."""
    unit = unit_of(indicator, language)
    sign = "%" if "%" in unit else "" if " " in unit else unit
    return f"{plain(value, language)} {sign}".strip()


def times(ratio: float, language: Language) -> tuple[str, str]:
    """How many times, in figures, and the word for it: 11.2 is `11`, 2.54 is `2.5`."""
    rounded = round(ratio) if ratio >= 10 else round(ratio, 1)
    whole = rounded == int(rounded)
    word = text(f"city.times_{plural(int(rounded), language) if whole else 'other'}", language)
    return number(rounded, language, 1), word


def _to_ground(case: Case, indicator: Indicator) -> list[str]:
    """How a figure lies to the guideline, norm or aim that the best goalpost rests on; nothing where on none."""
    ground, best = ground_of(indicator), best_of(indicator)
    if not ground or best is None or indicator.transform.per or indicator.transform.log:
        return []
    value, language = case.rows[indicator.id]["value"], case.language
    fields = {"best": short(best, indicator, language)}
    if indicator.direction == "lower":
        if value <= best:
            return [text(f"city.within_{ground}", language, **fields)]
        if ground != "aim" and best > 0:
            ratio, word = times(value / best, language)
            if ratio == "1":
                return [text(f"city.about_{ground}", language, **fields)]
            return [text(f"city.over_{ground}", language, times=ratio, word=word, **fields)]
    elif indicator.direction == "higher" and value >= best:
        return [text(f"city.reached_{ground}", language, **fields)]
    return [text(f"city.is_{ground}", language, **fields)]


def _to_others(case: Case, indicator: Indicator, others: Others) -> list[str]:
    found, language = beside(case, indicator, others), case.language
    if found is None:
        return []
    value = short(found.value, indicator, language)
    if not found.place:
        return [text("city.others", language, count=found.count, value=value)]
    place = case.place(found.place)
    if len(case.rows[indicator.id]["pool"]) > 1:
        return [text("city.country_pooled", language, place=place, value=value)]
    return [f"{place}: {value}."]


def _when(case: Case, indicator: Indicator) -> list[str]:
    row, found = case.rows[indicator.id], []
    if len(row["pool"]) > 1:
        found.append(text("city.pooled", case.language, periods=_periods(case, indicator)))
    if row["value_period"] != case.period:
        of = row["value_period"]
        found.append(text("city.older", case.language, period=case.period, of=of))
    return found


def _whose(case: Case, indicator: Indicator) -> str:
    boundary = case.rows[indicator.id]["boundary"]
    if boundary == case.area:
        return text("city.own_figures", case.language)
    return text("city.figures_of", case.language, place=case.place(boundary))


def _warnings(case: Case, indicator: Indicator) -> tuple[str, ...]:
    """What findings say of the figure that someone has to answer; that it does not count, where it does not."""
    found = [one for one in case.findings.get(indicator.id, ()) if one["severity"] != "note"]
    said = [
        text("city.finding", case.language, title=one["title"][case.language], text=one["text"][case.language])
        for one in sorted(found, key=lambda one: str(one["period"]))
    ]
    if case.rows[indicator.id]["state"] == "questioned":
        said.insert(0, text("city.struck", case.language))
    return tuple(dict.fromkeys(said))


def _periods(case: Case, indicator: Indicator) -> str:
    row = case.rows[indicator.id]
    known = sorted(one["period"] for one in row["pool"])
    return f"{known[0]}–{known[-1]}" if len(known) > 1 else str(row["value_period"])


def _industry(case: Case, indicator: Indicator) -> str:
    below = case.standard.asked_below
    found = (one for one in case.standard.industries if indicator in below[one.id])
    return next((named(one, case.language) for one in found), "")
