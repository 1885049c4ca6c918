"""Small matrices without LAPACK, whose last bits would differ from machine to machine: correlations, eigenvectors."""

import math

import numpy as np

from qala.engine.arrays import Floats
from qala.engine.exact import deviation, mean

Rows = list[list[float]]


def correlations(sample: Floats) -> Rows:
    """(rows, rows): Pearson correlations of the rows of (rows, n), by exactly rounded sums; NaN for a constant row."""
    centred = [row - mean(row) for row in sample]
    spread = [deviation(row) for row in sample]
    size = sample.shape[1] - 1

    def together(one: int, other: int) -> float:
        whole = spread[one] * spread[other] * size
        return math.fsum((centred[one] * centred[other]).tolist()) / whole if whole > 0 else math.nan

    found = [[1.0] * len(sample) for _ in sample]
    for one in range(len(sample)):
        for other in range(one):
            found[one][other] = found[other][one] = together(one, other)
    return found


def first_component(matrix: Rows) -> tuple[float, list[float]]:
    """The greatest eigenvalue of a symmetric matrix and its eigenvector of length 1."""
    return components(matrix)[0]


def components(matrix: Rows) -> list[tuple[float, list[float]]]:
    """The eigenvalues of a symmetric matrix, the greatest first, each with its eigenvector of length 1, by Jacobi's
    rotations. The sign of an eigenvector is arbitrary.

    Source: Golub and Van Loan, Matrix Computations, section 8.5.
    """
    size = len(matrix)
    work = [row[:] for row in matrix]
    vectors = [[float(one == other) for other in range(size)] for one in range(size)]
    for _ in range(60):
        off = math.fsum(work[p][q] ** 2 for p in range(size) for q in range(p))
        if off < 1e-30 * size * size:
            break
        for p in range(size):
            for q in range(p + 1, size):
                _rotate(work, vectors, p, q)
    order = sorted(range(size), key=lambda index: -work[index][index])
    return [(work[index][index], [row[index] for row in vectors]) for index in order]


def _rotate(work: Rows, vectors: Rows, p: int, q: int) -> None:
    """Makes work[p][q] zero by a rotation in the plane of p and q."""
    if work[p][q] == 0.0:
        return
    ratio = (work[q][q] - work[p][p]) / (2 * work[p][q])
    tangent = math.copysign(1.0, ratio) / (abs(ratio) + math.sqrt(ratio * ratio + 1))
    cosine = 1 / math.sqrt(tangent * tangent + 1)
    sine = tangent * cosine
    for row in work:
        row[p], row[q] = cosine * row[p] - sine * row[q], sine * row[p] + cosine * row[q]
    one, other = work[p][:], work[q][:]
    for index in range(len(work)):
        work[p][index] = cosine * one[index] - sine * other[index]
        work[q][index] = sine * one[index] + cosine * other[index]
    for row in vectors:
        row[p], row[q] = cosine * row[p] - sine * row[q], sine * row[p] + cosine * row[q]


def as_floats(values: list[float]) -> Floats:
    """Twelve significant digits of each: what is left of rounding errors goes."""
    return np.array([float(f"{value:.12g}") for value in values])
