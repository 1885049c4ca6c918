"""What other parts of the site may do with boundaries and ask of them."""

import json
import re
from collections.abc import Mapping, Sequence, Set
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache
from hashlib import sha256

import shapely
from django.db import transaction

from qala import packs
from qala.areas.model import Area
from qala.areas.read import read_areas
from qala.errors import BadUse
from qala.publish import country
from qala.texts import text
from qala.web.areas.models import Boundary, Outline


@dataclass(frozen=True)
class Source:
    """Where boundaries come from and what they may be used for; both are shown under the map."""

    name: str
    licence: str


@dataclass(frozen=True)
class Imported:
    """How many boundaries there are now, and the names of those that are no known place."""

    count: int
    unmatched: tuple[str, ...]


def import_boundaries(
    content: bytes, name_property: str, source: Source, table: str, at: datetime, file: str = "GeoJSON"
) -> Imported:
    """Puts the boundaries of a GeoJSON file in the place of those that the table of places has; all or none.

    file: as errors call it. Raises BadFile and BadUse.
    """
    _check(source, table)
    boundaries = country.read_boundaries(content, name_property, file)
    matched = _matched([one.name for one in boundaries], table)
    paths = json.dumps(country.outline_of(boundaries, matched, source.name, source.licence).as_json())
    about = {"table": table, "source": source.name, "licence": source.licence, "imported_at": at}
    rows = [_row(one, matched, about) for one in boundaries]
    with transaction.atomic():
        Boundary.objects.filter(table=table).delete()
        Boundary.objects.bulk_create(rows, batch_size=100)
        kept = {"paths": paths, "digest": sha256(paths.encode()).hexdigest()}
        Outline.objects.update_or_create(table=table, defaults=kept)
    return Imported(len(rows), tuple(one.name for one in boundaries if one.name not in matched))


def outline(table: str) -> country.Outline | None:
    """The boundaries of a table of places, ready to be drawn; None where none are imported."""
    digest = Outline.objects.filter(table=table).values_list("digest", flat=True).first()
    return _outline(table, digest) if digest else None


def stamp() -> tuple[str, ...]:
    """What changes whenever boundaries are imported."""
    return tuple(Outline.objects.order_by("table").values_list("digest", flat=True))


@lru_cache(maxsize=1)
def places() -> Mapping[str, Area]:
    """Every place of the tables that ship, by id, as it was last."""
    folders = sorted(packs.places("kz").parent.iterdir())
    return {area.id: area for folder in folders for area in read_areas(folder / "areas.csv").records}


def with_those_above(area: str) -> tuple[str, ...]:
    """A place and all that it lies in, from the inside out; alone where it is not known."""
    found, known = [area], places()
    while found[-1] in known and known[found[-1]].parent:
        found.append(known[found[-1]].parent)
    return tuple(found)


def within(where: Set[str]) -> frozenset[str]:
    """All places that lie in one of these, and these themselves."""
    return frozenset(one for one in places() if where & set(with_those_above(one)))


@lru_cache(maxsize=8)
def _outline(table: str, digest: str) -> country.Outline | None:
    paths = Outline.objects.filter(table=table, digest=digest).values_list("paths", flat=True).first()
    return country.outline_from(json.loads(paths)) if paths else None


def _check(source: Source, table: str) -> None:
    if not re.fullmatch("[a-z0-9][a-z0-9-]{0,63}", table):
        raise BadUse("country.not_table", value=table)
    for what, said in (("source", source.name), ("licence", source.licence)):
        if not country.is_plain(said):
            raise BadUse("country.not_plain", value=said, what=text(f"country.{what}"))


def _matched(names: Sequence[str], table: str) -> Mapping[str, Area]:
    places = packs.places(table) / "areas.csv"
    return country.match(names, read_areas(places)) if places.is_file() else {}


def _row(boundary: country.Boundary, matched: Mapping[str, Area], about: Mapping[str, object]) -> Boundary:
    place = matched.get(boundary.name)
    geometry = shapely.to_geojson(boundary.shape)
    return Boundary(name=boundary.name, area=place.id if place else "", geometry=geometry, **about)
