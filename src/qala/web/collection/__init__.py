"""Collecting: rounds of questions to cities, what they answer with which evidence, and what they sign."""
