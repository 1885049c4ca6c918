"""The few figures of a place that tell most about it, in plain sentences, without a degree."""

from qala.publish.facts.choice import Choice, chosen
from qala.publish.facts.compared import Others
from qala.publish.facts.fact import Fact, fact_of

__all__ = ["Choice", "Fact", "Others", "chosen", "fact_of"]
