"""What another value would do to the Map: degree, band and rank of the area, with and without it."""

from collections.abc import Iterator
from copy import copy
from dataclasses import dataclass
from typing import Any

import polars as pl

from qala.areas.model import Text
from qala.standard import Standard
from qala.values.model import Values
from qala.web.collection import services as collection
from qala.web.collection.services import Answer, Question, State
from qala.web.verification.weighing import Asked, assessments_of

NAMES = ("degree", "band", "rank")


@dataclass(frozen=True)
class Moved:
    """A column of the Map of a standard. degree, band, rank: before and after; None where there is none."""

    standard: str
    title: Text
    degree: tuple[float | None, float | None]
    band: tuple[Text | None, Text | None]
    rank: tuple[int | None, int | None]

    @property
    def same(self) -> bool:
        """Whether nothing moves."""
        return all(one[0] == one[1] for one in (self.degree, self.band, self.rank))


def effect_of(question: Question, value: float) -> tuple[Moved, ...]:
    """The whole and the industry of a question on the verified basis, as it is and with the value let stand."""
    one = question.round
    before = collection.outcome_of(one)
    after = _with(question, value, before)
    both = [assessments_of(Asked.of(one, values, "verified")) for values in (before, after)]
    found: list[Moved] = []
    for name in one.standards:
        standard = collection.standard_named(name)
        if any(each.fact == question.fact for each in standard.indicators):
            found += _moved(name, standard, question, both[0][name], both[1][name])
    return tuple(found)


def _with(question: Question, value: float, before: Values) -> Values:
    """All values with this one verified as it would be."""
    answer = Answer.objects.get(question=question, number=question.version)
    changed = copy(question)
    changed.state, changed.verified = State.ACCEPTED, value
    rows = collection.frame_of(collection.rows_of(question.round, changed, answer)).frame
    own = rows["source"].unique().to_list()
    return Values.of(pl.concat([before.frame.filter(~pl.col("source").is_in(own)), rows]))


def _moved(
    name: str, standard: Standard, question: Question, before: dict[str, Any], after: dict[str, Any]
) -> Iterator[Moved]:
    columns = [standard.root.id]
    for one in standard.indicators:
        if one.fact == question.fact:
            node = one.parent
            while node != standard.root.id and standard.node[node].parent != standard.root.id:
                node = standard.node[node].parent
            columns.append(node)
    for node in dict.fromkeys(columns):
        rows = [_row(document, question.area, node) for document in (before, after)]
        bands = {band.id: band.title for band in standard.scale_of(standard.node[node]).bands}
        yield Moved(
            name,
            standard.node[node].title,
            (rows[0]["degree"], rows[1]["degree"]),
            (bands.get(rows[0]["band"]), bands.get(rows[1]["band"])),
            (rows[0]["rank"], rows[1]["rank"]),
        )


def _row(document: dict[str, Any], area: str, node: str) -> dict[str, Any]:
    found = (row for row in document["nodes"] if row["area"] == area and row["node"] == node)
    return next(found, dict.fromkeys(NAMES))
