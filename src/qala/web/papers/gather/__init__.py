"""What the papers of rounds tell, gathered from the tables."""
