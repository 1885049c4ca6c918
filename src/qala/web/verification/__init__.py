"""Verifying: what is checked first, what was found, appeals against it."""
