"""The assessment as it is kept: everything that the Map, explanations and a later check need, and no other file."""

import math
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
import polars as pl

from qala.areas.model import Area, Areas, Text
from qala.engine.arrays import IMPUTED, STATES, Floats
from qala.engine.change import Change
from qala.engine.characteristics import readings
from qala.engine.conversions import conversion_rows
from qala.engine.digest import area_row, areas_sha256, assessment_digest
from qala.engine.grid import Grid
from qala.engine.results import Result
from qala.engine.score import Scores
from qala.engine.transform import bound
from qala.engine.tree import Tree
from qala.engine.weigh import Derived
from qala.standard import Indicator, Standard
from qala.values.findings import Finding, FindingRule, describe
from qala.values.model import COLUMNS, Values
from qala.version import __version__


@dataclass(frozen=True)
class Settings:
    """What an assessment was asked for."""

    periods: tuple[str, ...]
    bases: tuple[str, ...] = ("verified",)
    as_known: str | None = None
    weights: str | None = None
    own_weights: tuple[tuple[str, float], ...] = ()
    kind: str | None = None
    seed: int = 1

    def document(self) -> dict[str, Any]:
        """As it stands in an assessment."""
        found: dict[str, Any] = {"periods": list(self.periods), "bases": list(self.bases), "seed": self.seed}
        asked = {"weights": self.weights, "own_weights": dict(self.own_weights), "kind": self.kind}
        return found | {name: value for name, value in asked.items() if value}


@dataclass(frozen=True)
class Computed:
    """All that the engine made of one set of inputs."""

    standard: Standard
    areas: Areas
    values: Values
    settings: Settings
    tree: Tree
    grid: Grid
    scores: Scores
    result: Result
    change: Change
    findings: tuple[Finding, ...]
    rules: tuple[FindingRule, ...]
    derived: tuple[Derived, ...] = ()


def document(made: Computed, robustness: Mapping[str, Any] | None = None) -> dict[str, Any]:
    """The assessment of formats.md, with its digest; robustness: how firm it is, where that was asked."""
    standard, cases = made.standard, made.grid.cases
    now = {id_: area for period in cases.asked for id_, area in made.areas.at(period).items()}
    assessed = [area for area, one in zip(cases.areas, cases.assessed, strict=True) if one]
    found: dict[str, Any] = {
        "qala": "1",
        "engine": __version__,
        "standard": {
            "id": standard.id,
            "edition": standard.edition,
            "sha256": standard.sha256,
            "pack": dict(standard.files),
        },
        "areas": {
            "sha256": areas_sha256(made.areas),
            "rows": [area_row(now.get(area) or Area(area, Text(area, area, area))) for area in assessed],
            "others": [area_row(area) for id_, area in now.items() if id_ not in assessed],
            "records": [area_row(area) for area in made.areas.records],
            "events": [[e.date, e.kind, e.from_, e.to, e.share, e.basis] for e in made.areas.events],
        },
        "values": {
            "sha256": made.values.sha256,
            "rows": len(made.values),
            "known_at": made.settings.as_known,
            "table": {name: made.values.frame[name].to_list() for name in COLUMNS},
        },
        "settings": made.settings.document(),
        "nodes": list(_node_rows(made)),
        "indicators": list(_indicator_rows(made)),
        "characteristics": list(_characteristic_rows(made)),
        "parameters": {
            "treatments": list(_treatment_rows(made)),
            "weights": list(_weight_rows(made)),
            "conversions": list(conversion_rows(made.standard)),
        },
        "findings": _finding_rows(made, set(assessed)),
        "records": [],
        "robustness": robustness,
        "signature": None,
    }
    found["digest"] = assessment_digest(found)
    return found


def _columns(made: Computed) -> Iterator[tuple[int, dict[str, str]]]:
    """The column number and the key of each case that is assessed."""
    cases = made.grid.cases
    for b, basis in enumerate(cases.bases):
        for p, period in enumerate(cases.periods):
            span = cases.span(b, p)
            for index, area in enumerate(cases.areas):
                if cases.assessed[index] and period in cases.asked:
                    yield span.start + index, {"area": area, "period": period, "basis": basis}


def _node_rows(made: Computed) -> Iterator[dict[str, Any]]:
    standard, result, change = made.standard, made.result, made.change
    comparable = _comparable(made)
    periods = made.grid.cases.periods
    for column, key in _columns(made):
        for index, node in enumerate(standard.nodes):
            band = int(result.bands[index, column])
            scale = standard.scale_of(node)
            asked, known = int(result.asked[index, column]), int(result.known[index, column])
            difference = _number(change.degrees[index], column)
            yield {
                **key,
                "node": node.id,
                "degree": _number(result.degrees[index], column),
                "band": scale.bands[band].id if band >= 0 else None,
                "points": scale.bands[band].points if band >= 0 else None,
                "rank": int(result.ranks[index, column]) or None,
                "comparable": (index, key["period"], key["basis"]) in comparable,
                "known": known,
                "asked": asked,
                "filled": int(result.filled[index, column]),
                "coverage": known / asked if asked else 0.0,
                "partial": bool(result.partial[index, column]),
                **_share(made, index, column),
                "state": _node_state(made, index, column),
                "change": None
                if difference is None
                else {
                    "from_period": periods[made.grid.cases.former(key["period"])],
                    "degrees": difference,
                    "indicators": int(change.indicators[index, column]),
                    "beyond_resolution": bool(change.beyond_resolution[index, column]),
                },
            }


def _node_state(made: Computed, node: int, column: int) -> str:
    if made.scores.screened[column]:
        return "screened"
    if math.isnan(made.result.degrees[node, column]):
        return "withheld" if made.standard.scores else "unscored"
    return "imputed" if made.result.imputed[node, column] else "assessed"


def _share(made: Computed, item: int, column: int) -> dict[str, Any]:
    """The weight with which an item counted, its weight by the standard, and the points it gave its parent."""
    root = int(made.tree.parent[item]) < 0
    return {
        "weight": 1.0 if root else float(made.result.share[item, column]),
        "nominal_weight": 1.0 if root else float(made.result.nominal[item]),
        "contribution": _number(made.result.contribution[item], column),
    }


def _comparable(made: Computed) -> set[tuple[int, str, str]]:
    """The nodes in a period on a basis whose degrees all rest on the same indicators, where none is filled in."""
    found = set()
    cases, result = made.grid.cases, made.result
    for b, basis in enumerate(cases.bases):
        for p, period in enumerate(cases.periods):
            span = cases.span(b, p)
            for node in range(made.tree.nodes):
                have = ~np.isnan(result.degrees[node, span]) & cases.assessed
                below = made.tree.nodes + made.tree.below[node]
                own = result.states[made.tree.below[node], span] != IMPUTED
                known = (own & ~np.isnan(result.degrees[below, span]))[:, have]
                if have.any() and (known == known[:, :1]).all():
                    found.add((node, period, basis))
    return found


def _indicator_rows(made: Computed) -> Iterator[dict[str, Any]]:
    standard, grid, result = made.standard, made.grid, made.result
    sides = {name: index for index, name in enumerate(grid.cases.bases)}
    for column, key in _columns(made):
        frame = grid.frames[sides[key["basis"]]]
        for index, indicator in enumerate(standard.indicators):
            item = made.tree.nodes + index
            row = _row(frame, int(grid.row[index, column]))
            band = int(result.bands[item, column])
            scale = standard.scale_of(indicator)
            ends = made.scores.ends_at(index, column)
            yield {
                **key,
                "indicator": indicator.id,
                "value": _number(grid.values[index], column),
                "value_period": row.get("period"),
                "transformed": _number(made.scores.transformed[index], column),
                "treated": _number(made.scores.treated[index], column),
                "low": None if ends is None or math.isnan(ends.low) else ends.low,
                "high": None if ends is None or math.isnan(ends.high) else ends.high,
                "degree": _number(result.degrees[item], column),
                "band": scale.bands[band].id if band >= 0 else None,
                "passed": _number(result.passed[item], column),
                **_share(made, item, column),
                **{side: _on_basis(grid, index, key, side) for side in ("declared", "verified")},
                "state": STATES[int(result.states[index, column])],
                "boundary": row.get("boundary") or key["area"],
                "resolution": _resolution(indicator, row),
                "overshoot": _overshoots(indicator, _number(made.scores.transformed[index], column)),
                "pool": [
                    {"period": one["period"], "value": one["value"] * indicator.factor, "boundary": one["boundary"]}
                    for one in _pool(grid, frame, index, column)
                ],
                **{
                    name: row.get(name, "")
                    for name in ("status", "quality", "reason", "source", "evidence", "recorded_at")
                },
            }


def _resolution(indicator: Indicator, row: dict[str, Any]) -> float | None:
    """How a figure was rounded when it was published, in the unit of the indicator."""
    own = row.get("resolution")
    return indicator.resolution if own is None else own * indicator.factor


def _on_basis(grid: Grid, index: int, key: dict[str, str], basis: str) -> float | None:
    """The value that the same case has on a basis, where the assessment has that basis."""
    cases = grid.cases
    if basis not in cases.bases:
        return None
    span = cases.span(cases.bases.index(basis), cases.periods.index(key["period"]))
    return _number(grid.values[index], span.start + cases.areas.index(key["area"]))


def _pool(grid: Grid, frame: pl.DataFrame, index: int, column: int) -> list[dict[str, Any]]:
    rows = [int(rows[index, column]) for rows in grid.pooled]
    if not any(row >= 0 for row in rows):
        return []
    return [_row(frame, row) for row in (int(grid.row[index, column]), *rows) if row >= 0]


def _row(frame: pl.DataFrame, row: int) -> dict[str, Any]:
    return frame.row(row, named=True) if row >= 0 else {}


def _overshoots(indicator: Indicator, value: float | None) -> bool:
    if value is None or indicator.normalise.method != "goalposts":
        return False
    low, high = (None if end is None else bound(indicator, end) for end in (indicator.low, indicator.high))
    return (low is not None and value < low) or (high is not None and value > high)


def _weight_rows(made: Computed) -> Iterator[dict[str, Any]]:
    """The weights that were derived, by node and child."""
    names = [node.id for node in made.standard.nodes] + [one.id for one in made.standard.indicators]
    for one in made.derived:
        for child, weight in zip(one.children, one.weights, strict=True):
            about = {"node": names[one.node], "child": names[child], "method": one.method, "weight": weight}
            yield about | {"consistency_ratio": one.ratio}


def _treatment_rows(made: Computed) -> Iterator[dict[str, Any]]:
    """How outliers were treated: once for each indicator, basis and period, or `all` periods measured alike."""
    cases = made.grid.cases
    for one in made.scores.treatments:
        inside = made.scores.blocks[one.block].inside
        basis, period = divmod(inside.start // len(cases.areas), len(cases.periods))
        single = inside.stop - inside.start == len(cases.areas)
        if single and cases.periods[period] not in cases.asked:
            continue
        yield {
            "indicator": one.indicator,
            "basis": cases.bases[basis],
            "period": cases.periods[period] if single else "all",
            "method": one.method,
            "points": one.points,
            "passes": one.passes,
            **{
                f"{name}_{when}": None if math.isnan(getattr(shape, name)) else getattr(shape, name)
                for when, shape in (("before", one.before), ("after", one.after))
                for name in ("skewness", "kurtosis")
            },
        }


def _characteristic_rows(made: Computed) -> Iterator[dict[str, Any]]:
    for reading in readings(made.standard, made.tree, made.result):
        for column, key in _columns(made):
            yield {
                **key,
                "node": reading.node,
                "characteristic": reading.characteristic,
                "degree": _number(reading.degrees, column),
                "known": int(reading.known[column]),
                "asked": int(reading.asked[column]),
            }


def _finding_rows(made: Computed, assessed: set[str]) -> list[dict[str, Any]]:
    rules = {rule.id: rule for rule in made.rules}
    facts: dict[str, list[str]] = {}
    for indicator in made.standard.indicators:
        facts.setdefault(indicator.fact, []).append(indicator.id)
    periods = _periods_shown(made)
    return [
        {
            **{name: getattr(finding, name) for name in ("rule", "severity", "area", "fact", "period")},
            "indicator": indicator,
            "title": _texts(rules[finding.rule].title),
            "text": {language: describe(finding, rules[finding.rule], language) for language in ("kk", "ru", "en")},
        }
        for finding in made.findings
        if (finding.area in assessed or not finding.area) and finding.period in periods
        for indicator in facts.get(finding.fact, [""])
    ]


def _periods_shown(made: Computed) -> set[str]:
    """The periods of all figures that the assessment rests on."""
    shown = set(made.settings.periods)
    for basis, frame in enumerate(made.grid.frames):
        for rows in (made.grid.row, *made.grid.pooled):
            start = made.grid.cases.span(basis, 0).start
            used = rows[:, start : made.grid.cases.span(basis, len(made.grid.cases.periods) - 1).stop]
            shown |= set(frame["period"].gather(np.unique(used[used >= 0])))
    return shown


def _texts(text: Text) -> dict[str, str]:
    return {"kk": text.kk, "ru": text.ru, "en": text.en}


def _number(row: Floats, column: int) -> float | None:
    value = float(row[column])
    return None if math.isnan(value) else value
