"""What other parts of the site may do with rounds and ask of them."""

from qala.web.collection import asked_rows, readiness, sending, workbooks
from qala.web.collection.actions.common import bounded, event, locked, require, require_open, said, tell
from qala.web.collection.actions.judge import Judge
from qala.web.collection.assurance import Assured, says_assurance
from qala.web.collection.checks import Struck
from qala.web.collection.kept import file_of
from qala.web.collection.likely import Likely, told_by
from qala.web.collection.method import Asked, asked_of, places_of, standard_named
from qala.web.collection.models import Answer, Attachment, Evidence, Question, Report, Round, Signing, Stage, State
from qala.web.collection.outcome import frame_of, outcome_of, rows_of
from qala.web.collection.policies import OFFICERS, QuestionPolicy, ReportPolicy, RoundPolicy, within
from qala.web.collection.proposing import KIND as PROPOSED
from qala.web.collection.proposing import assessed, assessment_of, hears_proposals
from qala.web.collection.proposing import subject_of as proposal_subject
from qala.web.collection.states import AFTER, SIGNED, VERIFIED
from qala.web.collection.struck import struck_of

__all__ = [
    "AFTER", "OFFICERS", "PROPOSED", "SIGNED", "VERIFIED", "Answer", "Asked", "Assured", "Attachment", "Evidence",
    "Judge", "Likely", "Question", "QuestionPolicy", "Report", "ReportPolicy", "Round", "RoundPolicy", "Signing",
    "Stage", "State", "Struck", "asked_of", "asked_rows", "assessed", "assessment_of", "bounded", "event", "file_of",
    "frame_of", "hears_proposals", "locked", "outcome_of", "places_of", "proposal_subject", "readiness", "require",
    "require_open", "rows_of", "said", "says_assurance", "sending", "standard_named", "struck_of", "tell", "told_by",
    "within", "workbooks",
]  # fmt: skip
