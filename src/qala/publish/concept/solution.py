"""One typical solution in words: what it rests on, what it moves, what it costs, how it is accepted."""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from qala.concept import Amount, Concept, Cost, Effect, Solution
from qala.publish.concept.catalogue import indicator_title
from qala.publish.naming import named
from qala.publish.reasons import unit_of
from qala.standard import Standard
from qala.texts import Language, number, text

MILLION = Decimal(10) ** 6
RESIDENTS = 500_000
"""How many residents the example city has."""


@dataclass(frozen=True)
class Related:
    """Another solution."""

    id: str
    title: str


@dataclass(frozen=True)
class EffectRow:
    """An effect in words. source and note are in the language that they were written in, which is English."""

    indicator: str
    title: str
    unit: str
    change: str
    when: str
    evidence: str
    source: str
    note: str


@dataclass(frozen=True)
class CostRow:
    """A cost in words; size: how many of the driver the example city has."""

    driver: str
    size: str
    capital: str
    yearly: str


@dataclass(frozen=True)
class SolutionView:
    """Everything that is said of a solution. total: what it costs the example city to build and each year to run."""

    id: str
    industry: str
    industry_title: str
    title: str
    summary: str
    technologies: tuple[str, ...]
    requires: tuple[Related, ...]
    followers: tuple[Related, ...]
    conditions: tuple[str, ...]
    financing: tuple[str, ...]
    risks: tuple[str, ...]
    acceptance: tuple[str, ...]
    effects: tuple[EffectRow, ...]
    costs: tuple[CostRow, ...]
    costs_lead: str
    total_title: str
    total: tuple[str, str]


def solution_view(
    concept: Concept, standard: Standard, id_: str, language: Language, residents: int = RESIDENTS
) -> SolutionView:
    """A solution of the concept, by its id. Raises KeyError for another."""
    one = concept.solution[id_]
    outlay = concept.outlay(id_, residents)
    industry = standard.node.get(one.industry)
    return SolutionView(
        id=id_,
        industry=one.industry,
        industry_title=named(industry, language) if industry else one.industry,
        title=one.title.text(language),
        summary=one.summary.text(language),
        technologies=_terms(concept, "technology", one.technologies, language),
        requires=_related((concept.solution[before] for before in one.requires), language),
        followers=_related(concept.followers(id_), language),
        conditions=_terms(concept, "condition", one.conditions, language),
        financing=tuple(text(f"concept.financing_{way.replace('-', '_')}", language) for way in one.financing),
        risks=_terms(concept, "risk", one.risks, language),
        acceptance=tuple(words.text(language) for words in one.acceptance),
        effects=tuple(_effect(effect, standard, language) for effect in one.effects),
        costs=tuple(_cost(cost, concept, residents, language) for cost in one.costs),
        costs_lead=_costs_lead(one, language),
        total_title=text(
            "concept.total", language, residents=number(residents, language, 0), currency=concept.currency
        ),
        total=(_millions(outlay.capital, language), _millions(outlay.yearly, language)),
    )


def _terms(concept: Concept, kind: str, ids: Iterable[str], language: Language) -> tuple[str, ...]:
    return tuple(concept.term[kind, id_].title.text(language) for id_ in ids)


def _related(solutions: Iterable[Solution], language: Language) -> tuple[Related, ...]:
    return tuple(Related(one.id, one.title.text(language)) for one in solutions)


def _effect(effect: Effect, standard: Standard, language: Language) -> EffectRow:
    indicator = standard.indicator.get(effect.indicator)
    years = {name: number(getattr(effect, name), language, 1) for name in ("delay", "ramp", "lifetime")}
    when = text("concept.when_said", language, **years)
    if effect.decay:
        when += "; " + text("concept.decays", language, share=number(effect.decay * 100, language, 1))
    return EffectRow(
        indicator=effect.indicator,
        title=indicator_title(standard, effect.indicator, language),
        unit=unit_of(indicator, language) if indicator and effect.kind == "value" else "",
        change=_change(effect, language),
        when=when,
        evidence=text(f"concept.evidence_{effect.evidence}", language) if effect.evidence else "",
        source=effect.source,
        note=effect.note,
    )


def _change(effect: Effect, language: Language) -> str:
    low, mode, high = effect.change.low, effect.change.mode, effect.change.high
    if effect.kind == "level":
        said = {name: number(value, language, 1) for name, value in (("low", low), ("mode", mode), ("high", high))}
        return text("concept.change_level", language, **said)
    if effect.kind == "share":
        low, mode, high = low * 100, mode * 100, high * 100
        said = {name: _signed(value, language) for name, value in (("low", low), ("mode", mode), ("high", high))}
        return text("concept.change_share", language, **said)
    return text(
        "concept.change_value",
        language,
        m=_signed(mode, language),
        l=_signed(low, language),
        h=_signed(high, language),
    )


def _signed(value: float, language: Language) -> str:
    rounded = round(value, 2)
    sign = "+" if rounded > 0 else "−" if rounded < 0 else ""
    return sign + number(abs(rounded), language, 2)


def _cost(cost: Cost, concept: Concept, residents: int, language: Language) -> CostRow:
    driver = concept.driver[cost.driver]
    return CostRow(
        driver=driver.title.text(language),
        size=_money(driver.size(residents), language, 1),
        capital=_amount(cost.capital, language),
        yearly=_amount(cost.yearly, language),
    )


def _costs_lead(one: Solution, language: Language) -> str:
    """Of which year prices are, and what they rest on."""
    if not one.costs:
        return ""
    assumed = text("concept.basis_assumption", language)
    bases = dict.fromkeys(assumed if cost.basis == "assumption" else cost.basis for cost in one.costs)
    first = one.costs[0]
    basis = "; ".join(one for one in bases if one) or "–"
    return text("concept.costs_lead", language, year=first.price_year, currency=first.currency, basis=basis)


def _amount(amount: Amount, language: Language) -> str:
    low, mode, high = (_money(value, language, 0) for value in (amount.low, amount.mode, amount.high))
    return text("concept.amount", language, m=mode, l=low, h=high)


def _millions(amount: Amount, language: Language) -> str:
    low, mode, high = (_money(value / MILLION, language, 1) for value in (amount.low, amount.mode, amount.high))
    return text("concept.amount", language, m=mode, l=low, h=high)


def _money(value: Decimal, language: Language, decimals: int) -> str:
    return number(float(round(value, decimals)), language, decimals)
