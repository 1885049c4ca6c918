"""What other parts of the site may do with the ledger and ask of it."""

from qala.web.ledger.adding import Event, Stale, add, forget, heads, locked
from qala.web.ledger.audit import audit, length, links
from qala.web.ledger.models import Entry
from qala.web.ledger.queries import Told, all_in, by, history, of_kind
from qala.web.ledger.trouble import Trouble

__all__ = [
    "Entry",
    "Event",
    "Stale",
    "Told",
    "Trouble",
    "add",
    "all_in",
    "audit",
    "by",
    "forget",
    "heads",
    "history",
    "length",
    "links",
    "locked",
    "of_kind",
]
