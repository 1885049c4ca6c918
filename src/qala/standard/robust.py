"""[robust]: what is uncertain about an assessment, and by how much."""

from collections.abc import Callable
from typing import Any

from qala.errors import BadPack
from qala.files import number_of
from qala.standard import model, uncertain
from qala.standard.cells import choice
from qala.standard.methods import parse_aggregate, parse_imputations
from qala.standard.model import Normalise
from qala.standard.normalise import normalise_of
from qala.standard.settings import TomlTable
from qala.standard.uncertain import GoalpostBounds, Robust


def robust_of(table: TomlTable, defaults: Normalise) -> Robust:
    """The table [robust] with its tables values, missing, weights, goalposts and choices; blank ones have defaults.

    Raises BadPack for a factor with a single choice, errors and bounds below 0, and intervals upside down.
    """
    given = Robust()
    values, weights, goalposts = (table.table(name) for name in ("values", "weights", "goalposts"))
    return Robust(
        values=values.choice("method", ("errors", "none"), "errors") == "errors",
        grades=_grades(values),
        ungraded=values.share("ungraded", given.ungraded),
        missing=table.table("missing").choice("method", ("peers", "none"), "peers") == "peers",
        weights=weights.choice("method", uncertain.WEIGHT_DRAWS, given.weights),
        spread=weights.share("spread", given.spread),
        sets=_sets(weights),
        goalposts=goalposts.share("share", given.goalposts, 0.5),
        bounds={id_: _bounds(goalposts.table("bounds").table(id_)) for id_ in goalposts.table("bounds").data},
        choices=_choices(table.table("choices"), defaults),
    )


def _grades(values: TomlTable) -> tuple[float, ...]:
    found = values.numbers("grades", uncertain.GRADES)
    if len(found) != len(uncertain.GRADES) or not all(0 <= error < 1 for error in found):
        raise BadPack("standard.grades", values.place("grades"), value=values.text("grades"))
    return found


def _sets(weights: TomlTable) -> tuple[str, ...]:
    sets = weights.texts("sets")
    if weights.text("method") in ("sets", "between") and len(set(sets)) < 2:
        raise BadPack("standard.one_choice", weights.place("sets"), factor="weights")
    return sets


def _bounds(table: TomlTable) -> GoalpostBounds:
    ends = []
    for key in ("low", "high"):
        found = table.numbers(key, ())
        if len(found) != 2 or found[0] > found[1]:
            raise BadPack("standard.bounds", table.place(key), value=table.text(key))
        ends.append((found[0], found[1]))
    if ends[0][1] >= ends[1][0]:
        raise BadPack("standard.bounds", table.place("high"), value=table.text("high"))
    return GoalpostBounds(*ends)


def _choices(table: TomlTable, defaults: Normalise) -> dict[str, tuple[Any, ...]]:
    read: dict[str, Callable[[str, str], Any]] = {
        "treat": lambda text, key: choice(text, model.TREATMENTS, table.place(key)),
        "max_points": lambda text, key: None if text == "none" else int(number_of(text, table.place(key)) or 0),
        "normalise": lambda text, key: normalise_of(text, defaults, table.place(key)),
        "aggregate": lambda text, key: parse_aggregate(text, table.place(key)),
        "missing": lambda text, key: choice(text, model.MISSING_RULES, table.place(key)),
        "impute": lambda text, key: parse_imputations((text,), model.IMPUTATIONS, table.place(key)),
    }
    found = {}
    for factor in table.data:
        choice(factor, uncertain.FACTORS, table.place(factor))
        texts = table.texts(factor)
        if len(set(texts)) < 2 or len(set(texts)) < len(texts):
            raise BadPack("standard.one_choice", table.place(factor), factor=factor)
        found[factor] = tuple(read[factor](text, factor) for text in texts)
    return found
