"""What other parts of the site may do with proposals and ask of them."""

from qala.web.proposals.audit import audit
from qala.web.proposals.queries import open_proposals, records_of

__all__ = ["audit", "open_proposals", "records_of"]
