"""Reading a pack: a folder, or its files as texts."""

import hashlib
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

import rfc8785

from qala.errors import BadFile, BadPack, Place
from qala.files import parse_table, read_text
from qala.standard import model
from qala.standard.cells import Cells, choice, rows
from qala.standard.judgements import experts_of, joined
from qala.standard.methods import parse_aggregate, parse_imputations, parse_transform, parse_weights
from qala.standard.model import Indicator, Node, Standard
from qala.standard.normalise import parse_normalise, parse_steps
from qala.standard.robust import robust_of
from qala.standard.settings import TomlTable
from qala.standard.structure import check_structure
from qala.standard.units import conversion

NEEDED = ("standard.toml", "tree.csv", "indicators.csv")
SUFFIXES = (".toml", ".csv", ".md")


def read_standard(folder: Path) -> Standard:
    """The standard in a folder. Raises BadFile or BadPack with the file, row and column."""
    if not folder.is_dir():
        raise BadFile("standard.no_folder", Place(str(folder)))
    return parse_standard({path.relative_to(folder).as_posix(): read_text(path) for path in pack_files(folder)})


def pack_files(folder: Path) -> list[Path]:
    """The files of a pack, by name, without what office programs and systems lay beside them (`~$`, `.~lock`)."""
    return [
        path
        for path in sorted(folder.rglob("*"))
        if path.is_file()
        and path.suffix in SUFFIXES
        and not any(part.startswith((".", "~$")) for part in path.relative_to(folder).parts)
    ]


def parse_standard(files: Mapping[str, str]) -> Standard:
    """The standard that the texts of a pack say."""
    for name in NEEDED:
        if name not in files:
            raise BadFile("standard.no_file", Place(name), name=name)
    settings = TomlTable(files["standard.toml"])
    about = settings.table("standard")
    areas, normalise, aggregate, missing = (
        settings.table(name) for name in ("areas", "normalise", "aggregate", "missing")
    )
    impute, treat = settings.table("impute"), settings.table("treat")
    defaults = normalise.normalise()
    rule = missing.choice("rule", model.MISSING_RULES, "exclude")
    min_coverage = missing.number("min_coverage", 0.0)
    experts = experts_of(files)
    given = Standard(
        id=about.needed("id"),
        edition=about.text("edition"),
        status=about.choice("status", model.STATUSES, "draft"),
        valid_from=about.text("valid_from"),
        title=about.title("title"),
        act=about.table("act").act(),
        basis=about.texts("basis"),
        scores=about.flag("scores", True),
        rating=about.flag("rating", False),
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
        judgements={node: joined(judged) for node, judged in experts.items()},
        experts=experts,
        consistency=aggregate.number("consistency", 0.1),
        doubt=aggregate.share("doubt", 0.5),
        robust=robust_of(settings.table("robust"), defaults),
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
    direction, weight = cells.choice("direction", model.DIRECTIONS, "higher"), _weight(cells)
    scored = standard.scores and direction != "context"
    low, high = cells.number("low"), cells.number("high")
    if scored and kind == "yes-no" and low is None and high is None:
        low, high = 0.0, 1.0
    steps_from, steps = parse_steps(cells)
    return Indicator(
        id=cells.needed("id"),
        fact=cells.text("fact", cells.text("id")),
        parent=cells.needed("parent"),
        weight=weight,
        direction=direction,
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
        scored=scored,
        asked=scored if standard.scores else weight > 0,
        fact_unit=_fact_unit(cells),
    )


def _fact_unit(cells: Cells) -> str:
    """The unit in which the fact is kept; refused where nothing converts it into the indicator's."""
    kept, own = cells.text("fact_unit"), cells.text("unit")
    if kept and conversion(kept, own) is None:
        raise BadPack("crosswalk.no_conversion", cells.place("fact_unit"), kept=kept, unit=own)
    return kept


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
