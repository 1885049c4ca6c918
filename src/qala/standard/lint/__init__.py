"""What a method team is told about a standard that can be read but is not yet good."""

from qala.standard.lint.about import about, scales
from qala.standard.lint.fault import Fault
from qala.standard.lint.files import files
from qala.standard.lint.findings import findings
from qala.standard.lint.indicators import indicators
from qala.standard.lint.judgements import judgements
from qala.standard.lint.tree import tree
from qala.standard.model import Standard

__all__ = ["Fault", "lint"]


def lint(standard: Standard) -> tuple[Fault, ...]:
    """All faults of a standard, in the order of its files. Raises BadTable where one of them cannot be read."""
    parts = (about, scales, tree, indicators, files, findings, judgements)
    return tuple(fault for part in parts for fault in part(standard))
