"""Files that prove a value: what may be kept, and the refusal of what may not.

Kept are documents, tables, pictures and maps of open formats that can be looked into (`kinds`). What is refused is what
runs, hides, fetches or swells. Nothing here finds viruses: a file that is kept can still harm a program that reads it
badly. Nothing is rendered, run or fetched; files are handed out as attachments.
"""

from qala.files.evidence.inspection import LIMIT, Inspected, inspect
from qala.files.evidence.kinds import ENDINGS, KINDS, Kind
from qala.files.evidence.picture import MOST_PIXELS, Size, preview

__all__ = ["ENDINGS", "KINDS", "LIMIT", "MOST_PIXELS", "Inspected", "Kind", "Size", "inspect", "preview"]
