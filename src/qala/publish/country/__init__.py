"""A country with its cities, to be drawn: boundaries read, projected and simplified, cities placed and named."""

from qala.publish.country.boundaries import Boundary, is_plain, read_boundaries
from qala.publish.country.names import match
from qala.publish.country.outline import Outline, outline_from, outline_of
from qala.publish.country.view import City, CountryView, cities_of, country_view

__all__ = [
    "Boundary", "City", "CountryView", "Outline", "cities_of", "country_view", "is_plain", "match", "outline_from",
    "outline_of", "read_boundaries",
]  # fmt: skip
