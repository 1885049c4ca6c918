"""Publication by two people: one proposes, another approves."""
