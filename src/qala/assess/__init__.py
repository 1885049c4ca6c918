"""Assessing: from values to degrees, bands and ranks, the same bits everywhere."""

from qala.assess.document import Settings
from qala.assess.periods import parse_periods
from qala.assess.run import assess
from qala.assess.store import read_assessment, write_assessment
from qala.assess.verify import Verdict, verify

__all__ = ["Settings", "Verdict", "assess", "parse_periods", "read_assessment", "verify", "write_assessment"]
