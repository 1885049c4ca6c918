"""The site: Django, thin over what assesses and publishes."""
