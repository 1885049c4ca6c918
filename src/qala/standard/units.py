"""Units as a pack writes them in plain English, and the exact factor from one to another.

`kWh/m² a year`, `per 100 000 inhabitants` and `% of households` are read into a number, dimensions, and what is
counted. What a share is of is the matter of the fact, not of the unit. Figures belong to a period of a year, so that
`a year` says nothing and `a month` is twelve times as much; a year is no fixed number of days, so that between `a day`
and `a year` nothing is converted.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from fractions import Fraction
from functools import lru_cache

PEOPLE = frozenset({"inh", "inhabitant", "resident", "person", "people", "population", "capita", "citizen"})
"""Words for those who live in a place."""
MULTIPLIERS: Mapping[str, int] = {"thousand": 10**3, "million": 10**6, "billion": 10**9}
SHARES: Mapping[str, Fraction] = {
    "%": Fraction(1, 100), "percent": Fraction(1, 100), "‰": Fraction(1, 1000), "share": Fraction(1),
    "ratio": Fraction(1), "fraction": Fraction(1), "0-1": Fraction(1),
}  # fmt: skip
"""Ways to write a part of a whole."""
SCALES = ("level", "yes", "grade", "score", "index", "point", "°", "degree")
"""How units begin that are scales of their own and turn into nothing else."""
MONEY = ("USD", "EUR", "KZT", "RUB")
"""Currencies: with what follows them, as `USD of 2010`, each is a unit of its own."""
YEARS = {"years": 1}
CALENDAR: Mapping[str, Fraction] = {"year": Fraction(1), "quarter": Fraction(1, 4), "month": Fraction(1, 12)}
"""Parts of the year that a figure belongs to."""
JOULES: Mapping[str, Fraction] = {
    "J": Fraction(1), "kJ": Fraction(10**3), "MJ": Fraction(10**6), "GJ": Fraction(10**9), "TJ": Fraction(10**12),
    "Wh": Fraction(3600), "kWh": Fraction(36 * 10**5), "MWh": Fraction(36 * 10**8), "GWh": Fraction(36 * 10**11),
    "toe": Fraction(41_868 * 10**6), "tce": Fraction(293_076 * 10**5), "Gcal": Fraction(41_868 * 10**5),
}  # fmt: skip
"""Energy: the calorie is that of the International Table, 4.1868 J; a tonne of oil is 10 Gcal, one of coal 7."""
TABLE: Mapping[str, tuple[Mapping[str, int], Mapping[str, Fraction]]] = {
    "energy": ({"energy": 1}, JOULES),
    "power": (
        {"energy": 1, "time": -1},
        {"W": Fraction(1), "kW": Fraction(10**3), "MW": Fraction(10**6), "GW": Fraction(10**9)},
    ),
    "length": (
        {"length": 1},
        {"mm": Fraction(1, 1000), "cm": Fraction(1, 100), "m": Fraction(1), "km": Fraction(1000)},
    ),
    "area": ({"length": 2}, {"m²": Fraction(1), "ha": Fraction(10**4), "km²": Fraction(10**6)}),
    "volume": ({"length": 3}, {"ml": Fraction(1, 10**6), "l": Fraction(1, 1000), "m³": Fraction(1)}),
    "mass": (
        {"mass": 1},
        {
            "µg": Fraction(1, 10**9), "mg": Fraction(1, 10**6), "g": Fraction(1, 1000), "kg": Fraction(1),
            "t": Fraction(1000), "kt": Fraction(10**6),
        },
    ),
    "time": (
        {"time": 1},
        {
            "s": Fraction(1), "min": Fraction(60), "h": Fraction(3600), "day": Fraction(86_400),
            "week": Fraction(604_800),
        },
    ),
    "calendar": (YEARS, CALENDAR),
    "data": (
        {"bit": 1},
        {"bit": Fraction(1), "kbit": Fraction(10**3), "Mbit": Fraction(10**6), "Gbit": Fraction(10**9)},
    ),
}  # fmt: skip
"""By name: the dimensions, and how much of the base unit each unit is."""
KNOWN: Mapping[str, tuple[Mapping[str, int], Fraction]] = {
    name: (dimensions, size) for dimensions, sizes in TABLE.values() for name, size in sizes.items()
}
SPELLINGS: Mapping[str, str] = {
    "m2": "m²", "km2": "km²", "m3": "m³", "ug": "µg", "μg": "µg", "L": "l", "litre": "l", "hour": "h", "hr": "h",
    "minute": "min", "tonne": "t", "hectare": "ha", "ekWh": "kWh", "second": "s", "Mbps": "Mbit/s", "permille": "‰",
    "CO₂e": "CO2e", "CO2-eq": "CO2e", "yr": "year", "annum": "year",
}  # fmt: skip
PART = "part"
"""What a share counts: parts of its whole."""
_NUMBER = re.compile(r"[0-9][0-9\s\u00a0,]*(?:\.[0-9]+)?(?![0-9-])")
_SEPARATOR = re.compile(r"\s*/\s*|\s*\bper\s+|\s+an?\s+")


@dataclass(frozen=True, slots=True)
class Unit:
    """A unit: how much of its base it is, its dimensions, what is counted, and for each how many of what."""

    size: Fraction = Fraction(1)
    dimensions: Mapping[str, int] = field(default_factory=dict)
    counted: str = ""
    per: str = ""

    @property
    def plain(self) -> bool:
        """Whether it is a mere number of things, and no rate."""
        return not (self.counted or self.per or self.dimensions) and self.size >= 1

    def fits(self, other: "Unit") -> bool:
        """Whether both measure the same: what only one of them names does not part them, but no count is a share."""
        if self.dimensions != other.dimensions or (
            PART in (self.counted, other.counted) and (self.plain or other.plain)
        ):
            return False
        named = (self.counted, other.counted), (self.per, other.per)
        return all(not one or not two or one == two for one, two in named)


def conversion(given: str, wanted: str) -> Fraction | None:
    """What a value in `given` is multiplied by to be one in `wanted`; None where one is not the other's measure."""
    if given == wanted:
        return Fraction(1)
    one, other = parse_unit(given), parse_unit(wanted)
    return one.size / other.size if one.fits(other) else None


@lru_cache(maxsize=4096)
def parse_unit(written: str) -> Unit:
    """A unit from its words; words that are no unit say what is counted."""
    said = re.sub(r"\(.*?\)", "", written).replace("per mille", "permille").strip()
    said = " ".join(_spelled(word) for word in said.split())
    share = next((size for word, size in SHARES.items() if re.match(rf"{re.escape(word)}(\W|$)", said)), None)
    if share is not None:
        return Unit(share, {}, PART)
    if said.casefold().startswith(SCALES):
        return Unit(Fraction(1), {said.casefold(): 1})
    above, *below = _SEPARATOR.split(said)
    return _quotient(_part(above), [_part(one) for one in below])


def _spelled(word: str) -> str:
    return "/".join(SPELLINGS.get(one, SPELLINGS.get(one.removesuffix("s"), one)) for one in word.split("/"))


def _quotient(above: Unit, below: list[Unit]) -> Unit:
    """One part by the others: sizes and dimensions divided; what the others count, joined."""
    size, dimensions = above.size, dict(above.dimensions)
    for one in below:
        size /= one.size
        for name, power in one.dimensions.items():
            if one.dimensions != YEARS:
                dimensions[name] = dimensions.get(name, 0) - power
    per = " ".join(sorted(one.counted for one in below if one.counted))
    return Unit(size, {name: power for name, power in dimensions.items() if power}, above.counted, per)


def _part(said: str) -> Unit:
    """A number, a multiplier, a unit and what is counted, all of which may be missing."""
    size, rest = _number(said.strip())
    words = rest.split()
    while words and words[0] in MULTIPLIERS:
        size *= MULTIPLIERS[words.pop(0)]
    if not words:
        return Unit(size)
    first = words[0].rstrip(".")
    if first in MONEY:
        return Unit(size, {" ".join(words): 1})
    unit = KNOWN.get(first) or KNOWN.get(first.removesuffix("s"))
    if unit is None:
        return Unit(size, {}, _thing(words))
    return Unit(size * unit[1], unit[0], _thing(words[1:]))


def _number(said: str) -> tuple[Fraction, str]:
    """The number at the beginning; 1 where there is none, or none to divide by."""
    found = _NUMBER.match(said)
    number = Fraction(re.sub(r"[\s\u00a0,]", "", found[0])) if found else Fraction(0)
    return (number, said[found.end() :].strip()) if found and number else (Fraction(1), said)


def _thing(words: list[str]) -> str:
    """What is counted, in the singular; one word for those who live in a place, none where it is only a count."""
    plain = list(_singular(words))
    if plain in ([], ["count"], ["number"]):
        return ""
    return "person" if len(plain) == 1 and plain[0] in PEOPLE else " ".join(plain)


def _singular(words: list[str]) -> Iterator[str]:
    for word in words:
        one = word.casefold().strip(".,")
        if one not in ("of", "the", ""):
            yield one.removesuffix("s")
