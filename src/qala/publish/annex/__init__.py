"""The legal annex of a standard: all that its act has to say of the method, as DOCX."""

from qala.publish.annex.document import docx_of
from qala.publish.annex.whole import annex_of

__all__ = ["annex_of", "docx_of"]
