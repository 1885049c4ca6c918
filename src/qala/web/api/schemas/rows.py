"""Rows of tables, named as in assessment.json."""

from ninja import Schema


class Text(Schema):
    """A text in each language."""

    kk: str
    ru: str
    en: str


class Change(Schema):
    """The change of a degree on the period before."""

    from_period: str
    degrees: float
    indicators: int
    beyond_resolution: bool


class DegreeRow(Schema):
    """The degree of a node of an area in a period on a basis; null where it is withheld."""

    area: str
    period: str
    basis: str
    node: str
    degree: float | None
    band: str | None
    points: float | None
    rank: int | None
    comparable: bool
    known: int
    asked: int
    filled: int
    coverage: float
    partial: bool
    weight: float
    nominal_weight: float
    contribution: float | None
    state: str
    change: Change | None


class Pooled(Schema):
    """One of several periods that were taken together."""

    period: str | None
    value: float | None
    boundary: str | None


class IndicatorRow(Schema):
    """An indicator of an area in a period on a basis, from its value to its points."""

    area: str
    period: str
    basis: str
    indicator: str
    value: float | None
    value_period: str | None
    transformed: float | None
    treated: float | None
    low: float | None
    high: float | None
    degree: float | None
    band: str | None
    passed: float | None
    weight: float
    nominal_weight: float
    contribution: float | None
    declared: float | None
    verified: float | None
    state: str
    boundary: str
    resolution: float | None
    overshoot: bool
    pool: list[Pooled]
    status: str
    quality: str
    reason: str
    source: str
    evidence: str
    recorded_at: str


class CharacteristicRow(Schema):
    """The degree of a characteristic of a node: comfort, safety, efficiency, ecology."""

    area: str
    period: str
    basis: str
    node: str
    characteristic: str
    degree: float | None
    known: int
    asked: int


class ValueRow(Schema):
    """A figure that went in, with its source."""

    area: str
    fact: str
    period: str
    value: float | None
    numerator: float | None
    denominator: float | None
    lower: float | None
    upper: float | None
    resolution: float | None
    status: str
    quality: str
    boundary: str
    reason: str
    source: str
    evidence: str
    recorded_at: str
    known_until: str


class FindingRow(Schema):
    """A rule of data quality that struck a figure."""

    rule: str
    severity: str
    area: str
    fact: str
    period: str
    indicator: str
    title: Text
    text: Text


class AreaRow(Schema):
    """A place that is assessed."""

    id: str
    name: Text
    parent: str
    kind: str
    valid_from: str | None
    valid_to: str | None
    successor: str
    population: float | None
    area_km2: float | None
    lon: float | None
    lat: float | None
    groups: dict[str, str | None]


class NodeOfStandard(Schema):
    """A node of the tree of the standard."""

    id: str
    parent: str
    weight: float
    aggregate: str
    missing: str
    min_coverage: float
    title: Text


class IndicatorOfStandard(Schema):
    """One thing that the standard asks of a city."""

    id: str
    fact: str
    parent: str
    weight: float
    direction: str
    unit: str
    fact_unit: str
    kind: str
    low: float | None
    high: float | None
    target: float | None
    basis: str
    owner: str
    influence: str
    title: Text
