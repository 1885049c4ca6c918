"""An assessment from a standard, places and values: the one way in."""

from dataclasses import replace
from datetime import date
from typing import Any

import numpy as np

from qala.areas.model import Area, Areas, Text
from qala.engine import rollup
from qala.engine.change import changes
from qala.engine.document import Computed, Settings, document
from qala.engine.grid import Cases, build
from qala.engine.periods import before
from qala.engine.tree import flatten
from qala.errors import BadUse, CannotAssess
from qala.standard import Standard
from qala.values.findings import find, questioned, read_rules
from qala.values.model import Values

BASES = ("verified", "declared")


def assess(standard: Standard, values: Values, settings: Settings, areas: Areas | None = None) -> dict[str, Any]:
    """The assessment of every area of the standard's kind, as in formats.md section 4.

    Without `areas` those that the values speak of are assessed. Raises BadUse for an unknown basis or weight set, and
    CannotAssess where method and figures do not go together.
    """
    if settings.weights:
        standard = _with_weights(standard, settings.weights)
    if settings.as_known and not _is_date(settings.as_known):
        raise BadUse("assess.as_known", value=settings.as_known)
    if not set(settings.bases) <= set(BASES):
        raise BadUse("assess.basis", value=", ".join(settings.bases))
    places = areas or _areas_of(values)
    rules = read_rules(standard.files["findings.csv"], "findings.csv") if "findings.csv" in standard.files else ()
    findings = find(rules, values, places)
    cases = _cases(standard, values, places, settings)
    grid = build(standard, values, places, cases, settings.as_known, questioned(findings))
    tree = flatten(standard)
    now = places.at(cases.periods[-1])
    reference = rollup.reference_cases(standard, cases, now)
    degrees, states = rollup.indicator_degrees(standard, grid, reference, rollup.groups_of(standard, cases))
    result = rollup.run(standard, tree, degrees, states, cases)
    silent = {rule.id for rule in rules if rule.rule == "silent"}
    struck = {(found.area, found.fact, found.period) for found in findings if found.rule not in silent}
    change = changes(standard, tree, grid, result, struck)
    return document(
        Computed(standard, places, values, settings, tree, grid, result, change, findings, rules),
    )


def _is_date(text: str) -> bool:
    try:
        return date.fromisoformat(text).isoformat() == text
    except ValueError:
        return False


def _with_weights(standard: Standard, name: str) -> Standard:
    if name not in standard.weight_sets and name not in ("equal", "given"):
        raise BadUse("assess.weights", value=name, known=", ".join(["equal", "given", *standard.weight_sets]))
    scheme = name if name in ("equal", "given") else f"set:{name}"
    return replace(standard, nodes=tuple(replace(node, weights=scheme) for node in standard.nodes))


def _areas_of(values: Values) -> Areas:
    return Areas(tuple(Area(id_, Text(id_, id_, id_)) for id_ in sorted(set(values.frame["area"]))))


def _cases(standard: Standard, values: Values, areas: Areas, settings: Settings) -> Cases:
    """The assessed areas, and where the standard compares with all, the others that the values speak of too.

    The period before the first leads in, so that the first has something to be compared with.
    """
    kinds = {"", standard.area_kind} if standard.area_kind else {area.kind for area in areas.records}
    assessed = sorted({area.id for area in areas.records if area.kind in kinds})
    if not assessed:
        raise CannotAssess("assess.no_areas", kind=standard.area_kind)
    ids = (
        assessed if standard.reference == "assessed" else sorted({*assessed, *(set(values.frame["area"]) & areas.ids)})
    )
    return Cases(
        bases=tuple(settings.bases),
        periods=(before(min(settings.periods), 1), *sorted(settings.periods)),
        areas=tuple(ids),
        assessed=np.isin(ids, assessed),
        led_in=1,
    )
