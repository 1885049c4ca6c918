"""What a method team is told about a standard that can be read but is not yet good."""

from collections.abc import Mapping

from qala.standard.facts import Fact
from qala.standard.lint.about import about, scales
from qala.standard.lint.crosswalk import crosswalk
from qala.standard.lint.fault import Fault
from qala.standard.lint.files import files
from qala.standard.lint.findings import findings
from qala.standard.lint.indicators import indicators
from qala.standard.lint.judgements import judgements
from qala.standard.lint.tree import tree
from qala.standard.model import Standard

__all__ = ["Fault", "lint"]


def lint(standard: Standard, facts: Mapping[str, Fact] | None = None) -> tuple[Fault, ...]:
    """All faults of a standard, in the order of its files; facts: those that several standards ask for.

    Raises BadTable where one of the files cannot be read.
    """
    parts = (about, scales, tree, indicators, files, findings, judgements)
    return (*(fault for part in parts for fault in part(standard)), *crosswalk(standard, facts or {}))
