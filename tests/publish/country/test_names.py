import pytest

from qala import packs
from qala.areas.model import Areas
from qala.areas.read import read_areas
from qala.publish.country import match


@pytest.fixture(scope="module")
def places() -> Areas:
    return read_areas(packs.places("kz") / "areas.csv")


@pytest.mark.parametrize(
    ("names", "ids"),
    [
        (["750000000", "190000000"], ["750000000", "190000000"]),
        (["Almaty (city)", "Almaty"], ["750000000", "190000000"]),
        (["Алматинская", "Алматы"], ["190000000", "750000000"]),
        (["Алматы қаласы", "АЛМАТЫ ОБЛЫСЫ"], ["750000000", "190000000"]),
        (["Солтүстiк Қазақстан"], ["590000000"]),
        (["Ақтөбе"], ["150000000"]),
        (["г. Шымкент"], ["790000000"]),
        (["Северо-Казахстанская обл."], ["590000000"]),
        (["Almaty"], [""]),
        (["South Kazakhstan oblast"], [""]),
        (["Чимкент", ""], ["", ""]),
    ],
)
def test_a_name_is_the_place_that_alone_it_can_be(places: Areas, names: list[str], ids: list[str]) -> None:
    found = match(names, places)
    assert [found[name].id if name in found else "" for name in names] == ids
