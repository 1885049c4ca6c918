"""The degrees of a city over time: a row for the whole and each industry, a column for each period."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from qala.areas.breaks import breaks_between
from qala.areas.model import AreaEvent
from qala.publish.case import Case
from qala.publish.map_model import Cell, cell_of
from qala.publish.naming import named

SHOWN = 10
"""So many periods at most, the last ones."""


@dataclass(frozen=True)
class Course:
    """The whole or an industry: its cell in each period."""

    id: str
    title: str
    whole: bool
    cells: tuple[Cell, ...]


@dataclass(frozen=True)
class History:
    """The periods, and the courses of what has a degree in one of them; left: the titles of the rest; broken: the
    periods before which the boundary changed.
    """

    periods: tuple[str, ...]
    courses: tuple[Course, ...]
    left: tuple[str, ...]
    broken: tuple[str, ...] = ()


def history_of(cases: list[Case], events: Sequence[AreaEvent] = ()) -> History | None:
    """The history of one city from its cases of several periods; None where there are fewer than two."""
    shown = sorted(cases, key=lambda case: case.period)[-SHOWN:]
    if len(shown) < 2:
        return None
    standard, language = shown[0].standard, shown[0].language
    courses, left = [], []
    for node in (standard.root, *standard.industries):
        title = named(node, language)
        if any(case.rows[node.id]["degree"] is not None for case in shown):
            cells = tuple(cell_of(case, node) for case in shown)
            courses.append(Course(node.id, title, node is standard.root, cells))
        else:
            left.append(title)
    periods = tuple(case.period for case in shown)
    pairs = pairwise(periods)
    broken = tuple(later for earlier, later in pairs if breaks_between(events, (shown[0].area,), earlier, later))
    return History(periods, tuple(courses), tuple(left), broken)
