"""All industries, and each of them: what it is made of, and how the cities stand in it."""

from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from qala.publish.city import cases_of, industry_rows, industry_view
from qala.web.public.choices import NAME
from qala.web.public.listing import DEGREE, Listing, by_degree, ordered
from qala.web.public.pages.concept import solutions_link
from qala.web.public.reading import Reading

SIDE_BY_SIDE = 8
"""So many cities have a column each in the table of values; of more, each indicator has a list of its own."""


@require_safe
def show_industries(request: HttpRequest, language: str, digest: str | None = None) -> HttpResponse:
    """All industries."""
    reading = Reading.of(request, language, digest)
    standard, first = reading.standard, reading.part(reading.areas[:1])
    weights = {row["node"]: row["nominal_weight"] for row in first["nodes"]}
    rows = industry_rows(standard, reading.sheet["areas"], weights, reading.names, reading.language)
    return reading.show("public/industries.html", "industries", industries=rows, cities=len(reading.areas))


def _this(reading: Reading, node: str, listing: Listing) -> str:
    """The address that shows the same for ever."""
    asked = {"sort": NAME if listing.sort == NAME else None, "page": str(listing.page) if listing.page > 1 else None}
    return reading.for_ever.link("industry", node, **asked)


@require_safe
def show_industry(request: HttpRequest, language: str, node: str, digest: str | None = None) -> HttpResponse:
    """An industry, the cities by their degree in it or by name."""
    reading = Reading.of(request, language, digest)
    one = reading.node(node)
    if one is reading.standard.root:
        raise Http404
    listing = Listing.of(request.GET, (DEGREE, NAME), DEGREE)
    areas = ordered(reading, NAME) if listing.sort == NAME else by_degree(reading, node)
    shown = listing.shown(areas)
    cases = cases_of(reading.part(shown), reading.standard, reading.basis, reading.language)
    order = {area: place for place, area in enumerate(shown)}
    view = industry_view(sorted(cases, key=lambda case: order[case.area]), one)
    return reading.show(
        "public/industry.html",
        "industries",
        orders=[(one, reading.say(f"city.sort_{one}")) for one in (DEGREE, NAME)],
        sort=listing.sort,
        this=_this(reading, node, listing),
        solutions=solutions_link(reading, industry=node),
        view=view,
        side_by_side=len(shown) <= SIDE_BY_SIDE,
        chart=reading.chart("node", node) if _drawn(reading) else None,
        pages=listing.pages(reading, "industry", node, count=len(areas)),
        page=listing.page,
    )


def _drawn(reading: Reading) -> bool:
    """Whether the charts of nodes are of what is shown: of the last period, on the first basis."""
    return (reading.period, reading.basis) == (reading.published.periods[-1], reading.published.bases[0])
