"""What other parts of the site may do with verification and ask of it."""

from qala.web.verification.models import Appeal, Finding, Plan, Verdict
from qala.web.verification.result import LEVELS, Result, result_of

__all__ = ["LEVELS", "Appeal", "Finding", "Plan", "Result", "Verdict", "result_of"]
