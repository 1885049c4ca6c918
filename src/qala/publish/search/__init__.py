"""Finding what a publication says: an index of its words, and what a question finds in it."""

from qala.publish.search.entries import entries_of
from qala.publish.search.index import Entry, Index
from qala.publish.search.results import Found, Group, Hit, find

__all__ = ["Entry", "Found", "Group", "Hit", "Index", "entries_of", "find"]
