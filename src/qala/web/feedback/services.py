"""What other parts of the site may do with promises, errors reported and corrections, and ask of them."""

from qala.web.feedback.actions.report import About, ReportError
from qala.web.feedback.corrections import OF_PUBLICATIONS, Correction, all_corrections
from qala.web.feedback.models import Promise, Reported, Standing, State
from qala.web.feedback.plain import LONGEST
from qala.web.feedback.responsible import Responsible, count_shown, responsible_for
from qala.web.feedback.stamp import stamp

__all__ = [
    "LONGEST", "OF_PUBLICATIONS", "About", "Correction", "Promise", "ReportError", "Reported", "Responsible",
    "Standing", "State", "all_corrections", "count_shown", "responsible_for", "stamp",
]  # fmt: skip
