"""Weights from pairwise judgements (ahp.csv), of one expert or several, and how consistent each of them is.

The weights are the principal eigenvector; the consistency ratio is (l - n) / (n - 1) / the random index of n. Source:
Saaty (1980), The Analytic Hierarchy Process. Several experts become one by the geometric mean of each of their ratios,
the only mean that gives the reciprocal for the reciprocal. Source: Aczel and Saaty (1983), Procedures for synthesizing
ratio judgements.
"""

import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from qala.errors import BadPack
from qala.files import parse_table
from qala.standard.cells import rows
from qala.standard.model import Judged, Standard
from qala.standard.shares import taken

FILE = "ahp.csv"
RANDOM_INDEX = (0.0, 0.0, 0.58, 0.90, 1.12, 1.24, 1.32, 1.41, 1.45, 1.49, 1.51, 1.48, 1.56, 1.57, 1.59)
"""The mean consistency index of random judgements, by the number of children. Source: Saaty (1980), table 1.2."""
Rows = list[list[float]]


@dataclass(frozen=True, slots=True)
class Weighed:
    """The weights of what was compared, of sum 1, and the consistency ratio: 0 is without contradiction."""

    weights: tuple[float, ...]
    ratio: float


@dataclass(frozen=True, slots=True)
class Opinion:
    """What an expert's judgements make of the children of a node; blank expert: all of them together."""

    node: str
    expert: str
    weights: Mapping[str, float]
    ratio: float


def experts_of(files: Mapping[str, str]) -> dict[str, dict[str, dict[tuple[str, str], float]]]:
    """ahp.csv by node and expert: how many times as important a is as b. A blank expert is one without a name."""
    found: dict[str, dict[str, dict[tuple[str, str], float]]] = {}
    for cells in rows(parse_table(files[FILE], FILE)) if FILE in files else ():
        ratio = cells.number("ratio")
        if ratio is None or ratio <= 0:
            raise BadPack("standard.ratio", cells.place("ratio"), value=cells.text("ratio"))
        pair = cells.needed("a"), cells.needed("b")
        judged = found.setdefault(cells.needed("node"), {}).setdefault(cells.text("expert"), {})
        if pair in judged or pair[::-1] in judged:
            raise BadPack("standard.judged_twice", cells.place("b"), one=pair[0], other=pair[1])
        judged[pair] = ratio
    return found


def joined(experts: Mapping[str, Judged]) -> Judged:
    """The judgements of several experts as one: of each pair the geometric mean over those who judged it."""
    if len(experts) == 1:
        return next(iter(experts.values()))
    found: dict[tuple[str, str], list[float]] = {}
    for judged in experts.values():
        for pair, ratio in judged.items():
            turned = pair[::-1] in found
            found.setdefault(pair[::-1] if turned else pair, []).append(1 / ratio if turned else ratio)
    return {pair: math.exp(math.fsum(map(math.log, ratios)) / len(ratios)) for pair, ratios in found.items()}


def weighed(judged: Judged, names: Sequence[str]) -> Weighed | tuple[str, str]:
    """The weights of what is named, or the first pair that nobody compared."""
    if not names:
        return Weighed((), 0.0)
    size = len(names)
    matrix = [[1.0] * size for _ in range(size)]
    for row in range(size):
        for column in range(row + 1, size):
            one, other = names[row], names[column]
            ratio = judged.get((one, other)) or (1 / judged[other, one] if (other, one) in judged else None)
            if ratio is None:
                return one, other
            matrix[row][column], matrix[column][row] = ratio, 1 / ratio
    value, weights = perron(matrix)
    chance = RANDOM_INDEX[min(size, len(RANDOM_INDEX)) - 1]
    return Weighed(tuple(weights), (value - size) / (size - 1) / chance if chance else 0.0)


def opinions(standard: Standard) -> Iterator[Opinion]:
    """What all experts together, then each of them, make of every node that takes its weights from judgements."""
    for node in standard.nodes:
        experts = standard.experts.get(node.id, {}) if node.weights == "ahp" else {}
        names = [item.id for item in taken(standard, node)]
        together = {"": standard.judgements[node.id]} if len(experts) > 1 else {}
        for expert, judged in [*together.items(), *experts.items()]:
            found = weighed(judged, names)
            if isinstance(found, Weighed):
                yield Opinion(node.id, expert, dict(zip(names, found.weights, strict=True)), max(0.0, found.ratio))


def perron(matrix: Rows) -> tuple[float, list[float]]:
    """The greatest eigenvalue of a matrix of numbers above 0 and its eigenvector of sum 1, by repeated products."""
    vector = [1 / len(matrix)] * len(matrix)
    value = 0.0
    for _ in range(10_000):
        product = [math.fsum(cell * other for cell, other in zip(row, vector, strict=True)) for row in matrix]
        value = math.fsum(product)
        following = [cell / value for cell in product]
        if max(abs(one - other) for one, other in zip(following, vector, strict=True)) < 1e-15:
            break
        vector = following
    return value, vector
