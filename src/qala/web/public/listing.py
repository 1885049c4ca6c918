"""A list of cities as it is asked for: its order, and which page of it."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.http import Http404, QueryDict

from qala.web.public.choices import FIRST, NAME, ON_A_PAGE, degree_in
from qala.web.public.reading import Reading

DEGREE, KNOWN, POPULATION = "degree", "known", "population"
ORDERS = (FIRST, NAME, DEGREE, KNOWN, POPULATION)


@dataclass(frozen=True)
class Listing:
    """sort: one of the orders that are offered; page: from 1."""

    sort: str
    page: int

    @classmethod
    def of(cls, asked: QueryDict, orders: Iterable[str] = ORDERS, usual: str = FIRST) -> "Listing":
        """What an address asks for. Raises Http404 for what is not there."""
        sort, page = asked.get("sort") or usual, asked.get("page") or "1"
        if sort not in tuple(orders) or not page.isdecimal() or not 0 < int(page) < 10**6:
            raise Http404
        return cls(sort, int(page))

    def shown(self, areas: list[str]) -> list[str]:
        """Those of the page. Raises Http404 for a page that there is not; the first is always there."""
        found = areas[(self.page - 1) * ON_A_PAGE : self.page * ON_A_PAGE]
        if not found and self.page > 1:
            raise Http404
        return found

    def pages(self, reading: Reading, view: str, *parts: str, count: int) -> list[tuple[int, str]]:
        """The number and address of each page of a view."""
        sort = self.sort if self.sort != FIRST else None
        numbers = range(1, -(-count // ON_A_PAGE) + 1)
        return [(one, reading.link(view, *parts, sort=sort, page=str(one) if one > 1 else None)) for one in numbers]


def by_degree(reading: Reading, node: str) -> list[str]:
    """All areas by the degree of a node, the highest first, those without one last."""
    degrees = {area: degree_in(reading.sheet, DEGREE, area, node) for area in reading.areas}
    return sorted(reading.areas, key=lambda area: _last(degrees[area]))


def ordered(reading: Reading, sort: str) -> list[str]:
    """All areas in an order."""
    if sort == FIRST:
        return reading.areas
    if sort == NAME:
        return sorted(reading.areas, key=lambda area: reading.names[area].casefold())
    root = reading.standard.root.id
    if sort == DEGREE:
        return by_degree(reading, root)
    if sort == KNOWN:
        cells = reading.sheet["areas"]
        return sorted(reading.areas, key=lambda area: -(cells[area][root][2] if area in cells else 0))
    people = {row["id"]: row["population"] for row in reading.frame["areas"]["rows"]}
    return sorted(reading.areas, key=lambda area: _last(people[area]))


def _last(value: float | None) -> tuple[bool, float]:
    return value is None, -(value or 0.0)
