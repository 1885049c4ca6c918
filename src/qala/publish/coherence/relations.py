"""What goes together, what does not, and what really weighs, as tables."""

from collections.abc import Sequence

from qala.insight import Pair
from qala.insight.coherence import Family
from qala.insight.coherence.fit import DOUBLE
from qala.insight.pairs import LEAST
from qala.publish.coherence.view import DASH, Cell, Row, Section, Shown, Table
from qala.texts import number

THIN = 3
"""With fewer cases for each child, alpha and components are told with a caution."""


def families(shown: Shown) -> list[Section]:
    """Each node with its children: their correlations, alpha, components, weight and influence."""
    told = [one for one in shown.found.families if _told(one)]
    silent = [one.node for one in shown.found.families if not _told(one)]
    said = [shown.say("families_note"), shown.say("effective_note")]
    if silent:
        said.append(shown.say("families_untold", least=LEAST, names=shown.names(silent)))
    found = [Section(shown.say("families"), tuple(said))] if shown.found.families else []
    found += [_family(one, shown) for one in told]
    if not any(set(shown.industries) == set(one.children) for one in told) and shown.found.industries:
        table = matrix(shown.industries, shown.found.industries, shown)
        found.append(Section(shown.say("industries"), (), (table,), level=3))
    return found


def _told(one: Family) -> bool:
    return bool(one.pairs) or sum(child.effective is not None for child in one.influences) > 1


def _family(one: Family, shown: Shown) -> Section:
    tables = [matrix(one.children, one.pairs, shown)] if one.pairs else []
    return Section(shown.titles[one.node], tuple(_sentences(one, shown)), (*tables, _members(one, shown)), level=3)


def _sentences(one: Family, shown: Shown) -> list[str]:
    if one.reliability is None or one.components is None:
        return [shown.say("alpha_untold")]
    found = [shown.say("alpha", cases=one.cases, alpha=shown.two(one.reliability.alpha))]
    values = "; ".join(map(shown.two, one.components.eigenvalues))
    shares = "; ".join(map(shown.share, one.components.explained))
    found.append(shown.say("components", values=values, shares=shares, above=one.components.above_one))
    found.append(shown.say("one_sign" if one.components.one_sign else "mixed_signs"))
    if one.left_out:
        found.append(shown.say("left_out", names=shown.names(one.left_out)))
    if one.cases < THIN * len(one.complete):
        found.append(shown.say("thin"))
    return found


def _members(one: Family, shown: Shown) -> Table:
    without = dict(one.reliability.without) if one.reliability else {}
    loadings = dict(one.components.loadings) if one.components else {}
    keys = ("child", "nominal", "effective", "correlation_parent", "alpha_without", "loading")
    rows = tuple(
        Row(
            shown.titles[child.child],
            (
                Cell(shown.share(child.nominal)),
                Cell(shown.share(child.effective)),
                shown.related(child.correlation, child.cases),
                Cell(shown.two(without.get(child.child))),
                shown.related(loadings.get(child.child)),
            ),
        )
        for child in one.influences
    )
    return Table(shown.say("members"), tuple(map(shown.say, keys)), rows)


def matrix(children: Sequence[str], pairs: Sequence[Pair], shown: Shown) -> Table:
    """The correlations of children, below the diagonal."""
    by_pair = {(pair.one, pair.other): pair for pair in pairs}
    columns = (shown.say("child"), *map(str, range(1, len(children))))
    rows = []
    for number_, child in enumerate(children):
        cells = []
        for other in children[: min(number_, len(children) - 1)]:
            pair = by_pair.get((other, child))
            cells.append(shown.related(pair.correlation, pair.cases, DOUBLE) if pair else Cell(DASH))
        blank = (Cell(""),) * (len(children) - 1 - len(cells))
        rows.append(Row(f"{number_ + 1}. {shown.titles[child]}", (*cells, *blank)))
    low, high = (shown.two(end(pair.correlation for pair in pairs)) for end in (min, max))
    instead = shown.say("too_wide", low=low, high=high)
    return Table(shown.say("matrix"), columns, tuple(rows), matrix=True, instead=instead)


def doubles(shown: Shown) -> list[Section]:
    """The pairs that may count one thing twice."""
    if not shown.found.doubles:
        return []
    columns = tuple(map(shown.say, ("one", "other", "correlation", "cases")))
    rows = tuple(
        Row(
            shown.titles[pair.one],
            (
                Cell(shown.titles[pair.other]),
                shown.related(pair.correlation),
                Cell(number(pair.cases, shown.language)),
            ),
        )
        for pair in shown.found.doubles
    )
    return [Section(shown.say("doubles"), (shown.say("doubles_note"),), (Table("", columns, rows),))]


def fits(shown: Shown) -> list[Section]:
    """The indicators that do not fit where they stand."""
    found = [one for one in shown.found.fits if one.against or one.elsewhere]
    if not found:
        return []
    columns = tuple(map(shown.say, ("indicator", "siblings", "negative", "own", "nearest")))
    rows = []
    for one in found:
        nearest = shown.related(one.nearest_correlation)
        title = f"{shown.titles[one.nearest]}: {nearest.text}" if one.nearest else DASH
        cells = (
            Cell(shown.two(one.siblings), one.siblings or 0.0, one.against),
            Cell(f"{one.negative}/{one.told}"),
            shown.related(one.own),
            Cell(title, nearest.tint, one.elsewhere),
        )
        rows.append(Row(shown.titles[one.indicator], cells))
    return [Section(shown.say("fits"), (shown.say("fits_note"),), (Table("", columns, tuple(rows)),))]


def bearings(shown: Shown) -> list[Section]:
    """The indicators that hardly show in the whole."""
    found = [one for one in shown.found.bearings if one.silent]
    if not found:
        return []
    columns = tuple(map(shown.say, ("indicator", "correlation", "cases", "chance", "why")))
    rows = tuple(
        Row(
            shown.titles[one.indicator],
            (
                shown.related(one.correlation),
                Cell(number(one.cases, shown.language)),
                Cell(shown.two(one.chance)),
                Cell(shown.say(f"silent_{one.silent}")),
            ),
        )
        for one in found
    )
    return [Section(shown.say("bearings"), (shown.say("bearings_note"),), (Table("", columns, rows),))]
