"""The robustness of an assessment from a small seeded sample: each degree with a normal error."""

from copy import deepcopy
from functools import cache
from typing import Any

import numpy as np

from qala.insight import standard_of
from qala.standard import Scale
from tests.kz_demo import demo_assessment

DRAWS, SEED, ERROR = 400, 7, 6.0


@cache
def demo_with_robustness() -> dict[str, Any]:
    """The demonstration's assessment of 2019 with its robustness."""
    return with_robustness(demo_assessment())


def with_robustness(assessment: dict[str, Any]) -> dict[str, Any]:
    """A copy of the assessment that has robustness at every node, in every period and on every basis."""
    found, draw = deepcopy(assessment), np.random.default_rng(SEED)
    nodes: list[dict[str, Any]] = []
    ahead: list[dict[str, Any]] = []
    cases = dict.fromkeys((row["node"], row["period"], row["basis"]) for row in assessment["nodes"])
    for node, period, basis in cases:
        case = {"node": node, "period": period, "basis": basis}
        rows = [row for row in assessment["nodes"] if case.items() <= row.items()]
        known = [row for row in rows if row["degree"] is not None]
        degrees = np.array([row["degree"] for row in known])[:, None] + draw.normal(0, ERROR, (len(known), DRAWS))
        degrees = degrees.clip(0, 100)
        beats = (degrees[:, None, :] > degrees[None, :, :]).mean(axis=2)
        ranks = 1 + (degrees[None, :, :] > degrees[:, None, :]).sum(axis=1)
        scale = standard_of(assessment).scale_of(standard_of(assessment).node[node])
        for index, row in enumerate(known):
            nodes.append({"area": row["area"], **case, **_figures(degrees[index], ranks[index], scale, row["band"])})
        nodes += [_withheld(row["area"], case) for row in rows if row["degree"] is None]
        areas = [row["area"] for row in rows]
        at = {row["area"]: index for index, row in enumerate(known)}
        table = [
            [float(beats[at[one], at[other]]) if one != other and {one, other} <= set(at) else None for other in areas]
            for one in areas
        ]
        ahead.append({**case, "areas": areas, "probability": table})
    found["robustness"] = {
        "replications": DRAWS, "seed": SEED, "level": 0.9, "sources": ["values"], "factors": [], "nodes": nodes,
        "ahead": ahead,
    }  # fmt: skip
    return found


def _figures(degrees: Any, ranks: Any, scale: Scale, given: str | None) -> dict[str, Any]:
    starts = [band.start for band in scale.bands]
    steps = np.searchsorted(starts, degrees, side="right") - 1
    bands = {band.id: float((steps == index).mean()) for index, band in enumerate(scale.bands)}
    bands = {id_: share for id_, share in bands.items() if share}
    quantiles = {f"q{share:02}": float(np.quantile(degrees, share / 100)) for share in (5, 25, 50, 75, 95)}
    low, lower, mid, upper, high = (int(np.quantile(ranks, share, method="nearest")) for share in
                                    (0.05, 0.25, 0.5, 0.75, 0.95))  # fmt: skip
    return {
        "mean": float(degrees.mean()), "sd": float(degrees.std()), **quantiles, "bands": bands,
        "firm": bands.get(given or ""), "withheld": 0.0, "drawn": 0.25, "rank_low": low, "rank_mid": mid,
        "rank_high": high, "rank_low_quartile": lower, "rank_high_quartile": upper,
        "ranks": {str(rank): float((ranks == rank).mean()) for rank in sorted(set(ranks.tolist()))},
        "sources": {"values": 1.0},
    }  # fmt: skip


def _withheld(area: str, case: dict[str, str]) -> dict[str, Any]:
    ranks = dict.fromkeys(("rank_low", "rank_mid", "rank_high", "rank_low_quartile", "rank_high_quartile"))
    figures = dict.fromkeys(("mean", "sd", "q05", "q25", "q50", "q75", "q95", "firm"))
    return {"area": area, **case, **figures, **ranks, "bands": {}, "withheld": 1.0, "ranks": {}, "sources": {}}


def panel(count: int) -> dict[str, Any]:
    """As many areas as asked for, each of a city's place with its degrees shifted, with robustness."""
    found = deepcopy(demo_assessment())
    cities, bands = found["areas"]["rows"], standard_of(found).scale.bands
    names = [(index, cities[index % len(cities)]) for index in range(count)]
    found["areas"]["rows"] = [
        {**city, "id": f"a{index:02}", "name": {lang: f"{name} {index}" for lang, name in city["name"].items()}}
        for index, city in names
    ]
    rows = []
    for index, city in names:
        for row in found["nodes"]:
            if row["area"] == city["id"] and row["node"] == "hcs":
                degree = min(99.0, max(1.0, row["degree"] + 1.3 * index - 40))
                band = max((band for band in bands if band.start <= degree), key=lambda band: band.start)
                rows.append({**row, "area": f"a{index:02}", "degree": degree, "band": band.id})
    order = sorted(rows, key=lambda row: -row["degree"])
    found["nodes"] = [row | {"rank": order.index(row) + 1} for row in rows]
    return with_robustness(found)
