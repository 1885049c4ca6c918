"""The children of a node together: whether they measure one thing, and what each really weighs."""

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from qala.engine.arrays import Floats, count
from qala.engine.exact import deviation, within_reach
from qala.engine.matrix import Rows, components, correlations
from qala.insight.coherence.model import Components, Family, Influence, Reliability
from qala.insight.coherence.sample import Sample
from qala.insight.pairs import LEAST, pairs_among, related

LEAST_SHARE = 0.5
"""A child takes part where it is known in such a share of the cases, at least, of its best known sibling."""

RELIABLE = 0.7
"""Alpha from which children are commonly taken to measure one thing. Source: Nunnally (1978), section 7."""


@dataclass(frozen=True)
class Complete:
    """names: the children that take part; matrix: their correlations over the cases in which all are known."""

    names: tuple[str, ...]
    cases: int
    matrix: Rows


def families(sample: Sample) -> Iterator[Family]:
    """Every node that has two or more children that count."""
    for node in range(sample.tree.nodes):
        children, weights = sample.family(node)
        if len(children) > 1 and sample.tree.scored[node]:
            yield _family(sample, node, children, weights)


def _family(sample: Sample, node: int, children: list[int], weights: list[float]) -> Family:
    names = tuple(sample.names[child] for child in children)
    rows = sample.degrees[children]
    whole = complete(names, rows)
    told = len(whole.names) > 1
    return Family(
        node=sample.names[node],
        children=names,
        pairs=tuple(pairs_among(names, rows)),
        influences=influences(names, rows, weights, sample.degrees[node]),
        complete=whole.names if told else (),
        left_out=tuple(name for name in names if name not in whole.names) if told else names,
        cases=whole.cases,
        reliability=reliability(whole.names, whole.matrix) if told else None,
        components=principal_components(whole.names, whole.matrix) if told else None,
    )


def complete(names: Sequence[str], rows: Floats) -> Complete:
    """The children known often enough that vary over the cases in which all of these are known.

    rows: (children, cases) degrees, NaN where there is none. No child takes part where such cases are under LEAST.
    """
    counts = [count(~np.isnan(row)) for row in rows]
    least = max(LEAST, LEAST_SHARE * max(counts, default=0))
    taken = [index for index, known in enumerate(counts) if known >= least]
    known = rows[taken][:, ~np.isnan(rows[taken]).any(axis=0)] if taken else rows[:0]
    cases = known.shape[1] if taken else 0
    if cases < LEAST:
        return Complete((), cases, [])
    known = np.array([within_reach(row)[0] for row in known])
    varying = [index for index, row in enumerate(known) if deviation(row) > 0]
    matrix = correlations(known[varying])
    fit = [index for index in range(len(varying)) if not any(map(math.isnan, matrix[index]))]
    return Complete(
        tuple(names[taken[varying[index]]] for index in fit),
        cases,
        [[matrix[one][other] for other in fit] for one in fit],
    )


def alpha(matrix: Rows) -> float | None:
    """Cronbach's alpha of standardised variables from their correlations: k/(k-1) (1 - k / the sum of all of them).

    At most 1; below 0 where they run against one another; None for a single one, and where their sum does not vary.
    Source: Cronbach (1951), with unit variances; OECD/JRC Handbook (2008), step of multivariate analysis.
    """
    size = len(matrix)
    whole = math.fsum(cell for row in matrix for cell in row)
    if size < 2 or whole < 1e-9:
        return None
    return min(1.0, size / (size - 1) * (1 - size / whole))


def reliability(names: Sequence[str], matrix: Rows) -> Reliability:
    """Alpha, and alpha without each child."""
    size = range(len(names))
    fewer = [[[row[c] for c in size if c != gone] for r, row in enumerate(matrix) if r != gone] for gone in size]
    return Reliability(alpha(matrix), tuple(zip(names, map(alpha, fewer), strict=True)))


def principal_components(names: Sequence[str], matrix: Rows) -> Components:
    """The eigenvalues of the correlations, and the loadings of the first component: eigenvector times square root.

    Source: OECD/JRC Handbook (2008), step of multivariate analysis, principal components; the count above 1: Kaiser
    (1960).
    """
    found = components(matrix)
    values = [max(0.0, value) for value, _ in found]
    whole = math.fsum(values)
    vector = found[0][1]
    sign = -1.0 if math.fsum(vector) < 0 else 1.0
    loadings = [sign * cell * math.sqrt(values[0]) for cell in vector]
    return Components(
        eigenvalues=tuple(values),
        explained=tuple(value / whole for value in values),
        above_one=sum(value > 1 + 1e-9 for value in values),
        loadings=tuple(zip(names, loadings, strict=True)),
        one_sign=all(loading > -1e-9 for loading in loadings),
    )


def influences(names: Sequence[str], rows: Floats, weights: Sequence[float], parent: Floats) -> tuple[Influence, ...]:
    """Each child's share of the squared correlations with the parent, beside its share of the weight.

    rows: (children, cases); parent: (cases,). The squared correlation is the linear form of the correlation ratio. A
    child that does not vary has none; one that is known in under LEAST cases with the parent has no shares. Source:
    Paruolo, Saisana and Saltelli (2013), Ratings and rankings: voodoo or science?, section 3.
    """
    found = [related(row, parent) for row in rows]
    still = any(correlation is not None for correlation, _ in found)
    told = [still and cases >= LEAST for _, cases in found]
    weighed = told if any(told) else [True] * len(found)
    squares = [(correlation or 0.0) ** 2 for correlation, _ in found]
    whole = math.fsum(square for square, one in zip(squares, told, strict=True) if one)
    weight = math.fsum(given for given, one in zip(weights, weighed, strict=True) if one)
    nominal = [given / weight if one else None for given, one in zip(weights, weighed, strict=True)]
    effective = [square / whole if one and whole else None for square, one in zip(squares, told, strict=True)]
    return tuple(
        Influence(name, cases, correlation, *shares)
        for name, (correlation, cases), *shares in zip(names, found, nominal, effective, strict=True)
    )
