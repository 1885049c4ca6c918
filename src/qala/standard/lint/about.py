"""Faults of standard.toml: what the standard says of itself, its scales, its general rules."""

from collections.abc import Iterator
from datetime import date
from itertools import pairwise

from qala.standard.lint.fault import PLAIN_ID, TOML, Fault, fault, title_faults
from qala.standard.model import Scale, Standard

WITH_ACT = ("registered", "in-force")
"""What a standard can be only by an act."""


def about(standard: Standard) -> Iterator[Fault]:
    """Title, edition, dates, legal basis, imputation."""
    yield from title_faults(standard.title, standard.id, TOML, None)
    if not PLAIN_ID.fullmatch(standard.id):
        yield fault("id", TOML, None, "standard.id", id=standard.id)
    if not standard.edition:
        yield fault("edition", TOML, None, "standard.edition")
    if standard.valid_from and not _is_date(standard.valid_from):
        yield fault("valid_from", TOML, None, "standard.valid_from", value=standard.valid_from)
    yield from _act(standard)
    yield from _imputation(standard)
    if standard.scores and all(node.min_coverage == 0 and node.missing == "exclude" for node in standard.nodes):
        yield fault("no_gate", TOML, None, "missing.min_coverage")
    anchored = any(one.normalise.method == "distance-to-reference" for one in standard.indicators)
    many = "=" in standard.reference or standard.reference in ("assessed", "all")
    if anchored and not standard.reference_area and many:
        yield fault("reference", TOML, None, "normalise.reference")


def _act(standard: Standard) -> Iterator[Fault]:
    """Who registered it or put it in force, by number and date."""
    act = standard.act
    if standard.status in WITH_ACT and not (act.number and act.date):
        yield fault("status_act", TOML, None, "standard.act", status=standard.status)
    if act.date and not _is_date(act.date):
        yield fault("act_date", TOML, None, "standard.act.date", value=act.date)


def _is_date(value: str) -> bool:
    try:
        return date.fromisoformat(value).isoformat() == value
    except ValueError:
        return False


def _imputation(standard: Standard) -> Iterator[Fault]:
    used = {method for one in standard.indicators for method in one.impute}
    used |= {method for node in standard.nodes for method in node.impute}
    if any(method.startswith("group") for method in used) and not standard.impute.group:
        yield fault("impute_group", TOML, None, "impute.group")
    scope = standard.impute.scope
    if "node-mean" in used and scope not in ("parent", "root") and scope not in standard.node:
        yield fault("impute_scope", TOML, None, "impute.scope", scope=scope)


def scales(standard: Standard) -> Iterator[Fault]:
    """Bands: their order, titles, colours, points and needs; scales that nobody uses."""
    if standard.reports_only != (not standard.scales):
        yield fault("scores_scale" if standard.scales else "no_scale", TOML, None, "scale")
    used = {node.scale for node in standard.nodes} | {one.scale for one in standard.indicators}
    for name, scale in standard.scales.items():
        column = f"scales.{name}" if name else "scale"
        if name and name not in used:
            yield fault("scale_unused", TOML, None, column, name=name)
        yield from _bands(scale, column, standard)


def _bands(scale: Scale, column: str, standard: Standard) -> Iterator[Fault]:
    for band in scale.bands:
        yield from title_faults(band.title, band.id, TOML, None)
        if not band.colour:
            yield fault("band_colour", TOML, None, column, band=band.id)
        for node in band.needs:
            if node not in standard.node:
                yield fault("band_need", TOML, None, column, band=band.id, node=node)
    for one, other in pairwise(scale.bands):
        if one.start == other.start:
            yield fault("band_overlap", TOML, None, column, one=one.id, other=other.id, start=f"{one.start:g}")
        if one.points is not None and other.points is not None and one.points >= other.points:
            yield fault("band_points", TOML, None, column, one=one.id, other=other.id)
    for id_ in sorted({band.id for band in scale.bands if sum(other.id == band.id for other in scale.bands) > 1}):
        yield fault("band_twice", TOML, None, column, band=id_)
    low = standard.normalise.low
    if scale.bands and scale.bands[0].start > low:
        yield fault("band_first", TOML, None, column, start=f"{scale.bands[0].start:g}", low=f"{low:g}")
