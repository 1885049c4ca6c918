"""The API put together: its operations, its errors, its schema."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from ninja import NinjaAPI
from ninja.errors import AuthenticationError, ValidationError

from qala.texts import text
from qala.web.api.description import described
from qala.web.api.limits import TooOften
from qala.web.api.operations import publications, rounds, rows, standards, work
from qala.web.api.problems import Refused, problem
from qala.web.api.schemas.publications import PublicKeys
from qala.web.refusals import NotAllowed

SHOWN = 80


class Api(NinjaAPI):
    """Ninja, with a schema that says all that is answered."""

    def get_openapi_schema(self, *parts: Any, **named: Any) -> Any:
        """OpenAPI 3.1."""
        return described(super().get_openapi_schema(*parts, **named))


def made() -> Api:
    """The API of the site."""
    api = Api(
        title="Qala",
        version="1",
        description=text("api.lead", "en"),
        docs_url=None,
        openapi_url="/openapi.json",
        urls_namespace="api",
    )
    api.add_router("/publications", publications.router)
    api.add_router("/publications", rows.router)
    api.add_router("/publications", standards.router)
    api.add_router("", work.router)
    api.add_router("/rounds", rounds.router)
    api.get("/keys", response=PublicKeys, operation_id="keys", tags=["publications"])(publications.keys)
    api.add_exception_handler(Refused, _refused)
    api.add_exception_handler(NotAllowed, _not_allowed)
    api.add_exception_handler(ValidationError, _not_valid)
    api.add_exception_handler(AuthenticationError, _no_key)
    return api


def _refused(request: HttpRequest, error: Any) -> HttpResponse:
    answer = problem(request, error, error.status)
    if isinstance(error, TooOften):
        answer["Retry-After"] = str(error.wait)
    return answer


def _not_allowed(request: HttpRequest, error: Any) -> HttpResponse:
    return problem(request, error, 403)


def _no_key(request: HttpRequest, _error: Any) -> HttpResponse:
    return problem(request, Refused(401, "no_key"), 401)


def _not_valid(request: HttpRequest, error: Any) -> HttpResponse:
    """The first parameter that is not what it can be."""
    where = [str(one) for one in error.errors[0]["loc"] if one not in ("query", "path", "body")]
    return problem(request, Refused(400, "bad_parameter", name=where[-1][:SHOWN] if where else "–"), 400)
