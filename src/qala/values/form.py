"""A form: what somebody is asked about an area in a round, and what they answer."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from hashlib import sha256
from typing import Any

from qala.areas.model import Text
from qala.errors import Place
from qala.texts import Language, text

REASONS = ("not-collected", "not-yet", "not-applicable", "confidential", "other-answers")
"""Why there is no value: nobody collects it; it comes later; there is no such thing here; it may not be told; somebody
else has it.
"""
QUALITIES = (1, 2, 3, 4, 5, 6)
"""The U4SSC grades, 1 the best."""
LIMITS: Mapping[str, tuple[float, float]] = {
    "share": (0.0, 100.0),
    "level": (0.0, 5.0),
    "yes-no": (0.0, 1.0),
    "count": (0.0, float("inf")),
    "rate": (0.0, float("inf")),
    "quantity": (float("-inf"), float("inf")),
}
"""What a value of each kind can be at all."""
WHOLE = ("level", "yes-no", "count")
"""Kinds whose values are whole numbers."""


@dataclass(frozen=True, slots=True)
class Ask:
    """One question. fact: what the value is kept under; industry: the column of the Map; numerator, denominator: what
    they are, where they are asked for instead of the value; last, official: values that are known, with where from;
    minutes: what an answer should take; seen: the number of the answer that stands while it is asked, 0 for none.
    """

    fact: str
    title: Text
    industry: Text
    unit: str
    kind: str
    numerator: str = ""
    denominator: str = ""
    evidence: str = ""
    last: float | None = None
    last_period: str = ""
    official: float | None = None
    official_source: str = ""
    minutes: int = 10
    seen: int = 0

    @property
    def as_ratio(self) -> bool:
        """Whether numerator and denominator are asked for: the value is 100 times one by the other."""
        return self.kind == "share" and bool(self.numerator and self.denominator)

    def value_of(self, value: float | None, numerator: float | None, denominator: float | None) -> float | None:
        """The value as it is given, else of its parts where these are asked for."""
        if value is None and self.as_ratio and numerator is not None and denominator:
            return 100 * numerator / denominator
        return value


@dataclass(frozen=True, slots=True)
class Form:
    """What a department is asked about an area and a period in a round; each fact once."""

    round: str
    period: str
    area: str
    area_name: Text
    department: str
    asks: tuple[Ask, ...]

    @property
    def minutes(self) -> int:
        """What all of it should take."""
        return sum(one.minutes for one in self.asks)

    @property
    def version(self) -> str:
        """Sixteen digits that are others whenever something else is asked: known values may change, questions not."""
        asked = [(one.fact, one.unit, one.kind, one.numerator, one.denominator) for one in self.asks]
        told: Any = [self.round, self.period, self.area, self.department, asked]
        return sha256(json.dumps(told, ensure_ascii=False).encode()).hexdigest()[:16]


@dataclass(frozen=True, slots=True)
class Answer:
    """What was answered; value None and reason blank: nothing yet. official: whether the known figure is confirmed."""

    fact: str
    value: float | None = None
    numerator: float | None = None
    denominator: float | None = None
    reason: str = ""
    quality: int | None = None
    evidence: str = ""
    note: str = ""

    @property
    def given(self) -> bool:
        """Whether there is an answer at all."""
        return self.value is not None or bool(self.reason)


@dataclass(frozen=True, slots=True)
class Problem:
    """Something in an answer that cannot be taken. key: of the sentence; place: where it stands."""

    key: str
    place: Place
    fields: Mapping[str, Any]

    def text(self, language: Language) -> str:
        """The sentence, with where it stands."""
        where = self.place.text(language)
        said = text(self.key, language, **self.fields)
        return f"{where}: {said}" if where else said
