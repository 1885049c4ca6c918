"""The pages of work about promises and errors reported."""
