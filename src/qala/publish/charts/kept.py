"""The charts that the pages of a publication show, drawn once and kept beside it as files."""

import json
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from functools import partial
from multiprocessing import get_context
from typing import Any

from altair.utils.schemapi import debug_mode

from qala.insight import chosen_of, standard_of
from qala.publish.charts.drawn import Chart, web_svg
from qala.publish.charts.history import history_chart
from qala.publish.charts.look import NARROW, WIDE, Sheet
from qala.publish.charts.series import series_chart
from qala.publish.charts.standing import standing_chart
from qala.publish.charts.subject import Subject
from qala.publish.naming import chart_name
from qala.texts import LANGUAGES, Language

Draw = Callable[[Mapping[str, Any], Subject, Sheet], Chart]
_DRAW: Mapping[str, Draw] = {"series": series_chart, "area": history_chart, "node": standing_chart}
_SHEETS: Mapping[str, Sheet] = {"": WIDE, "narrow": NARROW}
_held: dict[str, Mapping[str, Any]] = {}
"""The assessment that a process draws of."""


@dataclass(frozen=True)
class ChartFile:
    """A drawn chart: a picture, what it says to those who do not see it, and what a browser makes it live from.

    name: such as `series-ev-pm25`; variant: `narrow`, for a phone, or blank.
    """

    name: str
    language: Language
    variant: str
    title: str
    alt: str
    svg: bytes
    spec: Mapping[str, Any]

    @property
    def stem(self) -> str:
        """The name of its files without .svg and .json: `series-ev-pm25.kk`, `series-ev-pm25.kk.narrow`."""
        return ".".join(filter(None, (self.name, self.language, self.variant)))

    @property
    def size(self) -> tuple[int, int]:
        """The width and height of the picture."""
        found = re.search(rb'width="(\d+)" height="(\d+)"', self.svg)
        return (int(found[1]), int(found[2])) if found else (0, 0)

    @property
    def json(self) -> bytes:
        """The specification as a file."""
        return json.dumps(self.spec, ensure_ascii=False, separators=(",", ":")).encode()


def chart_files(
    assessment: Mapping[str, Any],
    period: str | None = None,
    basis: str | None = None,
    languages: Iterable[Language] = LANGUAGES,
    workers: int = 1,
) -> Iterator[ChartFile]:
    """All charts that have something to show: each indicator and area over time, each node in the period.

    On the first basis, of the last period, where none is named; with as many processes as `workers`. Raises BadUse for
    an unknown period or basis.
    """
    period, basis = chosen_of(assessment, period, basis)
    asked = [
        (kind, Subject(language, id_, period, basis), variant)
        for kind, id_ in _shown(assessment, period, basis)
        for language in languages
        for variant in _SHEETS
    ]
    if workers == 1:
        yield from map(partial(_file, assessment), asked)
        return
    spawned = get_context("spawn")
    with ProcessPoolExecutor(workers, spawned, initializer=_hold, initargs=(dict(assessment),)) as pool:
        yield from pool.map(_held_file, asked, chunksize=6)


def _shown(assessment: Mapping[str, Any], period: str, basis: str) -> Iterator[tuple[str, str]]:
    """What has a value or a degree."""
    standard = standard_of(assessment)
    values = {
        row["indicator"] for row in assessment["indicators"] if row["basis"] == basis and row["value"] is not None
    }
    yield from (("series", one.id) for one in standard.indicators if one.id in values)
    degrees = [row for row in assessment["nodes"] if row["basis"] == basis and row["degree"] is not None]
    top = {standard.root.id, *(node.id for node in standard.industries)}
    areas = {row["area"] for row in degrees if row["node"] in top}
    yield from (("area", row["id"]) for row in assessment["areas"]["rows"] if row["id"] in areas)
    nodes = {row["node"] for row in degrees if row["period"] == period}
    yield from (("node", node.id) for node in standard.nodes if node.id in nodes)


def _file(assessment: Mapping[str, Any], asked: tuple[str, Subject, str]) -> ChartFile:
    """The chart, made without Altair's checks, which are for who writes charts and take a third of the time."""
    kind, subject, variant = asked
    with debug_mode(False):
        chart = _DRAW[kind](assessment, subject, _SHEETS[variant])
        spec = chart.to_dict(validate=False) | {"background": "transparent"}
    svg = web_svg(spec).encode()
    title, spoken = spec["usermeta"]["title"], spec["description"]
    return ChartFile(chart_name(kind, subject.id), subject.language, variant, title, spoken, svg, spec)


def _hold(assessment: Mapping[str, Any]) -> None:
    _held["assessment"] = assessment


def _held_file(asked: tuple[str, Subject, str]) -> ChartFile:
    return _file(_held["assessment"], asked)
