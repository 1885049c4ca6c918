"""Evidence of a question as it is shown."""

from dataclasses import dataclass

from qala.web.collection.models import Attachment, Question

PICTURES = frozenset({"image/png", "image/jpeg"})
"""Types that are shown small on a page."""


@dataclass(frozen=True)
class Shown:
    """An attachment. size: in KiB, 0 for a link or a document that is only named."""

    row: Attachment
    size: int
    picture: bool


def attachments_of(question: Question) -> list[Shown]:
    """What counts as evidence of a question now, and what was taken away, as they came."""
    rows = question.attachments.select_related("evidence", "by", "removed_by")
    return [
        Shown(
            row,
            max(1, round(row.evidence.size / 1024)) if row.evidence else 0,
            bool(row.evidence and row.evidence.media_type in PICTURES and row.removed_at is None),
        )
        for row in rows
    ]
