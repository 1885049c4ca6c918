"""The typical concept in words, for the site and the terminal."""

from qala.publish.concept.catalogue import Entry, Section, catalogue
from qala.publish.concept.solution import SolutionView, solution_view

__all__ = ["Entry", "Section", "SolutionView", "catalogue", "solution_view"]
