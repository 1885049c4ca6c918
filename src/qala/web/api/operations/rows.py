"""The addresses of tables: degrees, indicators, characteristics, values, findings."""

from django.http import HttpRequest
from django.http.response import HttpResponseBase
from ninja import Query, Router

from qala.web.api.operations.tables import answer, stored
from qala.web.api.schemas import asked, pages

router = Router(tags=["tables"])
DEGREES = stored("degrees", "nodes")
INDICATORS = stored("indicators", "indicators")
CHARACTERISTICS = stored("characteristics", "characteristics")
VALUES = stored("values", "values")
FINDINGS = stored("findings", "findings")


@router.get("/{digest}/degrees", response=pages.Degrees, operation_id="degrees")
def degrees(request: HttpRequest, digest: str, query: Query[asked.AskedDegrees]) -> HttpResponseBase:
    """The degree of each node of each area: `nodes` of assessment.json."""
    return answer(request, digest, DEGREES, query)


@router.get("/{digest}/indicators", response=pages.Indicators, operation_id="indicators")
def indicators(request: HttpRequest, digest: str, query: Query[asked.AskedIndicators]) -> HttpResponseBase:
    """Each indicator of each area, from its value to its points."""
    return answer(request, digest, INDICATORS, query)


@router.get("/{digest}/characteristics", response=pages.Characteristics, operation_id="characteristics")
def characteristics(request: HttpRequest, digest: str, query: Query[asked.AskedCharacteristics]) -> HttpResponseBase:
    """The degrees of comfort, safety, efficiency and ecology."""
    return answer(request, digest, CHARACTERISTICS, query)


@router.get("/{digest}/values", response=pages.Values, operation_id="values")
def values(request: HttpRequest, digest: str, query: Query[asked.AskedValues]) -> HttpResponseBase:
    """The figures that went in, with their sources: `values.table` of assessment.json."""
    return answer(request, digest, VALUES, query)


@router.get("/{digest}/findings", response=pages.Findings, operation_id="findings")
def findings(request: HttpRequest, digest: str, query: Query[asked.AskedFindings]) -> HttpResponseBase:
    """What the rules of data quality found."""
    return answer(request, digest, FINDINGS, query)
