"""What was done, for ever: rows that are added alone, each bound to the one before it."""
