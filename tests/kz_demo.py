"""The demonstration's assessment, made once."""

from functools import cache
from typing import Any

from qala import packs
from qala.areas.model import Areas
from qala.cli import inputs
from qala.engine import Settings, assess
from qala.standard import Standard
from qala.values.model import Values


@cache
def demo_inputs() -> tuple[Standard, Values, Areas]:
    """The shipped standard, figures and places."""
    standard = inputs.standard("kz-2017")
    places = inputs.areas(standard, None)
    assert places is not None
    return standard, inputs.values(standard, [packs.figures("kz")], places), places


@cache
def demo_assessment(year: str = "2019") -> dict[str, Any]:
    """The Map of a year."""
    standard, values, places = demo_inputs()
    return assess(standard, values, Settings((year,)), places)
