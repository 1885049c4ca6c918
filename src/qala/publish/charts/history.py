"""One area over time: the degree of the whole and of each industry on the scale; bars where there is one period."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import altair as alt

from qala.errors import BadUse
from qala.publish.charts.bars import Bar, Bars
from qala.publish.charts.look import WIDE, Heading, Sheet, chart, headed
from qala.publish.charts.panel import Grid, Panel, broken_between
from qala.publish.charts.subject import Subject, Told
from qala.publish.drawing import clean
from qala.publish.naming import named
from qala.standard import Node
from qala.texts import number, text


def history_chart(
    assessment: Mapping[str, Any], subject: Subject, sheet: Sheet = WIDE
) -> alt.LayerChart | alt.ConcatChart:
    """The degrees of the area. Raises BadUse for an unknown area, period or basis, and where it has no degree."""
    told = Told.of(assessment, subject)
    if told.id not in told.names:
        raise BadUse("charts.no_area", value=told.id, known=", ".join(told.names))
    shown = (told.standard.root, *told.standard.industries)
    rows = {node.id: told.rows("nodes", node=node.id, area=told.id) for node in shown}
    known = [node for node in shown if any(row["degree"] is not None for row in rows[node.id])]
    if not known:
        raise BadUse("charts.no_degree_of", name=told.names[told.id], basis=told.basis)
    past = History(told, shown, rows, known, sheet)
    return past.bars() if len(past.periods) == 1 else past.panels()


@dataclass(frozen=True)
class History:
    """The rows of an area by node: of those that are shown, and of those that have a degree in some period."""

    told: Told
    shown: Sequence[Node]
    rows: Mapping[str, Sequence[Mapping[str, Any]]]
    known: Sequence[Node]
    sheet: Sheet

    @property
    def periods(self) -> list[str]:
        """The periods, the first first."""
        return sorted({row["period"] for rows in self.rows.values() for row in rows})

    def name(self, node: Node) -> str:
        """What a node is called."""
        return clean(named(node, self.told.language))

    def bars(self) -> alt.LayerChart:
        """The one period as bars in the order of the standard."""
        made = [Bar.of(self.told, row, node.id, self.name(node)) for node in self.known for row in self.rows[node.id]]
        drawn = Bars.of(made, self.sheet)
        heading = self._heading(" ".join(f"{one.name}: {one.spoken}." for one in made))
        return chart(drawn.layers(self.told), heading, drawn.plot, drawn.side.high, self.sheet)

    def panels(self) -> alt.ConcatChart:
        """A panel for each node over the periods."""
        made = [Panel.of(self.told, node, self.name(node), self.rows[node.id]) for node in self.known]
        whole = Grid.of(made, self.periods, self.told, self.sheet).drawn()
        headed(whole, self._heading(" ".join(one.spoken for one in made)), self.sheet)
        return whole

    def _heading(self, spoken: str) -> Heading:
        told, periods = self.told, self.periods
        span = periods[0] if len(periods) == 1 else f"{periods[0]}–{periods[-1]}"
        title = text("charts.history_title", told.language, name=told.names[told.id], span=span)
        return Heading(told.language, title, tuple(self._notes()), spoken)

    def _notes(self) -> Iterator[str]:
        told = self.told
        ends = [number(end, told.language) for end in (told.standard.normalise.low, told.standard.normalise.high)]
        basis = text(f"map.basis_{told.basis}", told.language)
        one = len(self.periods) == 1
        key = "charts.standing_how" if one else "charts.history_how"
        yield text(key, told.language, low=ends[0], high=ends[1], basis=basis)
        if one and told.assessment.get("robustness"):
            yield text("charts.interval", told.language)
        rows = sorted(self.rows[self.known[0].id], key=lambda row: str(row["period"]))
        changed = [two["period"] for _, two in broken_between(told, rows)]
        if changed:
            yield text("series.broken_degrees", told.language, periods=", ".join(changed))
        if any(row["degree"] is None for node in self.known for row in self.rows[node.id]):
            yield text("charts.gaps", told.language)
        without = [self.name(node) for node in self.shown if node not in self.known]
        if without:
            yield text("charts.without", told.language, names=", ".join(without))
