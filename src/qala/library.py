"""What a notebook uses: `import qala`. Polars frames come out, paths and frames go in."""

import html
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from functools import singledispatch
from os import PathLike
from pathlib import Path
from typing import Any

import polars as pl

from qala import engine, insight, packs, publish, robust
from qala.areas.model import Areas
from qala.areas.read import read_areas
from qala.engine import Settings, parse_periods, write_assessment
from qala.files import read_table
from qala.files.table import table_of
from qala.insight import Coherence, Comparison, Explanation, Gap, Part, WhatIf
from qala.insight.benchmark import Among, Benchmark
from qala.insight.forecast import Aim, Forecast, foresight_in, foresight_of
from qala.packs.world import world
from qala.publish.codebook import rows as codebook_rows
from qala.standard import Standard
from qala.standard import read_standard as _read_standard
from qala.texts import Language
from qala.values.expected import expected_of
from qala.values.model import Values
from qala.values.read import values_of

Source = str | PathLike[str] | pl.DataFrame


def read_standard(name: str | PathLike[str]) -> Standard:
    """A standard: a folder, or ID[@EDITION] of one that ships. Raises BadFile, BadPack or BadUse in one sentence."""
    return _read_standard(packs.find_standard(str(name)))


def read_values(
    source: Source | Sequence[Source],
    standard: Standard,
    period: str | None = None,
    areas: Areas | str | PathLike[str] | None = None,
    decimal_comma: bool = False,
) -> Values:
    """Values from files (CSV, TSV, XLSX, Parquet) or frames, long or wide; `period` is that of wide ones.

    Only facts of the standard and places of `areas` are taken. Raises BadFile or BadTable with file, row and column.
    """
    sources = [source] if isinstance(source, str | PathLike | pl.DataFrame) else list(source)
    tables = [_table(one, number) for number, one in enumerate(sources, 1)]
    return values_of(tables, expected_of(standard, _areas(standard, areas), packs.facts(), decimal_comma), period)


def _table(source: Source, number: int) -> Any:
    if not isinstance(source, pl.DataFrame):
        return read_table(Path(source))
    cells = [["" if cell is None else str(cell) for cell in row] for row in source.iter_rows()]
    return table_of(f"frame {number}", [source.columns, *cells])


def _areas(standard: Standard, given: Areas | str | PathLike[str] | None) -> Areas | None:
    if isinstance(given, Areas):
        return given
    if given is not None:
        return read_areas(packs.find_places(str(given)))
    return read_areas(packs.places(standard.area_table) / "areas.csv") if standard.area_table else None


def figures(table: str = "kz") -> Path:
    """The file of the official figures that ship for a country."""
    return packs.figures(table)


@dataclass(frozen=True, eq=False)
class Assessment:
    """Degrees of all areas, with everything behind them. In a notebook it shows itself as the Map.

    document: the assessment as formats.md has it.
    """

    document: Mapping[str, Any]

    @property
    def digest(self) -> str:
        """What proves it: the same inputs and settings give the same."""
        return str(self.document["digest"])

    @property
    def nodes(self) -> pl.DataFrame:
        """A row for each area, node, period and basis."""
        return self._frame("nodes")

    @property
    def indicators(self) -> pl.DataFrame:
        """A row for each area, indicator, period and basis; what its flags mean, codebook() says."""
        return self._frame("indicators")

    @property
    def robustness(self) -> pl.DataFrame:
        """A row for each area, node, period and basis: how firm it is; empty where that was not asked."""
        return pl.DataFrame((self.document["robustness"] or {"nodes": []})["nodes"], infer_schema_length=None)

    @property
    def findings(self) -> pl.DataFrame:
        """A row for each rule of data quality that struck a figure."""
        return self._frame("findings")

    def _frame(self, table: str) -> pl.DataFrame:
        return pl.DataFrame(self.document[table], infer_schema_length=None)

    @property
    def degrees(self) -> pl.DataFrame:
        """A row for each area, period and basis, a column for each node: the Map as numbers, null where withheld."""
        names = pl.DataFrame([{"area": row["id"], "name": row["name"]["en"]} for row in self.document["areas"]["rows"]])
        wide = self.nodes.pivot("node", index=["area", "period", "basis"], values="degree")
        return names.join(wide, on="area", maintain_order="left_right")

    def explain(self, area: str, node: str | None = None, period: str | None = None) -> Explanation:
        """Every point of a degree, down to the value and its source."""
        root = insight.standard_of(self.document).root.id
        return insight.explain(self.document, area, node or root, period)

    def gap(self, area: str, node: str, band: str | None = None, period: str | None = None) -> Gap:
        """What the node lacks to a band, by default the next, and who can change it."""
        return insight.gap(self.document, area, node, band, period)

    def what_if(self, area: str, node: str | None = None, bound: float = 0.9, period: str | None = None) -> WhatIf:
        """The node without each indicator, the weights at which band or rank flip, pairs that may count twice."""
        return insight.what_if(self.document, area, node, bound, period)

    def benchmark(
        self, area: str, node: str | None = None, peers: int = 5, context: Sequence[str] = (), period: str | None = None
    ) -> Benchmark:
        """The area beside its like (by the columns of `context`), the best at home and abroad, and the frontier."""
        among = Among(peers, tuple(context), world=world())
        return insight.benchmark.benchmark(self.document, area, node, among, period)

    def forecast(
        self, area: str, year: int, indicator: str | None = None, target: float | None = None, band: str | None = None
    ) -> Forecast:
        """Where the indicators of the area will be in a year if all goes on, from the figures that it holds."""
        own, aim = insight.standard_of(self.document), Aim(target, band)
        return insight.forecast.forecast(own, foresight_in(self.document), area, year, indicator, aim)

    def coherence(self, basis: str | None = None) -> Coherence:
        """How the indicators are spread and hang together, over all areas and periods of a basis."""
        return insight.coherence(self.document, basis)

    def map(self, language: Language = "en", period: str | None = None) -> str:
        """The Map as one HTML page."""
        return publish.render_page(self.document, language, period)

    def write(self, folder: str | PathLike[str]) -> None:
        """Writes assessment.json and the tables into a new folder, for qala map, explain and verify."""
        write_assessment(self.document, Path(folder))

    def _repr_html_(self) -> str:
        page = html.escape(self.map())
        return f'<iframe srcdoc="{page}" style="width:100%;height:44rem;border:0" title="Qala"></iframe>'


def assess(  # noqa: PLR0913 - each is a question that analysts ask
    standard: Standard,
    values: Values,
    period: str,
    *,
    basis: str | Sequence[str] | None = None,
    weights: str | Mapping[str, float] | None = None,
    areas: Areas | str | PathLike[str] | None = None,
    kind: str | None = None,
    as_known: str | None = None,
    robustness: int | None = None,
    seed: int = 1,
) -> Assessment:
    """Assesses areas for a period (`2019`) or several (`2018,2019`, `2015..2019`).

    weights: a set of the standard, `equal`, or own ones by the id of a node or indicator, the others as given.
    kind: which kind of area is assessed instead of the standard's own, such as all regions as a panel.
    basis: `verified`, `declared` or both; without it verified where any value is, else declared.
    robustness: from how many replications, drawn from `seed`, it is said how firm each degree, band and rank is.
    Raises BadUse for unknown names and CannotAssess where method and figures do not go together.
    """
    named = weights if isinstance(weights, str) else None
    own = tuple(sorted(weights.items())) if weights is not None and not isinstance(weights, str) else ()
    bases = (basis,) if isinstance(basis, str) else tuple(basis or engine.default_bases(values))
    settings = Settings(parse_periods(period), bases, as_known, named, own, kind, seed)
    if robustness is not None:
        return Assessment(robust.assess_robustly(standard, values, settings, _areas(standard, areas), robustness))
    return Assessment(engine.assess(standard, values, settings, _areas(standard, areas)))


def read_assessment(path: str | PathLike[str]) -> Assessment:
    """An assessment from its folder or file; refused where its digest is not its content's."""
    return Assessment(engine.read_assessment(Path(path)))


def explain(assessment: Assessment, area: str, node: str | None = None, period: str | None = None) -> Explanation:
    """Every point of a degree, down to the value and its source."""
    return assessment.explain(area, node, period)


def compare(before: Assessment, after: Assessment, periods: tuple[str | None, str | None] = (None, None)) -> Comparison:
    """What changed between two assessments, split into value, coverage, boundary and method."""
    return insight.compare(before.document, after.document, periods)


def benchmark(assessment: Assessment, area: str, node: str | None = None, peers: int = 5) -> Benchmark:
    """The area beside its like, the best at home and abroad, and the frontier."""
    return assessment.benchmark(area, node, peers)


def forecast(  # noqa: PLR0913 - each is a question that analysts ask
    standard: Standard,
    values: Values,
    area: str,
    year: int,
    *,
    indicator: str | None = None,
    target: float | None = None,
    band: str | None = None,
    areas: Areas | str | PathLike[str] | None = None,
) -> Forecast:
    """Where the indicators of an area will be in a year if all goes on, with intervals; never over a break.

    target, band: a value of the indicator, or the id of a band: how likely it is reached. Raises BadUse for unknown
    names.
    """
    places = _areas(standard, areas) or engine.areas_of(values)
    foresight = foresight_of(standard, values, places, engine.default_bases(values)[0])
    return insight.forecast.forecast(standard, foresight, area, year, indicator, Aim(target, band))


@singledispatch
def frame(found: object) -> pl.DataFrame:
    """What was found as a frame: the parts of an explanation, the nodes of a comparison, else indicators as rows.

    A coherence report gives the distribution of each indicator; its other parts are tuples of their own.
    """
    raise TypeError(f"{type(found).__name__} has no frame")


@frame.register
def _(found: Explanation) -> pl.DataFrame:
    return pl.DataFrame(list(_flat(found.parts, found.node)), infer_schema_length=None)


@frame.register
def _(found: Comparison) -> pl.DataFrame:
    return pl.DataFrame([asdict(one) for one in found.nodes], infer_schema_length=None)


@frame.register
def _(found: Gap) -> pl.DataFrame:
    rows = [asdict(one) | {"title": one.title.en} for one in found.levers]
    return pl.DataFrame(rows, infer_schema_length=None)


@frame.register
def _(found: Benchmark) -> pl.DataFrame:
    rows = []
    for one in found.indicators:
        own = {name: getattr(one, name) for name in ("indicator", "value", "degree", "boundary", "position", "known")}
        best = {} if one.best is None else asdict(one.best)
        names = ("place", "value", "degree", "ahead", "points", "alike")
        rows.append(own | {f"best_{name}": best.get(name) for name in names})
    return pl.DataFrame(rows, infer_schema_length=None)


@frame.register
def _(found: Forecast) -> pl.DataFrame:
    rows = [
        asdict(one) | {"title": one.title.en, "refusal": one.refusal.code if one.refusal else None}
        for one in found.indicators
    ]
    return pl.DataFrame(rows, infer_schema_length=None)


@frame.register
def _(found: WhatIf) -> pl.DataFrame:
    rows = [
        {
            "indicator": one.indicator,
            "degree_left_out": one.left_out.degree,
            "degree_not_reported": one.not_reported.degree,
            "skipping": one.skipping,
        }
        for one in found.without
    ]
    return pl.DataFrame(rows, infer_schema_length=None)


@frame.register
def _(found: Coherence) -> pl.DataFrame:
    rows = [{name: value for name, value in asdict(one).items() if name != "outliers"} for one in found.distributions]
    return pl.DataFrame(rows, infer_schema_length=None)


def _flat(parts: Sequence[Part], parent: str) -> Any:
    for part in parts:
        figures = {"value": part.row.get("value"), "degree": part.degree, "weight": part.weight_share}
        about = {"parent": parent, "id": part.id, "title": part.title.en, "state": part.state}
        yield about | figures | {"contribution": part.contribution, "source": part.row.get("source")}
        yield from _flat(part.children, part.id)


def codebook(language: Language = "en") -> pl.DataFrame:
    """What every flag in the frames means: table, column, code, meaning."""
    return pl.DataFrame(codebook_rows(language))


__all__ = [
    "Assessment", "assess", "benchmark", "codebook", "compare", "explain", "figures", "forecast", "frame",
    "read_assessment", "read_standard", "read_values",
]  # fmt: skip
