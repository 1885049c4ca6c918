"""The grammar of the cells that name methods: transform, impute, aggregate, weights."""

from collections.abc import Iterable

from qala.errors import BadPack, Place
from qala.files import number_of
from qala.standard.cells import Cells, choice
from qala.standard.model import AGGREGATIONS, WEIGHTINGS, Transform


def parse_transform(cells: Cells) -> Transform:
    """`per:ID:FACTOR;log`: divisions in turn, the logarithm last; a factor left out is 1."""
    place = cells.place("transform")
    per: list[tuple[str, float]] = []
    steps = cells.list("transform")
    log = steps[-1:] == ("log",)
    for step in steps[:-1] if log else steps:
        name, _, rest = step.partition(":")
        id_, _, factor = rest.partition(":")
        number = number_of(factor.strip(), place) if factor.strip() else 1.0
        if name != "per" or not id_ or not number:
            raise BadPack("standard.transform", place, value=cells.text("transform"))
        per.append((id_.strip(), number))
    return Transform(tuple(per), log)


def parse_imputations(names: Iterable[str], allowed: tuple[str, ...], place: Place) -> tuple[str, ...]:
    """The methods of filling gaps, in turn; `none` and blanks leave gaps."""
    found = [part.strip() for name in names for part in name.split(";") if part.strip()]
    return tuple(name for name in found if choice(name, allowed, place) != "none")


def parse_aggregate(text: str, place: Place) -> str:
    """`arithmetic` and the like, or `power:P`."""
    name, colon, power = text.partition(":")
    if name == "power" and colon:
        if number_of(power.strip(), place) is None:
            raise BadPack("standard.power", place, value=text)
        return text
    return choice(text, (*AGGREGATIONS, "power:P"), place)


def parse_weights(text: str, place: Place) -> str:
    """`given`, `equal`, `set:NAME` or a method that derives weights."""
    return text if text.startswith("set:") and len(text) > 4 else choice(text, (*WEIGHTINGS, "set:NAME"), place)
