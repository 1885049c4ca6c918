"""An assessment from a standard, places and values: the one way in."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from typing import Any

import numpy as np

from qala.areas.model import Area, Areas, Text
from qala.engine.change import changes
from qala.engine.document import Computed, Settings, document
from qala.engine.grid import Cases, build
from qala.engine.periods import before
from qala.engine.results import results
from qala.engine.rollup import roll_up
from qala.engine.score import score
from qala.engine.tree import flatten
from qala.engine.weigh import Derived, derive, derives, with_weights
from qala.errors import BadUse, CannotAssess
from qala.standard import Standard
from qala.standard.finding_rules import rules_of
from qala.values.fictional import refuse_on_real
from qala.values.finding_kinds import IN_ONE_PERIOD
from qala.values.findings import find, questioned
from qala.values.model import Values

BASES = ("verified", "declared")


def assess(standard: Standard, values: Values, settings: Settings, areas: Areas | None = None) -> dict[str, Any]:
    """The assessment of every area of the standard's kind, as in formats.md section 4. Raises as compute does."""
    return document(compute(standard, values, settings, areas))


def compute(standard: Standard, values: Values, settings: Settings, areas: Areas | None = None) -> Computed:
    """All that an assessment is made of, as arrays.

    Without `areas` those that the values speak of are assessed. Raises BadUse for an unknown basis or weight set, and
    CannotAssess where method and figures do not go together.
    """
    standard = as_asked(standard, settings)
    if settings.kind is not None:
        standard = replace(standard, area_kind=settings.kind)
    if settings.as_known and not _is_date(settings.as_known):
        raise BadUse("assess.as_known", value=settings.as_known)
    if not set(settings.bases) <= set(BASES):
        raise BadUse("assess.basis", value=", ".join(settings.bases))
    places = areas or areas_of(values)
    refuse_on_real(values, places)
    rules = rules_of(standard)
    findings = find(rules, values, places)
    cases = _cases(standard, values, places, settings)
    grid = build(standard, values, places, cases, settings.as_known, questioned(findings))
    tree = flatten(standard)
    scores = score(standard, tree, grid, places.at(cases.asked[-1]))
    derived: tuple[Derived, ...] = ()
    if standard.scores and derives(standard):
        first = roll_up(standard, tree, replace(scores.graded, degrees=scores.degrees.copy()), cases, gates=False)
        derived = derive(standard, tree, first, cases, scores.peers.blocks)
        tree = with_weights(tree, derived)
    rolled = roll_up(standard, tree, scores.graded, cases)
    rolled.withhold(scores.screened, tree.nodes)
    result = results(standard, tree, rolled, scores.transformed, scores.states, cases)
    passed = {rule.id for rule in rules if rule.rule in IN_ONE_PERIOD}
    struck = {found.key for found in findings if found.rule not in passed}
    change = changes(standard, tree, grid, scores, result, struck)
    return Computed(standard, places, values, settings, tree, grid, scores, result, change, findings, rules, derived)


def default_bases(values: Values) -> tuple[str, ...]:
    """The basis where none is asked for: verified where any value is official, measured or verified, else declared."""
    counts = values.frame["status"].is_in(["official", "measured", "verified"]).any()
    return ("verified",) if counts or not len(values) else ("declared",)


def _is_date(text: str) -> bool:
    try:
        return date.fromisoformat(text).isoformat() == text
    except ValueError:
        return False


def as_asked(standard: Standard, settings: Settings) -> Standard:
    """The standard with the weights that were asked for: a set of its own, `equal`, `given`, and single ones by id."""
    name, own = settings.weights, settings.own_weights
    if name:
        if name not in standard.weight_sets and name not in ("equal", "given"):
            raise BadUse("assess.weights", value=name, known=", ".join(["equal", "given", *standard.weight_sets]))
        scheme = name if name in ("equal", "given") else f"set:{name}"
        standard = replace(standard, nodes=tuple(replace(node, weights=scheme) for node in standard.nodes))
    return _with_own(standard, dict(own)) if own else standard


def _with_own(standard: Standard, own: Mapping[str, float]) -> Standard:
    for id_, weight in own.items():
        if id_ not in standard.node and id_ not in standard.indicator:
            raise BadUse("assess.own_weight", value=id_)
        if not 0 <= weight < float("inf"):
            raise BadUse("assess.own_weight_value", id=id_, value=f"{weight:g}")
    return replace(
        standard,
        nodes=tuple(replace(node, weight=own.get(node.id, node.weight)) for node in standard.nodes),
        indicators=tuple(replace(one, weight=own.get(one.id, one.weight)) for one in standard.indicators),
    )


def areas_of(values: Values) -> Areas:
    """The places that values speak of, without anything known of them."""
    return Areas(tuple(Area(id_, Text(id_, id_, id_)) for id_ in sorted(set(values.frame["area"]))))


def _cases(standard: Standard, values: Values, areas: Areas, settings: Settings) -> Cases:
    """The assessed areas, those of the kind that were there in any period asked for, and where the standard compares
    with all, the others that the values speak of too.

    The period before the first leads in, so that the first has something to be compared with; further periods come in
    where gaps are filled from neighbours, or where a named period sets the measure.
    """
    kinds = {"", standard.area_kind} if standard.area_kind else {area.kind for area in areas.records}
    there = [area for period in settings.periods for area in areas.at(period).values()]
    assessed = sorted({area.id for area in there if area.kind in kinds})
    if not assessed:
        raise CannotAssess("assess.no_areas", kind=standard.area_kind)
    ids = (
        assessed if standard.reference == "assessed" else sorted({*assessed, *(set(values.frame["area"]) & areas.ids)})
    )
    return Cases(
        bases=tuple(settings.bases),
        periods=_periods(standard, settings),
        asked=tuple(sorted(settings.periods)),
        areas=tuple(ids),
        assessed=np.isin(ids, assessed),
    )


def _periods(standard: Standard, settings: Settings) -> tuple[str, ...]:
    compared = {*settings.periods, before(min(settings.periods), 1)}
    methods = {method for indicator in standard.indicators for method in indicator.impute}
    ages = range(1, standard.impute.max_age + 1)
    past = ages if methods & {"carry-forward", "linear"} else ()
    future = ages if "linear" in methods else ()
    steps = (*past, *(-age for age in future))
    around = {before(period, step) for period in compared for step in steps}
    named = set() if standard.over in ("period", "panel") else {standard.over}
    return tuple(sorted(compared | around | named))
