"""What an assessment says."""

from qala.insight.coherence import Coherence, coherence
from qala.insight.compare import Comparison, IndicatorChange, NodeChange, compare
from qala.insight.explain import Explanation, Part, chosen_of, explain, standard_of
from qala.insight.gap import Gap, Group, Lever, Need, gap
from qala.insight.hints import Beside, Hint
from qala.insight.pairs import Pair
from qala.insight.rating import Lack, Level, Rating, rating
from qala.insight.reach import Reach, reach
from qala.insight.stake import Stake, stakes
from qala.insight.whatif import Flip, Standing, WhatIf, Without, what_if

__all__ = [
    "Beside", "Coherence", "Comparison", "Explanation", "Flip", "Gap", "Group", "Hint", "IndicatorChange", "Lack",
    "Level", "Lever", "Need", "NodeChange", "Pair", "Part", "Rating", "Reach", "Stake", "Standing", "WhatIf", "Without",
    "chosen_of", "coherence", "compare", "explain", "gap", "rating", "reach", "stakes", "standard_of", "what_if",
]  # fmt: skip
