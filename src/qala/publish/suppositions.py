"""What if, in the terminal."""

from collections.abc import Mapping
from typing import Any

from rich import box
from rich.console import Console
from rich.table import Table
from rich.text import Text

from qala.insight import Standing, WhatIf, standard_of
from qala.publish.naming import named
from qala.standard import Standard
from qala.texts import Language, number, text


def render_what_if(found: WhatIf, assessment: Mapping[str, Any], language: Language, console: Console) -> None:
    """Prints the node without each indicator, the weights at which something flips, and what counts double."""
    standard = standard_of(assessment)
    titles = {node.id: named(node, language) for node in standard.nodes}
    titles |= {one.id: named(one, language) for one in standard.indicators}
    name = next(row["name"][language] for row in assessment["areas"]["rows"] if row["id"] == found.area) or found.area
    said = _standing(found.now, standard, found.node, language)
    console.print(Text(f"{name} · {titles[found.node]} · {found.period}: {said}", style="bold"))
    if found.without:
        console.print(_without(found, standard, titles, language))
    for flip in found.flips:
        then = _standing(flip.standing, standard, found.node, language)
        factor = number(flip.factor, language, 2, fixed=True)
        key = f"explain.flip_{flip.what}"
        console.print(Text(text(key, language, child=titles[flip.child], factor=factor, then=then)))
    for pair in found.pairs:
        about = {"one": titles[pair.one], "other": titles[pair.other], "cases": pair.cases}
        related = number(pair.correlation, language, 2, fixed=True)
        console.print(Text(text("explain.pair", language, correlation=related, **about)))
    if not found.flips and not found.pairs:
        console.print(Text(text("explain.nothing_flips", language), style="dim"))


def _without(found: WhatIf, standard: Standard, titles: Mapping[str, str], language: Language) -> Table:
    table = Table(box=box.SIMPLE_HEAD, padding=(0, 1, 0, 0), pad_edge=False)
    table.add_column(text("map.indicator", language), ratio=3)
    for key in ("left_out", "not_reported", "skipping"):
        table.add_column(text(f"explain.{key}", language), justify="right")
    for one in found.without:
        won = "–"
        if one.skipping is not None:
            size = number(abs(one.skipping), language, 1, fixed=True)
            won = f"{'+' if one.skipping > 0 else '−'}{size}" if round(one.skipping, 1) else size
        stands = (_standing(at, standard, found.node, language) for at in (one.left_out, one.not_reported))
        table.add_row(titles[one.indicator], *stands, won)
    return table


def _standing(at: Standing, standard: Standard, node: str, language: Language) -> str:
    if at.degree is None:
        return text("map.withheld", language)
    bands = {band.id: named(band, language) for band in standard.scale_of(standard.node[node]).bands}
    parts = [number(at.degree, language, 1, fixed=True)]
    if at.band is not None:
        parts.append(bands[at.band])
    if at.rank is not None:
        parts.append(text("map.rank", language, rank=at.rank))
    return ", ".join(parts)
