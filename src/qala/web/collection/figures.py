"""The official figures that ship for a table of places."""

from functools import lru_cache

import polars as pl

from qala import packs
from qala.files import read_table
from qala.values.expected import expected_of
from qala.values.model import COLUMNS, Values
from qala.values.read import values_of
from qala.web.collection.method import places_of, standard_named


@lru_cache(maxsize=8)
def figures_of(table: str, standards: tuple[str, ...]) -> Values:
    """Those that the standards ask for, of all periods; none where none ship."""
    file = packs.figures(table)
    if not file.is_file():
        return Values.of(pl.DataFrame(schema=COLUMNS))
    places, rows = places_of(table), read_table(file)
    found = [values_of([rows], expected_of(standard_named(name), places, packs.facts())).frame for name in standards]
    return Values.of(pl.concat(found).unique())
