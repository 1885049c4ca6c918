"""What an assessment says."""

from qala.insight.compare import Comparison, IndicatorChange, NodeChange, compare
from qala.insight.explain import Explanation, Part, chosen_of, explain, standard_of
from qala.insight.gap import Gap, Group, Lever, Need, gap

__all__ = [
    "Comparison", "Explanation", "Gap", "Group", "IndicatorChange", "Lever", "Need", "NodeChange", "Part", "chosen_of",
    "compare", "explain", "gap", "standard_of",
]  # fmt: skip
