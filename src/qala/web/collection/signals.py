"""What others may want to know of: they connect to it, so that collecting need not know them."""

from django.dispatch import Signal

signed = Signal()
"""A report was signed; given as `report`, within the transaction."""
