"""What the data rules found."""

from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from qala.publish.struck import Wanted, groups_of, wanted_of
from qala.standard.finding_rules import SEVERITIES
from qala.web.public.reading import Reading
from qala.web.publications import services

ON_A_PAGE = 100


@require_safe
def show_findings(request: HttpRequest, language: str, digest: str | None = None) -> HttpResponse:
    """All findings, or those that are asked for."""
    reading = Reading.of(request, language, digest)
    everything = services.findings(reading.published.digest)
    areas = {row["area"] for row in everything}
    struck = {row["indicator"] for row in everything}
    wanted = Wanted(*(request.GET.get(name) or "" for name in ("area", "indicator", "severity")))
    if not (
        wanted.area in {"", *areas, *reading.areas}
        and wanted.indicator in {"", *reading.standard.indicator}
        and wanted.severity in ("", *SEVERITIES)
    ):
        raise Http404
    found = wanted_of(everything, wanted)
    page = _page(request, len(found))
    names = {id_: name for id_, (name, _) in reading.places.items()}
    span = slice((page - 1) * ON_A_PAGE, page * ON_A_PAGE)
    groups = groups_of(found, span, everything, reading.standard, names, reading.language)
    query = {name: getattr(wanted, name) or None for name in ("area", "indicator", "severity")}
    first = [area for area in reading.areas if area in areas]
    others = sorted(areas.difference(first), key=lambda area: (names.get(area) or area).casefold())
    return reading.show(
        "public/findings.html",
        "findings",
        groups=groups,
        found=len(found),
        wanted=wanted,
        page=page,
        areas=[(area, names.get(area, area)) for area in (*first, *others)],
        indicators=[(one.id, reading.named(one)) for one in reading.standard.indicators if one.id in struck],
        severities=SEVERITIES,
        pages=[
            (one, reading.link("findings", **query, page=str(one) if one > 1 else None))
            for one in range(1, -(-len(found) // ON_A_PAGE) + 1)
        ],
    )


def _page(request: HttpRequest, count: int) -> int:
    page = request.GET.get("page") or "1"
    if not page.isascii() or not page.isdecimal() or not 0 < int(page[:9]) <= max(1, -(-count // ON_A_PAGE)):
        raise Http404
    return int(page)
