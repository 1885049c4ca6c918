"""Running the site for years: whether all is well, backups, and what the site tells of itself."""
