"""The version of Qala: a change of any number that the engine makes raises it."""

__version__ = "0.1.0"
