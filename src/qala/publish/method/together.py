"""How degrees go up the tree: means, weights, gates, and what stands in for what is missing."""

from collections.abc import Iterator

from qala.publish.method.words import Words
from qala.standard import Indicator, Node

SILENT_ON_WEIGHTS = frozenset({"minimum", "count", "copeland"})
NO_ZEROS = frozenset({"geometric", "harmonic"})


def means_said(words: Words) -> tuple[str, ...]:
    """The means and the weights."""
    return (*_means(words), *_weights(words), *_passed(words))


def _means(words: Words) -> Iterator[str]:
    found: dict[str, list[Node]] = {}
    for node in words.counting:
        found.setdefault(node.aggregate, []).append(node)
    for mean, nodes in sorted(found.items(), key=lambda item: -len(item[1])):
        where = words.say("everywhere") if len(found) == 1 else words.say("in_nodes", names=words.names(nodes))
        name, _, power = mean.partition(":")
        yield words.say(f"mean_{name}", where=where, power=power)
    if any(mean in NO_ZEROS or mean.startswith("power:-") for mean in found):
        yield words.say(f"zeros_{words.standard.zeros}")


def _weights(words: Words) -> Iterator[str]:
    found: dict[str, list[Node]] = {}
    for node in words.counting:
        if node.aggregate not in SILENT_ON_WEIGHTS:
            found.setdefault(node.weights, []).append(node)
    for weights, nodes in sorted(found.items(), key=lambda item: -len(item[1])):
        where = words.say("everywhere") if len(found) == 1 else words.say("in_nodes", names=words.names(nodes))
        name, _, chosen = weights.partition(":")
        doubt = words.whole(words.standard.doubt)
        yield words.say(f"weights_{name}", where=where, set=chosen, doubt=doubt)


def _passed(words: Words) -> Iterator[str]:
    items: list[Node | Indicator] = [*words.scored, *words.counting]
    for way in ("yes", "share"):
        passing = [one for one in items if one.points == way]
        if passing:
            yield words.say(f"points_{way}", names=words.names(passing))
    flat = [node for node in words.counting if node.over == "indicators"]
    if flat:
        yield words.say("over_indicators", names=words.names(flat))


def gaps_said(words: Words) -> tuple[str, ...]:
    """What happens where figures are missing, old, rare, or of another place."""
    return (*_missing(words), *_gates(words), *_filled(words), *_old(words), *_places(words))


def _missing(words: Words) -> Iterator[str]:
    found: dict[str, list[Node]] = {}
    for node in words.counting:
        found.setdefault(node.missing, []).append(node)
    for rule, nodes in sorted(found.items(), key=lambda item: -len(item[1])):
        where = words.say("everywhere") if len(found) == 1 else words.say("in_nodes", names=words.names(nodes))
        yield words.say(f"missing_{rule}", where=where)


def _gates(words: Words) -> Iterator[str]:
    found: dict[float, list[Node]] = {}
    for node in words.counting:
        found.setdefault(node.min_coverage, []).append(node)
    gates = sorted(share for share in found if share > 0)
    screen = words.standard.screen
    if screen:
        yield words.say("screen", share=words.whole(screen))
    elif not gates:
        yield words.say("gate_none")
    if not gates:
        return
    parts = []
    for share in gates:
        fields = {"names": words.names(found[share])} | ({"share": words.whole(share)} if share < 1 else {})
        parts.append(words.say("gate_part" if share < 1 else "gate_all", **fields))
    yield words.say("gate", parts="; ".join(parts))


def _filled(words: Words) -> Iterator[str]:
    filled = [one for one in words.scored if one.impute]
    for methods in dict.fromkeys(one.impute for one in filled):
        said = ", ".join(words.say(f"fill_{method}") for method in methods)
        yield from words.maybe("filled", (one for one in filled if one.impute == methods), methods=said)
    nodes = [node for node in words.counting if node.impute]
    if nodes:
        yield words.say("filled_nodes", names=words.names(nodes))
    if not filled and not nodes:
        yield words.say("unfilled")


def _old(words: Words) -> Iterator[str]:
    parts = [
        said
        for periods in sorted({one.carry for one in words.scored if one.carry})
        for said in words.maybe("carried_part", (one for one in words.scored if one.carry == periods), periods=periods)
    ]
    if parts:
        yield words.say("carried", parts=", ".join(parts))
    for periods in sorted({one.window for one in words.scored if one.window > 1}):
        yield from words.maybe("pooled", (one for one in words.scored if one.window == periods), periods=periods)
    for events in sorted({one.min_events for one in words.scored if one.min_events}):
        about = (one for one in words.scored if one.min_events == events)
        yield from words.maybe("rare", about, events=words.number(events))


def _places(words: Words) -> Iterator[str]:
    for rule in dict.fromkeys(one.boundary_rule for one in words.scored if one.boundary_rule):
        yield from words.maybe(f"place_{rule}", (one for one in words.scored if one.boundary_rule == rule))
