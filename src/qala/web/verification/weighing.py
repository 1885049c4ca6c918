"""What hangs on each value of a round: points of the Map, and bands."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any

import polars as pl

from qala.engine import Settings, assess
from qala.engine.tree import flatten
from qala.insight import Stake, stakes
from qala.values.model import Values
from qala.web.collection import services as collection
from qala.web.collection.services import Round


@dataclass(frozen=True)
class Weight:
    """points: the most that a column of a Map could move; material: a band hangs on it, or nothing can be told because
    areas stand against each other; stakes: by standard, where there are any.
    """

    points: float
    material: bool
    stakes: tuple[tuple[str, Stake], ...] = ()


@dataclass(frozen=True)
class Asked:
    """What is assessed: standards, table of places, period, basis, and the values, which their digest stands for."""

    standards: tuple[str, ...]
    table: str
    period: str
    basis: str
    sha256: str
    values: Values = field(compare=False, repr=False)

    @staticmethod
    def of(one: Round, values: Values, basis: str) -> "Asked":
        """The values of a round."""
        return Asked(tuple(one.standards), one.table, one.period, basis, values.sha256, values)


@lru_cache(maxsize=8)
def assessments_of(asked: Asked) -> Mapping[str, dict[str, Any]]:
    """The assessment by each standard, by its name."""
    settings = Settings((asked.period,), (asked.basis,))
    places = collection.places_of(asked.table)
    return {name: assess(collection.standard_named(name), asked.values, settings, places) for name in asked.standards}


def rows_in(assessment: Mapping[str, Any]) -> dict[str, dict[str, Mapping[str, Any]]]:
    """The rows of each area by the id of their node or indicator."""
    found: dict[str, dict[str, Mapping[str, Any]]] = {}
    for table, name in (("nodes", "node"), ("indicators", "indicator")):
        for row in assessment[table]:
            found.setdefault(row["area"], {})[row[name]] = row
    return found


@lru_cache(maxsize=8)
def _weights(asked: Asked, areas: frozenset[str]) -> Mapping[tuple[str, str], Weight]:
    found: dict[tuple[str, str], list[tuple[str, Stake]]] = {}
    untold: set[tuple[str, str]] = set()
    for name, assessment in assessments_of(asked).items():
        standard = collection.standard_named(name)
        tree, facts = flatten(standard), {one.id: one.fact for one in standard.indicators}
        for area, rows in rows_in(assessment).items():
            if area not in areas:
                continue
            mine = stakes(standard, tree, rows)
            for one in mine:
                found.setdefault((area, facts[one.indicator]), []).append((name, one))
            if not mine:
                untold |= {(area, fact) for fact in facts.values()}
    made = {key: Weight(0.0, True) for key in untold}
    for key, each in found.items():
        points = max(one.points for _, one in each)
        material = key in untold or any(one.material for _, one in each)
        made[key] = Weight(points, material, tuple(each))
    return made


def weights_of(one: Round, values: Values, areas: frozenset[str]) -> Mapping[tuple[str, str], Weight]:
    """By area and fact, of the values as they were signed; no weight for what the Map does not rest on."""
    return _weights(Asked.of(one, as_signed(one, values), "declared"), areas)


def as_signed(one: Round, values: Values) -> Values:
    """The values of a round without what verification made of them, so that its order changes nothing."""
    own = pl.col("source").str.starts_with(f"round:{one.name}, ")
    status = pl.when(own & (pl.col("status") == "rejected")).then(pl.lit("declared")).otherwise(pl.col("status"))
    return Values.of(values.frame.filter(~(own & (pl.col("status") == "verified"))).with_columns(status=status))
