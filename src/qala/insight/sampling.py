"""A random share of values to verify, drawn so that anybody can draw it again, and what its errors say of the rest."""

from collections.abc import Iterable
from dataclasses import dataclass
from hashlib import sha256


@dataclass(frozen=True, slots=True)
class Projection:
    """What a sample says of all that it was drawn from. rate: errors among those checked; expected: errors among those
    that were not; upper: errors among all that are not exceeded with the confidence, those found among them.
    """

    rate: float
    expected: float
    upper: int


def drawn(keys: Iterable[str], size: int, seed: str) -> tuple[str, ...]:
    """A random sample of keys, each once, in the order it was drawn.

    Keys are ordered by the SHA-256 of `SEED LF KEY`: whoever knows the seed draws the same, in whatever order the keys
    came, and more of them only goes on with the same draw. Raises ValueError for a negative size.
    """
    if size < 0:
        raise ValueError(size)
    return tuple(sorted(set(keys), key=lambda key: sha256(f"{seed}\n{key}".encode()).hexdigest())[:size])


def projected(errors: int, checked: int, population: int, confidence: float = 0.95) -> Projection:
    """The errors in a population of which some were checked, drawn at random without putting back.

    The upper bound is exact: the largest number of errors under which so few would have been found with a probability
    above 1 - confidence (the hypergeometric distribution). Raises ValueError for counts that do not fit together.
    """
    if not 0 <= errors <= checked <= population or not 0 < confidence < 1 or checked == 0:
        raise ValueError(errors, checked, population, confidence)
    from scipy.stats import hypergeom  # noqa: PLC0415 - slow to import

    low, high = errors, population - (checked - errors)
    while low < high:
        middle = (low + high + 1) // 2
        if hypergeom.cdf(errors, population, middle, checked) > 1 - confidence:
            low = middle
        else:
            high = middle - 1
    rate = errors / checked
    return Projection(rate, rate * (population - checked), low)
