"""The API: what the site knows, for programs."""
