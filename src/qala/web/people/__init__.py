"""Who works on the site: people, their duties, signing in."""
