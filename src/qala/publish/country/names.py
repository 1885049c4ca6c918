"""Which known place a boundary is: by its code, or by its name in Kazakh, Russian or English."""

import re
import unicodedata
from collections.abc import Mapping, Sequence

from qala.areas.model import Area, Areas

_CITY = ("city", "town", "қала", "қаласы", "город", "г")
_REGION = ("region", "oblast", "province", "облысы", "облыс", "область", "обл")
_ALIKE = str.maketrans("aceiopxyáé", "асеіорхуае")
"""Latin letters that look Cyrillic: files mix them."""
_DAY = "9999-12-31"


def match(names: Sequence[str], areas: Areas) -> Mapping[str, Area]:
    """The places as they are now that are called so; a name that fits none, or two, is left out.

    Names that say what they are (city, oblast) are taken first: what is left over goes to those that do not.
    """
    places = [area for area in areas.at(_DAY).values() if area.kind in ("city", "region", "")]
    found = {area.id: area for area in places}
    known = {name: found[name] for name in names if name in found}
    for kind in ("city", "region", "", ""):
        free = [place for place in places if place not in known.values()]
        asked = [name for name in names if name not in known and _kind(name) == kind]
        known |= _once({name: _highest([one for one in free if _fits(name, kind, one)]) for name in asked})
    return known


def _highest(places: Sequence[Area]) -> list[Area]:
    """Without those that lie in another of them: of a region and its town it is the region."""
    return [one for one in places if one.parent not in {other.id for other in places}]


def _once(candidates: Mapping[str, Sequence[Area]]) -> dict[str, Area]:
    """Those that fit one place, which no other name fits alone."""
    single = {name: found[0] for name, found in candidates.items() if len(found) == 1}
    taken = [place.id for place in single.values()]
    return {name: place for name, place in single.items() if taken.count(place.id) == 1}


def _fits(name: str, kind: str, place: Area) -> bool:
    if kind and place.kind and kind != place.kind:
        return False
    return _plain(name) in {_plain(one) for one in (place.name.kk, place.name.ru, place.name.en)}


def _words(name: str) -> list[str]:
    return re.findall(r"\w+", unicodedata.normalize("NFKC", name).casefold())


def _kind(name: str) -> str:
    words = _words(name)
    if any(word in _CITY for word in words):
        return "city"
    return "region" if any(word in _REGION for word in words) else ""


def _plain(name: str) -> str:
    """The words that tell a place from others, as if written in one alphabet."""
    return " ".join(word for word in _words(name) if word not in _CITY + _REGION).translate(_ALIKE)
