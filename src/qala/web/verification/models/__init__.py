"""The tables of verification."""

from qala.web.verification.models.appeal import Appeal, Outcome
from qala.web.verification.models.finding import Finding
from qala.web.verification.models.plan import Interest, Plan
from qala.web.verification.models.verdict import Act, Verdict

__all__ = ["Act", "Appeal", "Finding", "Interest", "Outcome", "Plan", "Verdict"]
