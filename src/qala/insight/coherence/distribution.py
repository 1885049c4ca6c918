"""How the values of each indicator are spread, and where they are missing."""

import math
from collections import Counter
from collections.abc import Iterator

import numpy as np

from qala.engine.arrays import Floats, count
from qala.engine.exact import deviation, mean, median, quantile, shape, within_reach
from qala.engine.treat import passes
from qala.insight.coherence.model import Coverage, Distribution, Outlier
from qala.insight.coherence.sample import Sample
from qala.insight.pairs import LEAST

FENCE = 1.5
"""Values farther than so many interquartile ranges outside the quartiles are told. Source: Tukey (1977), section 2D."""
BARS = 12
"""The most bars of a histogram."""


def distributions(sample: Sample) -> Iterator[Distribution]:
    """The distribution of each indicator that counts."""
    for item in sample.scored:
        yield distribution(sample, item - sample.tree.nodes)


def distribution(sample: Sample, index: int) -> Distribution:
    """The distribution of one indicator.

    G1 and G2 as the outlier test takes them (Joanes and Gill 1998), from four values that vary; outliers and shares of
    alike values from five values on.
    """
    row = sample.values[index]
    values = row[~np.isnan(row)]
    scaled, unit = within_reach(values)
    found = shape(scaled)
    asked = count(sample.asked[index])
    enough = values.size >= LEAST
    commonest = Counter(values.tolist()).most_common(1)
    return Distribution(
        indicator=sample.standard.indicators[index].id,
        known=int(values.size),
        asked=asked,
        missing=1 - count(sample.known[index] & sample.asked[index]) / asked if asked else 0.0,
        mean=_told(mean(scaled) * unit),
        deviation=_told(deviation(scaled) * unit),
        minimum=float(values.min()) if values.size else None,
        median=_told(median(scaled) * unit),
        maximum=float(values.max()) if values.size else None,
        skewness=_told(found.skewness),
        kurtosis=_told(found.kurtosis),
        outlying=None if math.isnan(found.skewness) else not passes(found, sample.standard.treatment),
        outliers=_outliers(sample, row, values) if enough else (),
        histogram=histogram(values),
        zeros=count(values == 0) / values.size if enough else None,
        same=commonest[0][1] / values.size if enough else None,
    )


def histogram(values: Floats) -> tuple[int, ...]:
    """How many of (n,) values lie in each of equal steps from least to greatest; one step where all are alike.

    1 + log2 n steps, rounded up, at most BARS. Source: Sturges (1926).
    """
    if not values.size:
        return ()
    low, high = float(values.min()), float(values.max())
    # Scaled first, so that the range of the greatest floats does not overflow.
    span = high / 2 - low / 2
    if not span > 0:
        return (int(values.size),)
    bars = min(BARS, 1 + math.ceil(math.log2(values.size)))
    places = np.minimum((values / 2 - low / 2) / span * bars, bars - 1).astype(np.int64)
    return tuple(np.bincount(places, minlength=bars).tolist())


def _outliers(sample: Sample, row: Floats, values: Floats) -> tuple[Outlier, ...]:
    scaled, unit = within_reach(values)
    low, high = quantile(scaled, 0.25), quantile(scaled, 0.75)
    reach = FENCE * (high - low)
    far = np.flatnonzero((row / unit < low - reach) | (row / unit > high + reach)).tolist()
    return tuple(Outlier(*sample.cases[case], float(row[case])) for case in sorted(far, key=lambda one: -row[one]))


def coverage(sample: Sample) -> Iterator[Coverage]:
    """How many indicators are known of each area, in the whole and in each industry."""
    areas = np.array([area for area, _ in sample.cases])
    for area in sorted(set(areas.tolist())):
        inside = areas == area
        for node in (sample.root, *sample.industries):
            below = sample.tree.below[node]
            asked = sample.asked[below][:, inside]
            known = sample.known[below][:, inside] & asked
            yield Coverage(area, sample.names[node], count(known), count(asked))


def _told(value: float) -> float | None:
    return None if math.isnan(value) or math.isinf(value) else value
