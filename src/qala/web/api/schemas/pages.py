"""Pages of rows; next: the address of the following page, null on the last."""

from ninja import Schema

from qala.web.api.schemas import rows


class Degrees(Schema):
    """Degrees of a publication."""

    digest: str
    rows: list[rows.DegreeRow]
    next: str | None


class Indicators(Schema):
    """Indicators of a publication."""

    digest: str
    rows: list[rows.IndicatorRow]
    next: str | None


class Characteristics(Schema):
    """Characteristics of a publication."""

    digest: str
    rows: list[rows.CharacteristicRow]
    next: str | None


class Values(Schema):
    """Values that a publication rests on."""

    digest: str
    rows: list[rows.ValueRow]
    next: str | None


class Findings(Schema):
    """Findings of a publication."""

    digest: str
    rows: list[rows.FindingRow]
    next: str | None


class Areas(Schema):
    """Places that a publication assesses."""

    digest: str
    rows: list[rows.AreaRow]
    next: str | None


class StandardNodes(Schema):
    """The tree of the standard of a publication."""

    digest: str
    rows: list[rows.NodeOfStandard]
    next: str | None


class StandardIndicators(Schema):
    """What the standard of a publication asks."""

    digest: str
    rows: list[rows.IndicatorOfStandard]
    next: str | None
