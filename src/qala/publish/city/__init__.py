"""A city and all cities, an industry and all industries, as their pages show them."""

from qala.publish.city.cases import cases_of
from qala.publish.city.cities import CityRow, city_rows
from qala.publish.city.events import Event, events_of
from qala.publish.city.history import History, history_of
from qala.publish.city.industries import IndustryRow, industry_rows
from qala.publish.city.industry import IndustryView, industry_view
from qala.publish.city.lacks import Lack, lacks_of
from qala.publish.city.powers import Power, powers_of

__all__ = [
    "CityRow", "Event", "History", "IndustryRow", "IndustryView", "Lack", "Power", "cases_of", "city_rows",
    "events_of", "history_of", "industry_rows", "industry_view", "lacks_of", "powers_of",
]  # fmt: skip
