"""What Qala claims about speed, measured."""
