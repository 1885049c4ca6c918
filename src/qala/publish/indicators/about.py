"""What a standard says of an indicator, and what the areas have in a period."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from qala.publish.case import Case
from qala.publish.indicators.words import boundary_of, direction_of, path_of
from qala.publish.leaf import Leaf, leaf_of
from qala.publish.map_model import BandLook, looks_of
from qala.publish.naming import named
from qala.publish.reasons import owner_of, unit_of
from qala.standard import Indicator, Standard
from qala.texts import Language, number, percent, text


@dataclass(frozen=True)
class Fact:
    """Something that is said of an indicator; english: where the pack says it in English alone."""

    title: str
    said: str
    english: bool = False


@dataclass(frozen=True)
class Standing:
    """What an area has in the period."""

    area: str
    name: str
    leaf: Leaf
    band: BandLook | None


@dataclass(frozen=True)
class About:
    """An indicator in a period."""

    id: str
    title: str
    path: str
    unit: str
    scored: bool
    facts: tuple[Fact, ...]
    standings: tuple[Standing, ...]
    known: int


def about(
    assessment: Mapping[str, Any], standard: Standard, id_: str, language: Language, period: str, basis: str
) -> About:
    """An indicator of the assessment of all areas in a period. Raises KeyError where there is none of this id."""
    indicator = standard.indicator[id_]
    standings = tuple(_standings(assessment, standard, indicator, language, period, basis))
    weight = next((row["nominal_weight"] for row in assessment["indicators"] if row["indicator"] == id_), None)
    goalposts = next((one.leaf.goalposts for one in standings), "–")
    return About(
        id_,
        named(indicator, language),
        path_of(standard, indicator, language),
        unit_of(indicator, language),
        indicator.scored,
        tuple(fact for fact in _facts(standard, indicator, language, weight, goalposts) if fact.said),
        standings,
        sum(one.leaf.value is not None for one in standings),
    )


def _standings(
    assessment: Mapping[str, Any], standard: Standard, indicator: Indicator, language: Language, period: str, basis: str
) -> Iterator[Standing]:
    few = {
        **assessment,
        "nodes": (),
        "characteristics": (),
        "robustness": None,
        **{
            name: [row for row in assessment[name] if row["indicator"] == indicator.id]
            for name in ("indicators", "findings")
        },
    }
    scale = standard.scale_of(indicator).bands
    looks = {look.id: look for look in looks_of(scale, standard.normalise.high, language)}
    for area in assessment["areas"]["rows"]:
        case = Case.of(few, standard, area["id"], period, basis, language)
        if indicator.id in case.rows:
            band = looks.get(case.rows[indicator.id]["band"] or "")
            yield Standing(area["id"], case.name, leaf_of(case, indicator), band)


def _facts(
    standard: Standard, one: Indicator, language: Language, weight: float | None, goalposts: str
) -> Iterator[Fact]:
    def said(name: str, words: str, english: bool = False) -> Fact:
        return Fact(text(f"indicator.{name}", language), words, english)

    passport = standard.files.get(f"passports/{one.id}.md", "")
    for name, cell in (("numerator", one.numerator), ("denominator", one.denominator)):
        yield said(name, "" if cell in passport else cell, english=True)
    yield said("unit", unit_of(one, language))
    yield said("direction", direction_of(one, language))
    if one.scored:
        yield said("goalposts", "" if goalposts == "–" else goalposts)
        yield said("rests_on", one.basis, english=True)
        yield said("weight", _weight(standard, one, language, weight))
    yield said("characteristics", ", ".join(text(f"map.{name}", language) for name in one.characteristics))
    yield said("boundary", boundary_of(one, language))
    yield said("owner", owner_of(one, language))
    yield said("influence", text(f"map.influence_{one.influence}", language) if one.influence else "")
    yield said("sdg", one.sdg)
    yield said("window", text("indicator.window_of", language, count=one.window) if one.window > 1 else "")
    yield said("min_events", number(one.min_events, language) if one.min_events else "")


def _weight(standard: Standard, one: Indicator, language: Language, weight: float | None) -> str:
    if weight is None:
        return ""
    return text(
        "indicator.weight_in",
        language,
        share=percent(weight, language),
        parent=named(standard.node[one.parent], language),
    )
