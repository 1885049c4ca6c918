"""What an assessment says."""

from qala.insight.compare import Comparison, IndicatorChange, NodeChange, compare
from qala.insight.explain import Explanation, Part, chosen_of, explain, standard_of
from qala.insight.gap import Gap, Group, Lever, Need, gap
from qala.insight.whatif import Flip, Pair, Standing, WhatIf, Without, what_if

__all__ = [
    "Comparison", "Explanation", "Flip", "Gap", "Group", "IndicatorChange", "Lever", "Need", "NodeChange", "Pair",
    "Part", "Standing", "WhatIf", "Without", "chosen_of", "compare", "explain", "gap", "standard_of", "what_if",
]  # fmt: skip
