"""The kinds of finding rules: what each catches."""

from collections.abc import Callable, Iterator, Mapping

from qala.standard.finding_rules import FindingRule
from qala.values.finding_figures import Figures, Finding
from qala.values.finding_kinds.alone import below, few_events, outside, per_population, ratio
from qala.values.finding_kinds.peers import peers, silent
from qala.values.finding_kinds.together import at_most, measured, part_above_whole, parts
from qala.values.finding_kinds.years import (
    boundary_break,
    change,
    jump,
    jump_and_return,
    reclassification,
    year_repeated,
)

KINDS: Mapping[str, Callable[[FindingRule, Figures], Iterator[Finding]]] = {
    "part-above-whole": part_above_whole,
    "at-most": at_most,
    "parts": parts,
    "measured": measured,
    "below": below,
    "outside": outside,
    "ratio": ratio,
    "few-events": few_events,
    "per-population": per_population,
    "year-repeated": year_repeated,
    "jump-and-return": jump_and_return,
    "jump": jump,
    "change": change,
    "reclassification": reclassification,
    "boundary-break": boundary_break,
    "peers": peers,
    "silent": silent,
}
OF_THE_FACT = frozenset({"silent"})
"""Kinds that say something of a fact, whatever the value of an area is."""
IN_ONE_PERIOD = frozenset({"silent", "peers"})
"""Kinds whose findings do not speak against comparing a value with another period's."""
