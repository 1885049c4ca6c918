"""What a publication changed against the one before it, counted and in words."""

import re
import xml.etree.ElementTree as Xml
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from qala.publish.map_model import band_at
from qala.standard import Standard
from qala.texts import Language, text

Cells = Mapping[str, Mapping[str, Sequence[Any]]]
STEP = 0.05
"""A degree moved when it did so by more than this: by what is seen at one decimal."""
ATOM = "http://www.w3.org/2005/Atom"
MIME = "application/atom+xml"


@dataclass(frozen=True)
class Tally:
    """How many degrees of two sheets rose, fell, stayed, appeared and went, and how many bands changed."""

    rose: int = 0
    fell: int = 0
    stayed: int = 0
    appeared: int = 0
    gone: int = 0
    bands: int = 0


@dataclass(frozen=True)
class Entry:
    """One piece of news. id: a name that never changes; address: where it leads, whole."""

    id: str
    title: str
    said: tuple[str, ...]
    at: datetime
    address: str


@dataclass(frozen=True)
class Feed:
    """A list of news. address: of the feed itself; page: of the page that shows the same."""

    id: str
    title: str
    language: Language
    address: str
    page: str
    entries: tuple[Entry, ...]


def tally_of(before: Cells, after: Cells, standard: Standard) -> Tally:
    """Two sheets compared: degrees by area and node (the first of each cell), bands by the standard of the later."""
    counts = dict.fromkeys(Tally.__dataclass_fields__, 0)
    for area in {*before, *after}:
        for node in {*before.get(area, {}), *after.get(area, {})}:
            old, new = (sheet.get(area, {}).get(node, (None,))[0] for sheet in (before, after))
            for what in _moved(old, new):
                counts[what] += 1
            if node in standard.node and None not in (old, new):
                scale = standard.scale_of(standard.node[node])
                counts["bands"] += band_at(scale, old) != band_at(scale, new)
    return Tally(**counts)


def _moved(old: float | None, new: float | None) -> Iterator[str]:
    if old is None and new is None:
        return
    if old is None:
        yield "appeared"
    elif new is None:
        yield "gone"
    elif abs(new - old) <= STEP:
        yield "stayed"
    else:
        yield "rose" if new > old else "fell"


def changes_said(tally: Tally, language: Language, period: str, periods: Iterable[str], since: str) -> tuple[str, ...]:
    """One or two sentences; periods: those that the publication before did not have; since: its day in words."""
    new = ", ".join(periods)
    said = [text("news.periods", language, periods=new)] if new else []
    moved = {name: getattr(tally, name) for name in ("rose", "fell", "appeared", "gone")}
    if not any(moved.values()):
        return (*said, text("news.nothing", language, since=since, period=period, stayed=tally.stayed))
    parts = [text(f"news.{name}", language, count=count) for name, count in moved.items() if count]
    parts += [text("news.stayed", language, count=tally.stayed)] if tally.stayed else []
    said.append(text("news.changed", language, since=since, period=period, parts=", ".join(parts), bands=tally.bands))
    return tuple(said)


def atom_of(feed: Feed) -> bytes:
    """The feed as Atom (RFC 4287)."""
    Xml.register_namespace("", ATOM)
    root = Xml.Element(f"{{{ATOM}}}feed", {"{http://www.w3.org/XML/1998/namespace}lang": feed.language})
    newest = max((one.at for one in feed.entries), default=datetime(2017, 12, 26, tzinfo=UTC))
    _about(root, feed.id, feed.title, newest)
    Xml.SubElement(Xml.SubElement(root, f"{{{ATOM}}}author"), f"{{{ATOM}}}name").text = "Qala"
    Xml.SubElement(root, f"{{{ATOM}}}link", {"rel": "self", "type": MIME, "href": feed.address})
    Xml.SubElement(root, f"{{{ATOM}}}link", {"rel": "alternate", "type": "text/html", "href": feed.page})
    for one in feed.entries:
        entry = Xml.SubElement(root, f"{{{ATOM}}}entry")
        _about(entry, one.id, one.title, one.at)
        Xml.SubElement(entry, f"{{{ATOM}}}published").text = _time(one.at)
        Xml.SubElement(entry, f"{{{ATOM}}}link", {"rel": "alternate", "type": "text/html", "href": one.address})
        Xml.SubElement(entry, f"{{{ATOM}}}summary").text = _clean(" ".join(one.said))
    made: bytes = Xml.tostring(root, encoding="utf-8", xml_declaration=True)
    return made


def _about(element: Xml.Element, id_: str, title: str, at: datetime) -> None:
    for name, said in (("id", id_), ("title", title), ("updated", _time(at))):
        Xml.SubElement(element, f"{{{ATOM}}}{name}").text = _clean(said)


def _time(at: datetime) -> str:
    return at.astimezone(UTC).isoformat(timespec="seconds")


def _clean(said: str) -> str:
    """Without the characters that XML cannot have."""
    return re.sub("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]", "", said)
