"""What is published: assessments, kept for ever under their digests."""
