"""What the public may hold against figures: who is responsible, promises, errors reported, corrections."""
