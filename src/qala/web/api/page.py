"""The API for people: what its schema says, in the language of the reader."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from qala.texts import Language, text
from qala.web.api.replies import AS_LONG_AS_TRUE
from qala.web.api.urls import api
from qala.web.theme.rendering import show


@dataclass(frozen=True)
class Parameter:
    """A question of an operation."""

    name: str
    about: str
    where: str


@dataclass(frozen=True)
class Operation:
    """What an address answers. fields: names of what comes back, of one row where rows do."""

    id: str
    method: str
    path: str
    title: str
    about: str
    needs_key: bool
    parameters: tuple[Parameter, ...]
    fields: tuple[tuple[str, str], ...]


@require_safe
def show_api(request: HttpRequest, language: Language) -> HttpResponse:
    """All operations, how to ask, what comes back."""
    schema = api.get_openapi_schema()
    found = sorted(operations(schema, language), key=lambda one: one.needs_key)
    example = request.build_absolute_uri("/api/v1/publications/latest/degrees?node=transport&format=csv")
    answer = show(request, language, "api/page.html", here="data", operations=found, example=example)
    answer["Cache-Control"] = AS_LONG_AS_TRUE
    return answer


def operations(schema: Any, language: Language) -> Iterator[Operation]:
    """The operations of a schema in words."""
    for path, methods in schema["paths"].items():
        for method, told in methods.items():
            name = told["operationId"]
            yield Operation(
                id=name,
                method=method.upper(),
                path=path,
                title=text(f"api.op_{name}", language),
                about=text(f"api.about_{name}", language),
                needs_key="security" in told,
                parameters=tuple(_parameter(one, language) for one in told.get("parameters", ())),
                fields=tuple(_fields(schema, told)),
            )


def _parameter(one: Any, language: Language) -> Parameter:
    return Parameter(one["name"], text(f"api.query_{one['name']}", language), one["in"])


def _fields(schema: Any, told: Any) -> Iterator[tuple[str, str]]:
    """The names and types of what comes back."""
    answer = next(told["responses"][status] for status in ("200", "201") if status in told["responses"])
    shape = _meant(schema, answer["content"]["application/json"]["schema"])
    rows = shape.get("properties", {}).get("rows")
    shape = _meant(schema, rows["items"]) if rows else shape
    for name, one in shape.get("properties", {}).items():
        kinds = one.get("anyOf", [one])
        yield name, " | ".join(kind.get("type") or kind["$ref"].rpartition("/")[2] for kind in kinds)


def _meant(schema: Any, one: Any) -> Any:
    name = one.get("$ref", "").rpartition("/")[2]
    return schema["components"]["schemas"][name] if name else one
