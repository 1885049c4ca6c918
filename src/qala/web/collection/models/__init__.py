"""The tables of collecting."""

from qala.web.collection.models.answer import Answer, Comment, Given
from qala.web.collection.models.evidence import Attachment, Evidence
from qala.web.collection.models.notice import Notice, Wish
from qala.web.collection.models.question import Question, State
from qala.web.collection.models.round import Report, Round, Stage
from qala.web.collection.models.signing import Signing

__all__ = [
    "Answer", "Attachment", "Comment", "Evidence", "Given", "Notice", "Question", "Report", "Round",
    "Signing", "Stage", "State", "Wish",
]  # fmt: skip
