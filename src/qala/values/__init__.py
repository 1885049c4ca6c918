"""The table of values: read, chosen, checked."""
