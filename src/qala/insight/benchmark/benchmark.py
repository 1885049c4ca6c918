"""An area beside its like and beside the best: peers, best practice at home and abroad, distance to the frontier."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from qala.errors import BadUse
from qala.insight.benchmark.abroad import Abroad, World, abroad
from qala.insight.benchmark.context import USUAL, Column, column_of
from qala.insight.benchmark.frontier import Frontier, frontier
from qala.insight.benchmark.panel import Panel, panel_of
from qala.insight.benchmark.peers import PeerGroup, peer_group
from qala.insight.benchmark.practice import Compared, Solutions, compared
from qala.insight.explain import standard_of
from qala.standard import Standard
from qala.values.model import Values

PEERS = 5
"""So many peers where no number is given."""


@dataclass(frozen=True, slots=True)
class Among:
    """With whom an area is compared: how many peers, found by which columns (none: population and density, as far as
    they are known); values: further figures of other places; solutions: who used which typical solution, where that is
    known; world: the figures of the world.
    """

    peers: int = PEERS
    context: tuple[str, ...] = ()
    values: Values | None = None
    solutions: Mapping[tuple[str, str], Any] | None = None
    world: World | None = None


@dataclass(frozen=True)
class Benchmark:
    """A node of an area in a period. indicators: the scored ones under it that anybody has a figure of, the largest
    lack in degrees first; frontiers: of the node and, for the whole, of its industries.
    """

    area: str
    node: str
    period: str
    basis: str
    panel: Panel
    group: PeerGroup
    indicators: tuple[Compared, ...]
    frontiers: tuple[Frontier, ...]
    abroad: tuple[Abroad, ...]


def benchmark(
    assessment: Mapping[str, Any], area: str, node: str | None = None, among: Among | None = None,
    period: str | None = None, basis: str | None = None,
) -> Benchmark:  # fmt: skip
    """A node of an area (by default the whole) beside the others, in a period (the last) on a basis (the first).

    Raises BadUse for what the assessment does not have, and for a context column that nothing is known of for the area.
    """
    among = among or Among()
    if among.peers < 1:
        raise BadUse("benchmark.peers", value=among.peers)
    standard = standard_of(assessment)
    name = node or standard.root.id
    _check(assessment, standard, area, name)
    panel = panel_of(assessment, period, basis, among.values)
    columns = _columns(panel, area, among.context)
    group = peer_group(area, panel.assessed, columns, among.peers)
    peers = [peer.area for peer in group.peers]
    solutions: Solutions = among.solutions or {}
    shown = [compared(panel, area, one, peers, solutions) for one in standard.asked_below[name]]
    known = [one for one in shown if one.known]
    return Benchmark(
        area=area,
        node=name,
        period=panel.period,
        basis=panel.basis,
        panel=panel,
        group=group,
        indicators=tuple(sorted(known, key=_lack)),
        frontiers=tuple(_frontiers(panel, area, name)),
        abroad=abroad(among.world, panel.areas, area) if among.world else (),
    )


def _check(assessment: Mapping[str, Any], standard: Standard, area: str, node: str) -> None:
    assessed = [row["id"] for row in assessment["areas"]["rows"]]
    if area not in assessed:
        raise BadUse("explain.no_area", value=area, known=", ".join(assessed))
    if node not in standard.node:
        raise BadUse("explain.no_node", value=node, known=", ".join(standard.node))


def _columns(panel: Panel, area: str, asked: Sequence[str]) -> list[Column]:
    """The context columns; of those that are usual the ones that are known of the area."""
    facts = {one.id: one.fact for one in panel.standard.indicators}
    rows = [{**row, "fact": facts[id_]} for (_, id_), row in panel.rows.items() if id_ in facts]
    places = {id_: place for id_, place in panel.places.items() if id_ in panel.assessed}
    columns = [column_of(name, places, rows) for name in asked or USUAL]
    if not asked:
        return [column for column in columns if column.knows(area)]
    for column in columns:
        if not column.knows(area):
            raise BadUse("benchmark.no_context", column=column.name, area=area)
    return columns


def _frontiers(panel: Panel, area: str, node: str) -> Iterator[Frontier]:
    standard = panel.standard
    whole = node == standard.root.id
    for one in (standard.node[node], *(standard.industries if whole else ())):
        found = frontier(panel, area, one)
        if found.reached is not None:
            yield found


def _lack(one: Compared) -> tuple[float, str]:
    """The largest lack first; what has no degree to compare last."""
    points = one.best.points if one.best else None
    return (float("inf") if points is None else -points), one.indicator
