"""The grammar of the `normalise` and `steps` cells."""

import re
from dataclasses import replace

from qala.errors import BadPack, Place
from qala.files import number_of
from qala.standard.cells import Cells, choice
from qala.standard.model import METHODS, Normalise, Step


def parse_normalise(cells: Cells, kind: str, default: Normalise) -> Normalise:
    """`METHOD[:LOW:HIGH][:clip|:open]`, `zscore:MEAN:SD`, `levels:0;5;15;35;75;100`; blank is the standard's own.

    A level without goalposts of its own goes by levels, also where the standard says goalposts.
    """
    cell = cells.text("normalise")
    if not cell:
        if kind == "level" and default.method == "goalposts" and cells.number("low") is None:
            return replace(default, method="levels")
        return default
    return normalise_of(cell, default, cells.place("normalise"))


def normalise_of(cell: str, default: Normalise, place: Place) -> Normalise:
    """What a cell that is not blank says."""
    method, *parts = (part.strip() for part in re.split("[:=]", cell))
    choice(method, METHODS, place)
    found = replace(default, method=method, parameters=())
    if parts and parts[-1] in ("clip", "open"):
        found = replace(found, clip=parts.pop() == "clip")
    if method == "levels" and len(parts) == 1:
        return replace(found, levels=tuple(float(number_of(part.strip(), place) or 0) for part in parts[0].split(";")))
    numbers = tuple(number_of(part, place) for part in parts)
    if len(numbers) not in (0, 2) or None in numbers:
        raise BadPack("standard.normalise", place, value=cell)
    if numbers:
        first, second = (float(number or 0) for number in numbers)
        if method == "zscore":
            return replace(found, parameters=(first, second))
        return replace(found, low=first, high=second)
    return found


def parse_steps(cells: Cells) -> tuple[float, tuple[Step, ...]]:
    """`25;33%:50;66%:75;95%:100`: the degree below all thresholds, then threshold and degree of each step."""
    parts = cells.list("steps")
    place = cells.place("steps")
    if not parts:
        return 0.0, ()
    return _number(parts[0], place), tuple(_step(part, place) for part in parts[1:])


def _step(part: str, place: Place) -> Step:
    threshold, colon, degree = part.partition(":")
    if not colon:
        raise BadPack("standard.step", place, value=part)
    share = threshold.strip().endswith("%")
    return Step(_number(threshold.strip().rstrip("%"), place), share, _number(degree, place))


def _number(text: str, place: Place) -> float:
    number = number_of(text.strip(), place)
    if number is None:
        raise BadPack("standard.step", place, value=text)
    return number
