"""What other parts of the site may do with verification and ask of it."""

from qala.web.verification.models import Appeal, Finding, Interest, Plan, Verdict
from qala.web.verification.result import LEVELS, Count, Result, lacks_said, result_of

__all__ = [
    "LEVELS", "Appeal", "Count", "Finding", "Interest", "Plan", "Result", "Verdict", "lacks_said", "result_of",
]  # fmt: skip
