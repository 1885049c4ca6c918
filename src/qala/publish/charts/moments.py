"""Periods and values on axes: where a period lies in time, round numbers, and labels that do not touch."""

from collections.abc import Iterable, Sequence
from datetime import date
from math import ceil, floor, log10

from qala.publish.drawing import leading


def moment(period: str) -> float:
    """Where a period begins, in years: `2019-Q3` is 2019.5."""
    year = int(period[:4])
    if "Q" in period:
        return year + (int(period[-1]) - 1) / 4
    if len(period) == 7:
        return year + (int(period[5:]) - 1) / 12
    if len(period) == 10:
        return year + (date.fromisoformat(period).timetuple().tm_yday - 1) / 366
    return float(year)


def thinned(periods: Sequence[str], room: float, letters: float) -> tuple[str, ...]:
    """The periods that an axis can say, each in `letters` of width; the last always."""
    step = max(1, ceil(len(periods) * letters / max(room, letters)))
    return tuple(reversed(periods[::-1][::step]))


def round_steps(low: float, high: float, about: int = 5) -> tuple[float, ...]:
    """Round numbers from at or below the low one to at or above the high one, in about so many steps."""
    size = max(abs(low), abs(high))
    if high - low <= 1e-9 * max(1e-3, size):
        low, high = (low - max(1, size / 10), high + max(1, size / 10)) if size > 1e-12 else (0.0, 1.0)
    rough = (high - low) / about
    power = 10.0 ** floor(log10(rough))
    step = next(times * power for times in (1, 2, 2.5, 5, 10) if times * power >= rough * (1 - 1e-9))
    first, last = floor(low / step + 1e-9), ceil(high / step - 1e-9)
    return tuple(round(index * step, 12) for index in range(first, last + 1))


def spread(wanted: Sequence[float], gap: float, low: float, high: float) -> list[float]:
    """The places nearest to those wanted that lie at least `gap` apart within the bounds; wanted ones ascend."""
    groups: list[tuple[float, int]] = []
    for index, place in enumerate(wanted):
        mean, count = place - index * gap, 1
        while groups and groups[-1][0] > mean:
            before, size = groups.pop()
            mean, count = (before * size + mean * count) / (size + count), size + count
        groups.append((mean, count))
    top = max(low, high - gap * max(0, len(wanted) - 1))
    even = [min(max(mean, low), top) for mean, count in groups for _ in range(count)]
    return [place + index * gap for index, place in enumerate(even)]


def lines_high(names: Iterable[Sequence[str]], size: float) -> float:
    """The height of the highest of some names in lines."""
    return leading(size) * max((len(lines) for lines in names), default=1)
