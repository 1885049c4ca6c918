"""Qala: the system of a national smart-city programme."""

__version__ = "0.1.0"
