"""The statistical coherence of a standard on its values: what a method team reads before it fixes weights."""

from collections.abc import Mapping
from typing import Any

from qala.insight.coherence.distribution import coverage, distributions
from qala.insight.coherence.family import families
from qala.insight.coherence.fit import bearings, doubles, fits
from qala.insight.coherence.model import (
    Bearing,
    Coherence,
    Components,
    Coverage,
    Distribution,
    Family,
    Fit,
    Influence,
    Outlier,
    Reliability,
)
from qala.insight.coherence.sample import sample_of
from qala.insight.explain import chosen_of
from qala.insight.pairs import pairs_among

__all__ = [
    "Bearing", "Coherence", "Components", "Coverage", "Distribution", "Family", "Fit", "Influence", "Outlier",
    "Reliability", "coherence",
]  # fmt: skip


def coherence(assessment: Mapping[str, Any], basis: str | None = None) -> Coherence:
    """The report on all areas and periods of an assessment, each area in each period a case, on its first basis or the
    one named. Raises BadUse for a basis that it does not have.

    The order of areas, files and rows changes no bit of it: all sums are exactly rounded.
    """
    _, on = chosen_of(assessment, None, basis)
    sample = sample_of(assessment, on)
    kin = tuple(families(sample))
    industries = [sample.names[item] for item in sample.industries]
    return Coherence(
        standard=sample.standard.id,
        edition=sample.standard.edition,
        basis=on,
        periods=tuple(sorted({period for _, period in sample.cases})),
        areas=len({area for area, _ in sample.cases}),
        cases=len(sample.cases),
        distributions=tuple(distributions(sample)),
        coverage=tuple(coverage(sample)),
        families=kin,
        industries=tuple(pairs_among(industries, sample.degrees[list(sample.industries)])),
        doubles=tuple(doubles(sample)),
        fits=tuple(fits(sample, kin)),
        bearings=tuple(bearings(sample)),
    )
