"""Indicators that do not go with what they stand among, and those that hardly show in the whole."""

from collections.abc import Iterator, Sequence

import numpy as np

from qala.engine.arrays import Floats, count
from qala.engine.exact import mean
from qala.insight.coherence.model import Bearing, Family, Fit
from qala.insight.coherence.sample import Sample
from qala.insight.pairs import LEAST, Pair, chance, pairs_among, related

DOUBLE = 0.9
"""Pairs that correlate so strongly, either way, may count one thing twice."""
WEAK = 0.3
"""An indicator that correlates less with the whole, either way, hardly shows in it."""
SIGNIFICANT = 0.05
"""A correlation is taken for real where chance would bring one so strong in fewer cases than this share."""


def doubles(sample: Sample) -> Iterator[Pair]:
    """Pairs of indicators, wherever they stand, that correlate at DOUBLE or more either way."""
    names = [sample.names[item] for item in sample.scored]
    for pair in pairs_among(names, sample.degrees[list(sample.scored)]):
        if abs(pair.correlation) >= DOUBLE:
            yield pair


def fits(sample: Sample, families: Sequence[Family]) -> Iterator[Fit]:
    """How each indicator goes with its siblings and with the industries."""
    own: dict[str, list[float]] = {}
    for family in families:
        for pair in family.pairs:
            own.setdefault(pair.one, []).append(pair.correlation)
            own.setdefault(pair.other, []).append(pair.correlation)
    for item in sample.scored:
        yield _fit(sample, item, own.get(sample.names[item], []))


def _fit(sample: Sample, item: int, siblings: list[float]) -> Fit:
    average = mean(np.array(siblings)) if siblings else None
    home = sample.industry_of(item)
    found = {one: related(sample.degrees[item], sample.degrees[one]) for one in sample.industries}
    own = found.pop(home)[0] if home in found else None
    others = [(one, correlation, cases) for one, (correlation, cases) in found.items() if correlation is not None]
    nearest, strongest, cases = max(others, key=lambda one: abs(one[1]), default=(None, None, 0))
    return Fit(
        indicator=sample.names[item],
        siblings=average,
        negative=sum(correlation < 0 for correlation in siblings),
        told=len(siblings),
        industry=None if home is None else sample.names[home],
        own=own,
        nearest=None if nearest is None else sample.names[nearest],
        nearest_correlation=strongest,
        against=average is not None and average < 0,
        elsewhere=(
            own is not None
            and strongest is not None
            and abs(strongest) > abs(own)
            and chance(strongest, cases) < SIGNIFICANT
        ),
    )


def bearings(sample: Sample) -> Iterator[Bearing]:
    """The correlation of each indicator with the whole, and why it is silent in it."""
    whole = sample.degrees[sample.root]
    for item in sample.scored:
        row = sample.degrees[item]
        correlation, cases = related(row, whole)
        probability = None if correlation is None else chance(correlation, cases)
        yield Bearing(sample.names[item], correlation, cases, probability, _silent(row, whole, correlation))


def _silent(row: Floats, whole: Floats, correlation: float | None) -> str:
    """Why an indicator does not show in the whole; blank where it does, or where that cannot be told."""
    both = ~(np.isnan(row) | np.isnan(whole))
    if correlation is not None:
        weak = "weak" if abs(correlation) < WEAK else ""
        return weak or ("chance" if chance(correlation, count(both)) >= SIGNIFICANT else "")
    if count(both) < LEAST:
        return ""
    return "constant" if _alike(row[both]) and not _alike(whole[both]) else ""


def _alike(values: Floats) -> bool:
    return bool((values == values[0]).all())
