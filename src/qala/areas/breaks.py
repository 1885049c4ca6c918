"""Where a series of figures breaks: what changed the boundary of a place between two periods."""

from collections.abc import Collection, Iterable

from qala.areas.model import AreaEvent, period_end

BREAKS = ("split", "merger", "boundary")
"""The kinds of events that change a boundary; a renaming changes nothing."""


def breaks_between(
    events: Iterable[AreaEvent], places: Collection[str], earlier: str, later: str
) -> tuple[AreaEvent, ...]:
    """The events after the end of one period up to the end of another that changed the boundary of any of the places,
    the earliest first.
    """
    start, end = period_end(earlier), period_end(later)
    struck = (one for one in events if one.kind in BREAKS and start < one.date <= end)
    return tuple(sorted((one for one in struck if {one.from_, one.to} & {*places}), key=lambda one: one.date))
