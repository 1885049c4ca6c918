"""Reading a pack: a folder, or its files as texts."""

import hashlib
import tomllib
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

import rfc8785

from qala.areas.model import Text
from qala.errors import BadFile, BadPack, Place
from qala.files import number_of, parse_table, read_text
from qala.standard import model
from qala.standard.cells import Cells, choice, rows
from qala.standard.methods import parse_aggregate, parse_imputations, parse_transform, parse_weights
from qala.standard.model import Band, Impute, Indicator, Node, Normalise, Scale, Standard, Treat
from qala.standard.normalise import parse_normalise, parse_steps
from qala.standard.structure import check_structure

NEEDED = ("standard.toml", "tree.csv", "indicators.csv")
SUFFIXES = (".toml", ".csv", ".md")


def read_standard(folder: Path) -> Standard:
    """The standard in a folder. Raises BadFile or BadPack with the file, row and column."""
    if not folder.is_dir():
        raise BadFile("standard.no_folder", Place(str(folder)))
    paths = (path for path in sorted(folder.rglob("*")) if path.is_file() and path.suffix in SUFFIXES)
    return parse_standard({path.relative_to(folder).as_posix(): read_text(path) for path in paths})


def parse_standard(files: Mapping[str, str]) -> Standard:
    """The standard that the texts of a pack say."""
    for name in NEEDED:
        if name not in files:
            raise BadFile("standard.no_file", Place(name), name=name)
    settings = _settings(files["standard.toml"])
    about = settings.table("standard")
    areas, normalise, aggregate, missing = (
        settings.table(name) for name in ("areas", "normalise", "aggregate", "missing")
    )
    impute, treat = settings.table("impute"), settings.table("treat")
    defaults = normalise.normalise()
    rule = missing.choice("rule", model.MISSING_RULES, "exclude")
    min_coverage = missing.number("min_coverage", 0.0)
    given = Standard(
        id=about.needed("id"),
        edition=about.text("edition"),
        status=about.choice("status", model.STATUSES, "draft"),
        valid_from=about.text("valid_from"),
        title=about.title("title"),
        basis=about.texts("basis"),
        area_kind=areas.text("kind"),
        area_table=areas.text("table"),
        reference=areas.text("reference", "assessed"),
        screen=areas.number("screen", 0.0),
        treat=treat.choice("method", model.TREATMENTS, "none"),
        treatment=treat.treatment(),
        impute=impute.imputation(),
        normalise=defaults,
        over=normalise.over(),
        reference_area=normalise.text("reference"),
        aggregate=parse_aggregate(aggregate.text("method", "arithmetic"), aggregate.place("method")),
        weights=parse_weights(aggregate.text("weights", "given"), aggregate.place("weights")),
        zeros=aggregate.choice("zeros", ("refuse", "keep"), "refuse"),
        missing=rule,
        min_coverage=min_coverage,
        scales=settings.scales(),
        weight_sets=_weight_sets(files),
        judgements=_judgements(files),
        consistency=aggregate.number("consistency", 0.1),
        nodes=(),
        indicators=(),
        files=dict(files),
        sha256=digest_of(files),
    )
    nodes = tuple(_node(cells, given) for cells in rows(parse_table(files["tree.csv"], "tree.csv")))
    indicators = tuple(
        _indicator(cells, given) for cells in rows(parse_table(files["indicators.csv"], "indicators.csv"))
    )
    standard = replace(given, nodes=nodes, indicators=indicators)
    check_structure(standard)
    return standard


def digest_of(files: Mapping[str, str]) -> str:
    """SHA-256 of the pack: the RFC 8785 form of its texts by file name, line ends as line feeds."""
    return hashlib.sha256(rfc8785.dumps({name: text.replace("\r\n", "\n") for name, text in files.items()})).hexdigest()


def _node(cells: Cells, standard: Standard) -> Node:
    return Node(
        id=cells.needed("id"),
        parent=cells.text("parent"),
        weight=_weight(cells),
        aggregate=parse_aggregate(cells.text("aggregate", standard.aggregate), cells.place("aggregate")),
        weights=parse_weights(cells.text("weights", standard.weights), cells.place("weights")),
        over=cells.choice("over", ("", "indicators"), ""),
        add=cells.number("add") or 0.0,
        floor=cells.number("floor"),
        missing=cells.choice("missing", model.MISSING_RULES, standard.missing),
        min_coverage=_share(cells, "min_coverage", standard.min_coverage),
        impute=parse_imputations(cells.list("impute"), (*model.PEER_IMPUTATIONS, "none"), cells.place("impute")),
        points=cells.choice("points", ("", "yes", "no", "share"), "").replace("no", ""),
        scale=_scale(cells, standard),
        title=cells.title(),
    )


def _indicator(cells: Cells, standard: Standard) -> Indicator:
    kind = cells.choice("kind", model.KINDS, "quantity")
    low, high = cells.number("low"), cells.number("high")
    if kind == "yes-no" and low is None and high is None:
        low, high = 0.0, 1.0
    steps_from, steps = parse_steps(cells)
    return Indicator(
        id=cells.needed("id"),
        fact=cells.text("fact", cells.text("id")),
        parent=cells.needed("parent"),
        weight=_weight(cells),
        direction=cells.choice("direction", model.DIRECTIONS, "higher"),
        unit=cells.text("unit"),
        kind=kind,
        class_=cells.choice("class", ("", *model.CLASSES), ""),
        core=cells.text("core"),
        characteristics=tuple(
            choice(name, model.CHARACTERISTICS, cells.place("characteristics"))
            for name in cells.list("characteristics")
        ),
        transform=parse_transform(cells),
        treat=cells.choice("treat", model.TREATMENTS, standard.treat),
        impute=parse_imputations(cells.list("impute"), model.IMPUTATIONS, cells.place("impute"))
        if cells.text("impute")
        else standard.impute.methods,
        normalise=parse_normalise(cells, kind, standard.normalise),
        low=low,
        high=high,
        target=cells.number("target"),
        steps_from=steps_from,
        steps=steps,
        bands=cells.numbers("bands"),
        points=cells.choice("points", ("", "yes", "no", "share"), "").replace("no", ""),
        scale=_scale(cells, standard),
        window=cells.whole("window", 1) or 1,
        carry=cells.whole("carry", 0),
        min_events=cells.number("min_events") or 0.0,
        resolution=cells.number("resolution"),
        boundary_rule=cells.choice("boundary_rule", ("", *model.BOUNDARY_RULES), ""),
        numerator=cells.text("numerator"),
        denominator=cells.text("denominator"),
        basis=cells.text("basis"),
        owner=cells.text("owner"),
        influence=cells.text("influence"),
        sdg=cells.text("sdg"),
        evidence=cells.text("evidence"),
        measure=cells.text("measure"),
        title=cells.title(),
    )


def _weight(cells: Cells) -> float:
    weight = cells.number("weight")
    if weight is not None and weight < 0:
        raise BadPack("standard.negative_weight", cells.place("weight"), value=cells.text("weight"))
    return 1.0 if weight is None else weight


def _share(cells: Cells, column: str, default: float) -> float:
    share = cells.number(column)
    if share is None:
        return default
    if not 0 <= share <= 1:
        raise BadPack("standard.share", cells.place(column), value=cells.text(column))
    return share


def _scale(cells: Cells, standard: Standard) -> str:
    name = cells.text("scale")
    if name and name not in standard.scales:
        raise BadPack("standard.no_scale", cells.place("scale"), value=name)
    return name


def _weight_sets(files: Mapping[str, str]) -> dict[str, dict[str, float]]:
    sets: dict[str, dict[str, float]] = {}
    if "weights.csv" in files:
        for cells in rows(parse_table(files["weights.csv"], "weights.csv")):
            sets.setdefault(cells.needed("set"), {})[cells.needed("id")] = _weight(cells)
    return sets


def _judgements(files: Mapping[str, str]) -> dict[str, dict[tuple[str, str], float]]:
    """ahp.csv: how many times as important a is as b, by node."""
    found: dict[str, dict[tuple[str, str], float]] = {}
    if "ahp.csv" in files:
        for cells in rows(parse_table(files["ahp.csv"], "ahp.csv")):
            ratio = cells.number("ratio")
            if ratio is None or ratio <= 0:
                raise BadPack("standard.ratio", cells.place("ratio"), value=cells.text("ratio"))
            pair = cells.needed("a"), cells.needed("b")
            judged = found.setdefault(cells.needed("node"), {})
            if pair in judged or pair[::-1] in judged:
                raise BadPack("standard.judged_twice", cells.place("b"), one=pair[0], other=pair[1])
            judged[pair] = ratio
    return found


class _settings:  # noqa: N801 - private, read as a function
    """A TOML table with its path for messages."""

    def __init__(self, text: str | Mapping[str, Any], path: str = "") -> None:
        self.path = path
        try:
            self.data = tomllib.loads(text) if isinstance(text, str) else dict(text)
        except tomllib.TOMLDecodeError as error:
            raise BadPack("standard.toml", Place("standard.toml"), problem=str(error)) from error

    def place(self, key: str) -> Place:
        return Place("standard.toml", None, f"{self.path}.{key}".strip("."))

    def table(self, key: str) -> "_settings":
        table = self.data.get(key, {})
        if not isinstance(table, dict):
            raise BadPack("standard.table", self.place(key), value=str(table))
        return _settings(table, f"{self.path}.{key}".strip("."))

    def text(self, key: str, default: str = "") -> str:
        value = self.data.get(key)
        return default if value is None or value == "" else str(value)

    def needed(self, key: str) -> str:
        if not self.text(key):
            raise BadPack("standard.blank", self.place(key), column=key)
        return self.text(key)

    def texts(self, key: str) -> tuple[str, ...]:
        value = self.data.get(key, [])
        return tuple(str(item) for item in value) if isinstance(value, list) else (str(value),)

    def choice(self, key: str, allowed: tuple[str, ...], default: str) -> str:
        return choice(self.text(key, default), allowed, self.place(key))

    def number(self, key: str, default: float) -> float:
        value = number_of(self.text(key), self.place(key))
        return default if value is None else value

    def title(self, key: str) -> Text:
        value = self.data.get(key, {})
        if isinstance(value, str):
            return Text(value, value, value)
        if not isinstance(value, dict):
            raise BadPack("standard.table", self.place(key), value=str(value))
        return Text(*(str(value.get(language, "")) for language in ("kk", "ru", "en")))

    def whole(self, key: str, default: int) -> int:
        value = self.number(key, default)
        if value < 0 or value != int(value):
            raise BadPack("standard.whole", self.place(key), value=self.text(key))
        return int(value)

    def treatment(self) -> Treat:
        return Treat(
            max_points=None if self.data.get("max_points") == "" else self.whole("max_points", 5),
            skew=self.number("skew", 2.0),
            kurtosis=self.number("kurtosis", 3.5),
            otherwise=self.choice("otherwise", model.TREATMENTS, "log-ct"),
        )

    def imputation(self) -> Impute:
        return Impute(
            methods=parse_imputations(self.texts("method"), model.IMPUTATIONS, self.place("method")),
            stage=self.choice("stage", ("values", "degrees"), "values"),
            group=self.text("group"),
            scope=self.text("scope", "parent"),
            max_age=self.whole("max_age", 1),
        )

    def over(self) -> str:
        value = self.text("over", "period")
        if value not in ("period", "panel") and not value[:4].isdigit():
            raise BadPack("standard.over", self.place("over"), value=value)
        return value

    def normalise(self) -> Normalise:
        ends = self.data.get("range", [0, 100])
        if not isinstance(ends, list) or len(ends) != 2 or not all(isinstance(end, int | float) for end in ends):
            raise BadPack("standard.range", self.place("range"), value=str(ends))
        levels = self.data.get("levels", [])
        parts = levels.split(";") if isinstance(levels, str) else levels
        return Normalise(
            method=self.choice("method", model.METHODS, "goalposts"),
            low=float(ends[0]),
            high=float(ends[1]),
            clip=bool(self.data.get("clip", True)),
            levels=tuple(float(number_of(str(part).strip(), self.place("levels")) or 0) for part in parts),
        )

    def scales(self) -> dict[str, Scale]:
        named = {name: self.table("scales").table(name) for name in self.table("scales").data}
        if "scale" in self.data:
            named[""] = self.table("scale")
        return {name: table.scale() for name, table in named.items()}

    def scale(self) -> Scale:
        bands = self.data.get("bands", [])
        if not isinstance(bands, list) or not all(isinstance(band, dict) for band in bands):
            raise BadPack("standard.table", self.place("bands"), value=str(bands))
        tables = [_settings(band, f"{self.path}.bands[{index}]") for index, band in enumerate(bands)]
        return Scale(
            bands=tuple(sorted((table.band() for table in tables), key=lambda band: band.start)),
            round=int(self.number("round", 9)),
            closed=self.choice("closed", ("lower", "upper"), "lower"),
            outside=self.choice("outside", ("nearest", "none"), "nearest"),
        )

    def band(self) -> Band:
        points = number_of(self.text("points"), self.place("points"))
        needs = {node: float(degree) for node, degree in self.table("needs").data.items()}
        start = number_of(self.needed("from"), self.place("from"))
        return Band(self.needed("id"), start or 0.0, points, self.title("title"), self.text("colour"), needs)
