"""Places with dated names and boundaries."""
