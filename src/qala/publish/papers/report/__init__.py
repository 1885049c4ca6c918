"""The report of a verification: what was checked and how, what came of it, and how sure one can be."""

from qala.publish.papers.report.model import (
    Checked,
    Conflict,
    Correction,
    Counted,
    Finding,
    MapRow,
    Refusal,
    Report,
    Sample,
    Scope,
    Skipped,
    Spent,
)
from qala.publish.papers.report.whole import render_report

__all__ = [
    "Checked", "Conflict", "Correction", "Counted", "Finding", "MapRow", "Refusal", "Report", "Sample", "Scope",
    "Skipped", "Spent", "render_report",
]  # fmt: skip
