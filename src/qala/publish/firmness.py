"""How firm a degree is, in words: its band's probability, its interval, its ranks, where its uncertainty comes from."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from qala.publish.naming import named
from qala.standard import Scale
from qala.texts import Language, number, percent, text

FIRM = 0.8
"""From this probability of its band on, a degree is firm."""


@dataclass(frozen=True)
class Firmness:
    """Whether a degree is firm; that in one phrase; the interval of its ranks, blank where it is one; and all of it."""

    firm: bool
    label: str
    ranks: str
    details: tuple[str, ...]


def firmness_of(
    row: Mapping[str, Any] | None, node: Mapping[str, Any], scale: Scale, language: Language
) -> Firmness | None:
    """The words for a row of an assessment's robustness and the node's own; None where there is none, or no degree."""
    if row is None or row["firm"] is None:
        return None
    firm = row["firm"] >= FIRM
    label = text("robust.firm" if firm else "robust.not_firm", language, share=percent(row["firm"], language))
    low, high = row["rank_low"], row["rank_high"]
    ranks = f"{low}–{high}" if low is not None and low != high else ""
    return Firmness(firm, label, ranks, (label, *_details(row, scale, ranks, language), *_unknown(row, node, language)))


def _unknown(row: Mapping[str, Any], node: Mapping[str, Any], language: Language) -> list[str]:
    """That what nobody reported, and nothing was drawn for, is not in it."""
    silent = node["asked"] - node["known"] - node["filled"] - round(row["drawn"] * node["asked"])
    return [text("robust.unknown", language, count=silent, asked=node["asked"])] if silent > 0 else []


def _details(row: Mapping[str, Any], scale: Scale, ranks: str, language: Language) -> list[str]:
    def degree(name: str) -> str:
        return number(row[name], language, 1, fixed=True)

    found = []
    if row["q05"] is not None:
        found.append(text("robust.interval", language, low=degree("q05"), middle=degree("q50"), high=degree("q95")))
    titles = {band.id: named(band, language) for band in scale.bands}
    likely = [f"{titles[band]} {percent(share, language)}" for band, share in row["bands"].items()]
    found.append(text("robust.bands", language, bands=", ".join(likely)))
    if ranks:
        found.append(text("robust.ranks", language, ranks=ranks))
    if row["sources"]:
        parts = sorted(row["sources"].items(), key=lambda item: -item[1])
        named_parts = [f"{text(f'robust.source_{name}', language)} {percent(share, language)}" for name, share in parts]
        found.append(text("robust.sources", language, sources=", ".join(named_parts)))
    for name in ("drawn", "withheld"):
        if row[name]:
            found.append(text(f"robust.{name}", language, share=percent(row[name], language)))
    return found
