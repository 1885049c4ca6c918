"""The figures that a publication changed against the one whose place it took."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from qala.web.publications import services as publications

Key = tuple[str, str, str, str, str]


@dataclass(frozen=True)
class Changed:
    """A figure that both have, or that is gone: then after is None."""

    area: str
    fact: str
    period: str
    before: float | None
    after: float | None


@lru_cache(maxsize=64)
def changes(before: str, after: str) -> tuple[Changed, ...]:
    """By the digests of two publications, which never change. A figure that is new is no correction; nor is one that is
    gone, where the later publication has nothing to do with its place or period.
    """
    frame = publications.frame(after)
    places = {row["id"] for row in frame["areas"]["rows"]}
    periods = set(frame["settings"]["periods"])
    found = _changes(_figures(before), _figures(after))
    return tuple(one for one in found if one.after is not None or (one.area in places and one.period in periods))


def _changes(old: dict[Key, float], new: dict[Key, float]) -> Iterator[Changed]:
    """Each figure once; one that is there still by another boundary or status is not gone."""
    told, there = set(), {_figure(key) for key in new}
    for key, value in old.items():
        figure, now = _figure(key), new.get(key)
        gone = now is None and figure not in there
        if figure not in told and now != value and (gone or now is not None):
            told.add(figure)
            yield Changed(*figure, value, now)


def _figure(key: Key) -> tuple[str, str, str]:
    """Area, fact and period."""
    return key[0], key[2], key[3]


def _figures(digest: str) -> dict[Key, float]:
    """The standing value of each area, boundary, fact, period and status: of several the one recorded last."""
    table = publications.table(digest)
    found: dict[Key, float] = {}
    columns = (table[name] for name in ("area", "boundary", "fact", "period", "status", "recorded_at", "value"))
    rows = sorted(zip(*columns, strict=True), key=lambda row: str(row[5]))
    for area, boundary, fact, period, status, _, value in rows:
        found[area, boundary, fact, period, status] = value
    return {key: value for key, value in found.items() if value is not None}
