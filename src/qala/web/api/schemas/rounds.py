"""Rounds of collecting: what is asked, and what is answered."""

from datetime import date
from typing import Annotated, Any, Literal

from ninja import Schema
from pydantic import BaseModel, ConfigDict, Field, StringConstraints

from qala.texts import text
from qala.web.api.schemas.rows import Text

Name = Annotated[str, StringConstraints(min_length=1, max_length=200, pattern=r"^[^\x00-\x1f\x7f]+$")]
"""What stands in an address for a round or a place."""
Words = Annotated[str, StringConstraints(max_length=4000)]
Number = Annotated[float, Field(allow_inf_nan=False)]
Given = Literal["value", "confirmed", "disputed", "carried", "missing"]
Proof = Literal["contract", "usage", "integration", "objects", "effect"]


class AreaOfRound(Schema):
    """A place about which something is asked; waiting: questions without an answer; minutes: that these should take."""

    area: str
    name: Text
    asked: int
    waiting: int
    returned: int
    minutes: int


class Round(Schema):
    """A round in which the person of the key answers; stage: open or closed."""

    name: str
    title: Text
    standards: list[str]
    period: str
    stage: str
    answer_until: date
    fictional: bool
    areas: list[AreaOfRound]


class Rounds(Schema):
    """The newest first."""

    rows: list[Round]


class Official(Schema):
    """The official figure of the period; boundary: the place that it describes."""

    value: float
    source: str
    boundary: str


class Last(Schema):
    """The last value known."""

    value: float
    period: str
    source: str


class StandingAnswer(Schema):
    """The answer that stands, under the names by which it is sent."""

    given: str
    value: float | None
    numerator: float | None
    denominator: float | None
    reason: str
    quality: int | None
    note: str
    explanation: str
    proof: dict[str, str]


class QuestionRow(Schema):
    """A question; evidence: what counts as such; seen: the number of the answer that stands, 0 for none; editable:
    whether it can be answered now; lacks: what the answer lacks to be signed; attached: names of the evidence given.
    """

    fact: str
    indicator: str
    title: Text
    industry: Text
    counts_in: list[str]
    unit: str
    kind: str
    numerator: str
    denominator: str
    evidence: str
    minutes: int
    official: Official | None
    last: Last | None
    state: str
    editable: bool
    seen: int
    answer: StandingAnswer | None
    lacks: list[str]
    attached: list[str]


class Form(Schema):
    """What the person of the key is asked about a place in a round."""

    round: str
    period: str
    area: str
    name: Text
    rows: list[QuestionRow]


class SentAnswer(BaseModel):
    """An answer. seen: the number of the answer that it was made for, as the form says it. given: how it is answered,
    where that does not follow from the rest; explanation, proof: null leaves them as they are; evidence: the name,
    number and date of a document.
    """

    model_config = ConfigDict(extra="forbid", strict=True)

    fact: Annotated[str, StringConstraints(min_length=1, max_length=200)]
    seen: Annotated[int, Field(ge=0, le=2**31 - 1)]
    given: Given | None = None
    value: Number | None = None
    numerator: Number | None = None
    denominator: Number | None = None
    reason: Annotated[str, StringConstraints(max_length=40)] = ""
    quality: Annotated[int, Field(ge=1, le=6)] | None = None
    note: Words = ""
    explanation: Words | None = None
    proof: dict[Proof, Words] | None = None
    evidence: Words = ""


class StruckCheck(Schema):
    """A check that strikes an answer; explain: whether it has to be explained before it is signed."""

    rule: str
    severity: str
    said: str
    explain: bool


class ChangeRow(Schema):
    """What a row changes; before, after: the answers in words; seen: the number of the answer that stands now; lacks:
    what the new answer lacks to be signed.
    """

    fact: str
    title: str
    before: str
    after: str
    seen: int
    checks: list[StruckCheck]
    lacks: list[str]


class Changes(Schema):
    """What was taken; with dry_run what would be."""

    dry_run: bool
    round: str
    area: str
    unchanged: int
    rows: list[ChangeRow]


class AskedForm(Schema):
    """In which format."""

    format: Literal["json", "xlsx"] | None = Field(None, description=text("api.query_format", "en"))


class AskedAnswers(Schema):
    """Whether only to look."""

    dry_run: bool = Field(False, description=text("api.query_dry_run", "en"))


def body_of_answers(media_type: str) -> dict[str, Any]:
    """What may be sent as answers: rows, or a workbook of this type."""
    rows = {"type": "array", "maxItems": 10_000, "items": SentAnswer.model_json_schema()}
    book = {"type": "string", "format": "binary"}
    content = {"application/json": {"schema": rows}, media_type: {"schema": book}}
    return {"requestBody": {"required": True, "content": content}}
