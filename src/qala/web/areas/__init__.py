"""Where places lie: the boundaries that the country is drawn with."""
