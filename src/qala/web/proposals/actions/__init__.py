"""What people do about publications: a module for each, which says whether they may, checks, does it, records it."""
