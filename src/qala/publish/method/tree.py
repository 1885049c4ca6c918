"""The tree of a standard, with the part of the whole that each of its items has."""

from qala.publish.method.degrees import way_of
from qala.publish.method.model import Item
from qala.publish.method.words import Words
from qala.publish.naming import named
from qala.publish.reasons import unit_of
from qala.standard import Indicator, Node
from qala.standard.shares import path_share


def tree_of(words: Words, node: Node | None = None) -> Item:
    """A node and all below it; the root where none is named."""
    standard = words.standard
    top = node or standard.root
    below = []
    for id_ in standard.children[top.id]:
        child = standard.node.get(id_)
        below.append(tree_of(words, child) if child else _leaf(words, standard.indicator[id_]))
    share = words.percent(path_share(standard, top))
    return Item(top.id, named(top, words.language), False, True, "", share, "", tuple(below))


def _leaf(words: Words, one: Indicator) -> Item:
    share = path_share(words.standard, one)
    shown = words.percent(share) if share else "–"
    unit = "" if one.kind == "level" else unit_of(one, words.language)
    return Item(one.id, named(one, words.language), True, one.scored, unit, shown, rule_of(words, one))


def rule_of(words: Words, one: Indicator) -> str:
    """How a value is read, in a few signs: worst → best, levels, a rule of its own."""
    if not one.scored:
        return words.say("rule_context")
    way = way_of(one)
    if way == "levels":
        return words.say("rule_levels", top=len(one.normalise.levels or range(6)) - 1)
    if way not in ("goalposts", "aim", "observed"):
        return words.say(f"rule_{way}")
    low, high = (words.say("rule_observed") if end is None else words.number(end) for end in (one.low, one.high))
    if way == "aim":
        return f"{low} → {words.number(one.target or 0.0)} ← {high}"
    return f"{high} → {low}" if one.direction == "lower" else f"{low} → {high}"
