"""What the schema of the API says beyond its types: problems, formats, examples."""

from typing import Any

from qala.texts import text

TABLES = frozenset(
    {"degrees", "indicators", "characteristics", "values", "findings", "areas", "standard_nodes", "standard_indicators"}
)
"""Operations that answer in three formats."""
OTHERS = {
    "text/csv": {"schema": {"type": "string"}},
    "application/vnd.apache.parquet": {"schema": {"type": "string", "format": "binary"}},
}
EXAMPLES = {
    "digest": "latest",
    "limit": 100,
    "format": "csv",
    "area": ["750000000"],
    "node": ["transport"],
    "period": ["2019"],
    "basis": ["verified"],
    "fact": ["births-attended-by-skilled-staff"],
}
OWN_EXAMPLES = {"form": {"format": "xlsx"}}
"""Those that an operation has for itself."""
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
USUAL = ("400", "404", "406", "429", "500")
WITH_KEY = ("400", "401", "403", "404", "409", "413", "429", "500")
BESIDES = {"form": ("406",), "answers": ("415",)}
"""Refusals of an operation beyond those."""


def described(schema: Any) -> Any:
    """The schema of Ninja, made whole."""
    for path in schema["paths"].values():
        for operation in path.values():
            _operation(operation)
    schema["components"]["schemas"]["Problem"] = PROBLEM
    schema["components"]["responses"] = {"Problem": _problem()}
    return schema


def _operation(operation: dict[str, Any]) -> None:
    name = operation["operationId"]
    operation["summary"], operation["description"] = text(f"api.op_{name}", "en"), text(f"api.about_{name}", "en")
    for one in operation.get("parameters", []):
        if one["in"] == "path":
            one["description"] = text(f"api.query_{one['name']}", "en")
        examples = EXAMPLES | OWN_EXAMPLES.get(name, {})
        if one["name"] in examples:
            one["example"] = examples[one["name"]]
    answers = {str(status): told for status, told in operation["responses"].items() if int(status) < 400}
    if name in TABLES:
        answers["200"]["content"] |= OTHERS
    if name == "form":
        answers["200"]["content"][XLSX] = {"schema": {"type": "string", "format": "binary"}}
    for status in (*WITH_KEY, *BESIDES.get(name, ())) if operation.get("security") else USUAL:
        answers[status] = {"$ref": "#/components/responses/Problem"}
    if not operation.get("security"):
        answers["304"] = {"description": "Not Modified"}
    operation["responses"] = answers


PART = {
    "title": "ProblemOfRow",
    "type": "object",
    "required": ["detail", "code", "fact", "sheet", "row", "column"],
    "properties": {
        **{name: {"type": "string"} for name in ("detail", "code", "fact", "sheet", "column")},
        "row": {"type": ["integer", "null"]},
    },
}
"""What is wrong with a row of what was sent, where rows were."""
PROBLEM = {
    "title": "Problem",
    "type": "object",
    "required": ["type", "title", "status", "detail", "code"],
    "properties": {
        "type": {"type": "string"},
        "title": {"type": "string"},
        "status": {"type": "integer"},
        "detail": {"type": "string"},
        "code": {"type": "string"},
        "problems": {"type": "array", "items": PART},
    },
}


def _problem() -> dict[str, Any]:
    example = {
        "type": "about:blank",
        "title": text("api.status_404", "en"),
        "status": 404,
        "detail": text("api.nothing_published", "en"),
        "code": "nothing_published",
    }
    content = {"application/problem+json": {"schema": {"$ref": "#/components/schemas/Problem"}, "example": example}}
    return {"description": text("api.problem", "en"), "content": content}
