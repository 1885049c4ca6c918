"""How the Map can be read: which degree, in which order, which page of it."""

from dataclasses import dataclass
from typing import Any

from django.http import Http404, QueryDict

from qala.standard.model import CHARACTERISTICS
from qala.web.public.reading import Reading

ON_A_PAGE = 50
WHOLE = "degree"
NAME = "name"
FIRST = "first"
FIRMNESS = ("all", "firm")


@dataclass(frozen=True)
class Choices:
    """what: the degree, or a characteristic; sort: `first` as the standard lists areas, `name`, or the id of a column,
    by its degree; land: the column that the country shows, blank where none is chosen; change, firm: whether the change
    on the period before, and what is not firm, are shown; page: from 1.
    """

    what: str
    sort: str
    land: str
    change: bool
    firm: bool
    page: int

    @classmethod
    def of(cls, asked: QueryDict, columns: tuple[str, ...]) -> "Choices":
        """What an address asks for. Raises Http404 for what is not there."""
        what, sort, page = asked.get("what") or WHOLE, asked.get("sort") or FIRST, asked.get("page") or "1"
        land = asked.get("land") or ""
        known = what in (WHOLE, *CHARACTERISTICS) and sort in (FIRST, NAME, *columns) and land in ("", *columns)
        if not known or not page.isdecimal() or not 0 < int(page) < 10**6:
            raise Http404
        return cls(what, sort, land, asked.get("change") != "no", asked.get("firm") != "no", int(page))

    @property
    def query(self) -> dict[str, str | None]:
        """What the address of the same view says."""
        return {
            "what": self.what if self.what != WHOLE else None,
            "sort": self.sort if self.sort != FIRST else None,
            "land": self.land or None,
            "change": None if self.change else "no",
            "firm": None if self.firm else "no",
            "page": str(self.page) if self.page > 1 else None,
        }

    def ordered(self, reading: Reading) -> list[str]:
        """All areas in the order that is asked for: by a degree the highest first, those without one last."""
        areas = reading.areas
        if self.sort == FIRST:
            return areas
        if self.sort == NAME:
            return sorted(areas, key=lambda area: reading.names[area].casefold())
        degrees = {area: degree_in(reading.sheet, self.what, area, self.sort) for area in areas}
        return sorted(areas, key=lambda area: _last(degrees[area]))

    def shown(self, areas: list[str]) -> list[str]:
        """Those of the page. Raises Http404 for a page that there is not."""
        found = areas[(self.page - 1) * ON_A_PAGE : self.page * ON_A_PAGE]
        if not found:
            raise Http404
        return found


def degree_in(sheet: Any, what: str, area: str, node: str) -> float | None:
    """The degree, or that of a characteristic, of a node of an area."""
    if what != WHOLE:
        found: float | None = sheet["characteristics"].get(what, {}).get(area, {}).get(node)
        return found
    cell = sheet["areas"].get(area, {}).get(node)
    return cell[0] if cell else None


def _last(degree: float | None) -> tuple[bool, float]:
    return degree is None, -(degree or 0.0)
