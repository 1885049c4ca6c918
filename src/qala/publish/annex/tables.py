"""The tables of an annex: the tree with its weights, the indicators with what their scales rest on, the scale."""

from collections.abc import Iterator

from qala.publish.annex.blocks import Heading, Said, Table
from qala.publish.annex.words import Writer
from qala.publish.indicators.words import direction_of
from qala.publish.map_model import looks_of
from qala.publish.method.tree import rule_of
from qala.publish.naming import named
from qala.publish.reasons import owner_of, unit_of
from qala.standard import Indicator, Node
from qala.standard.judgements import opinions
from qala.standard.shares import child_of, path_share

DASH = "–"
PLAIN_WEIGHTS = ("given", "equal")


def numbers_of(writer: Writer) -> dict[str, str]:
    """The number of each node and indicator in the order of the tree: 1, 1.1, 1.1.1."""
    standard = writer.words.standard
    found: dict[str, str] = {standard.root.id: ""}

    def count_below(node: str) -> None:
        for place, child in enumerate(standard.children[node], 1):
            found[child] = f"{found[node]}.{place}".lstrip(".")
            if child in standard.node:
                count_below(child)

    count_below(standard.root.id)
    return found


def tree_table(writer: Writer) -> Table:
    """The nodes, with their weights and their parts of the whole."""
    standard, numbers = writer.words.standard, numbers_of(writer)
    nodes = [standard.node[id_] for id_ in numbers if id_ in standard.node]
    rows = [
        (
            numbers[node.id],
            named(node, writer.words.language),
            _weight(writer, node),
            _share(writer, node),
            str(len(standard.asked_below[node.id])),
        )
        for node in nodes
    ]
    strong = (place for place, node in enumerate(nodes) if node.parent in ("", standard.root.id))
    return writer.table("tree", ("number", "node", "weight", "share", "count"), rows, (8, 52, 13, 14, 13), strong)


def indicator_tables(writer: Writer) -> Iterator[Heading | Said | Table]:
    """For each industry what is asked, and from where to where it is scored and on what that rests."""
    yield Said(writer.say("as_written"))
    standard, numbers = writer.words.standard, numbers_of(writer)
    tops: list[Node] = list(standard.industries)
    above = {id_: _top(writer, id_) for id_ in standard.indicator}
    groups = [(top, [one for one in standard.indicators if above[one.id] == top.id]) for top in tops]
    groups.append((standard.root, [one for one in standard.indicators if above[one.id] == standard.root.id]))
    for top, found in groups:
        if found:
            found.sort(key=lambda one: [int(part) for part in numbers[one.id].split(".")])
            yield Heading(named(top, writer.words.language), 2)
            yield _asked(writer, top, found, numbers)
            yield _goalposts(writer, top, found, numbers)


def _top(writer: Writer, id_: str) -> str:
    """The industry above an indicator; the root where there is none."""
    standard = writer.words.standard
    at = standard.indicator[id_].parent
    while standard.node[at].parent not in ("", standard.root.id):
        at = standard.node[at].parent
    return at


def _asked(writer: Writer, top: Node, found: list[Indicator], numbers: dict[str, str]) -> Table:
    language = writer.words.language
    rows = [
        (
            numbers[one.id],
            named(one, language),
            _unit(writer, one),
            direction_of(one, language),
            _weight(writer, one) if one.scored else DASH,
            _share(writer, one) if one.scored else DASH,
        )
        for one in found
    ]
    columns = ("number", "indicator", "unit", "direction", "weight", "share")
    return writer.table("indicators", columns, rows, (9, 35, 17, 17, 10, 12), name=named(top, language))


def _goalposts(writer: Writer, top: Node, found: list[Indicator], numbers: dict[str, str]) -> Table:
    language = writer.words.language
    rows = [
        (numbers[one.id], named(one, language), _rule(writer, one), one.basis or DASH, owner_of(one, language) or DASH)
        for one in found
    ]
    columns = ("number", "indicator", "goalposts", "rests_on", "owner")
    return writer.table("goalposts", columns, rows, (9, 25, 16, 30, 20), name=named(top, language))


def _unit(writer: Writer, one: Indicator) -> str:
    return unit_of(one, writer.words.language) or (writer.say(f"kind_{one.kind.replace('-', '_')}"))


def _rule(writer: Writer, one: Indicator) -> str:
    """From worst to best; the steps or levels where it goes by them."""
    words = writer.words
    said = rule_of(words, one)
    if one.scored and one.normalise.method == "steps":
        parts = [
            words.number(one.steps_from),
            *(_step(writer, step.threshold, step.share, step.degree) for step in one.steps),
        ]
        said = f"{said}: {'; '.join(parts)}"
    if one.scored and one.target is not None and one.direction != "target":
        said = f"{said}; {writer.say('target', target=words.number(one.target))}"
    return said


def _step(writer: Writer, threshold: float, share: bool, degree: float) -> str:
    number = writer.words.number
    return writer.say("step", threshold=f"{number(threshold)}{' %' if share else ''}", degree=number(degree))


def _weight(writer: Writer, item: Node | Indicator) -> str:
    """The weight of an item beside its brothers, as its parent takes it."""
    standard, words = writer.words.standard, writer.words
    if not item.parent:
        return DASH
    parent = standard.node[item.parent]
    if parent.weights == "ahp":
        joint = next((one.weights for one in opinions(standard) if one.node == parent.id), {})
        return words.percent(joint[item.id]) if item.id in joint else DASH
    if parent.weights == "equal":
        return words.number(1 if item.weight else 0)
    if parent.weights.startswith("set:"):
        return words.number(standard.weight_sets.get(parent.weights[4:], {}).get(item.id, item.weight))
    return words.number(item.weight) if parent.weights == "given" else writer.say("derived")


def _share(writer: Writer, item: Node | Indicator) -> str:
    """The part of the whole; a dash where weights on the way are derived from figures or judgements."""
    standard = writer.words.standard
    at = item.parent
    while at:
        weights = standard.node[at].weights
        if weights not in PLAIN_WEIGHTS and not weights.startswith("set:"):
            return DASH
        at = standard.node[at].parent
    return writer.words.percent(path_share(standard, child_of(standard, item.id)))


def scale_blocks(writer: Writer) -> Iterator[Said | Table]:
    """Each scale: its steps, from where to where, the points that they give, and what they ask beside the degree."""
    standard, words = writer.words.standard, writer.words
    for name, scale in standard.scales.items():
        looks = {look.id: look for look in looks_of(scale.bands, standard.normalise.high, words.language)}
        rows = [
            (
                band.id,
                looks[band.id].title,
                looks[band.id].span,
                DASH if band.points is None else words.number(band.points),
                "; ".join(_need(writer, node, least) for node, least in band.needs.items()) or DASH,
            )
            for band in scale.bands
        ]
        if rows:
            key = "scale_named" if name else "scale"
            columns = ("band", "word", "degrees", "points", "needs")
            yield writer.table(key, columns, rows, (12, 30, 18, 12, 28), name=name)
            yield Said(words.say(f"closed_{scale.closed}"))
            yield Said(writer.say("rounded", count=scale.round))


def _need(writer: Writer, node: str, least: float) -> str:
    found = writer.words.standard.node.get(node)
    title = named(found, writer.words.language) if found else node
    return writer.say("need", node=title, least=writer.words.number(least))
