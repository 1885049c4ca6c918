"""What an assessment says."""

from qala.insight.explain import Explanation, Part, explain, standard_of

__all__ = ["Explanation", "Part", "explain", "standard_of"]
