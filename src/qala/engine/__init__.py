"""Assessing: from values to degrees, bands and ranks, the same bits everywhere."""

from qala.engine.document import Settings
from qala.engine.periods import parse_periods
from qala.engine.run import areas_of, assess, default_bases
from qala.engine.store import read_assessment, write_assessment
from qala.engine.verify import Verdict, verify

__all__ = [
    "Settings", "Verdict", "areas_of", "assess", "default_bases", "parse_periods", "read_assessment", "verify",
    "write_assessment",
]  # fmt: skip
