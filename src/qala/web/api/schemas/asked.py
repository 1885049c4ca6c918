"""What may be asked of tables."""

from typing import Annotated, Literal

from ninja import Schema
from pydantic import Field, StringConstraints

from qala.texts import text

MOST = 1000
"""Rows of a page of JSON."""
USUAL = 100
Format = Literal["json", "csv", "parquet"]
Cell = Annotated[str, StringConstraints(min_length=1, max_length=200)]
Cells = Annotated[list[Cell], Field(max_length=100)]


def _said(name: str) -> str:
    return text(f"api.query_{name}", "en")


class Asked(Schema):
    """A page of a table, in a format."""

    limit: int | None = Field(None, ge=1, le=MOST, description=_said("limit"))
    cursor: str | None = Field(None, min_length=1, max_length=500, description=_said("cursor"))
    format: Format | None = Field(None, description=_said("format"))

    @property
    def wanted(self) -> dict[str, list[str]]:
        """The cells that are asked for, by column; without the columns of which all are."""
        own = {name: getattr(self, name) for name in type(self).model_fields if name not in Asked.model_fields}
        return {name: sorted(set(cells)) for name, cells in own.items() if cells}


class AskedDegrees(Asked):
    """Of which degrees."""

    area: Cells = Field([], description=_said("area"))
    node: Cells = Field([], description=_said("node"))
    period: Cells = Field([], description=_said("period"))
    basis: Cells = Field([], description=_said("basis"))
    state: Cells = Field([], description=_said("state"))


class AskedIndicators(Asked):
    """Of which indicators."""

    area: Cells = Field([], description=_said("area"))
    indicator: Cells = Field([], description=_said("indicator"))
    period: Cells = Field([], description=_said("period"))
    basis: Cells = Field([], description=_said("basis"))
    state: Cells = Field([], description=_said("state"))


class AskedCharacteristics(Asked):
    """Of which characteristics."""

    area: Cells = Field([], description=_said("area"))
    node: Cells = Field([], description=_said("node"))
    characteristic: Cells = Field([], description=_said("characteristic"))
    period: Cells = Field([], description=_said("period"))
    basis: Cells = Field([], description=_said("basis"))


class AskedValues(Asked):
    """Of which values."""

    area: Cells = Field([], description=_said("area"))
    fact: Cells = Field([], description=_said("fact"))
    period: Cells = Field([], description=_said("period"))
    status: Cells = Field([], description=_said("status"))


class AskedFindings(Asked):
    """Of which findings."""

    area: Cells = Field([], description=_said("area"))
    fact: Cells = Field([], description=_said("fact"))
    indicator: Cells = Field([], description=_said("indicator"))
    period: Cells = Field([], description=_said("period"))
    severity: Cells = Field([], description=_said("severity"))
    rule: Cells = Field([], description=_said("rule"))


class AskedPublications(Schema):
    """Of which publications."""

    limit: int | None = Field(None, ge=1, le=MOST, description=_said("limit"))
    cursor: str | None = Field(None, min_length=1, max_length=500, description=_said("cursor"))
