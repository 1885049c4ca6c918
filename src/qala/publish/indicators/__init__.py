"""The indicators of a standard as pages show them: the list, one with all that is said of it, every figure of it."""
