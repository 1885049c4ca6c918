"""Places: dated names, and every refusal."""

from pathlib import Path

import pytest

from qala import packs
from qala.areas.read import read_areas
from qala.errors import BadTable

HEADER = "id,parent,kind,name_en,valid_from,valid_to,successor,population,area_km2,lon,lat\n"
REFUSED = {
    "blank id": (",,city,A,,,,,,,\n", "column id: the id is blank"),
    "unknown parent": ("a,b,city,A,,,,,,,\n", 'row 2, column parent: "b" is not a place of this table'),
    "unknown successor": ("a,,city,A,,,b,,,,\n", 'column successor: "b" is not a place'),
    "date": ("a,,city,A,19.06.2018,,,,,,\n", '"19.06.2018" is not a date'),
    "upside down": (
        "a,,city,A,2018-01-01,2017-01-01,,,,,\n",
        "it ends on 2017-01-01, not after it begins on 2018-01-01",
    ),
    "overlap": (
        "a,,city,A,,2018-01-01,,,,,\na,,city,B,2017-01-01,,,,,,\n",
        "row 3, column valid_from: a is already there",
    ),
    "twice": ("a,,city,A,,,,,,,\na,,city,B,,,,,,,\n", "a is already there for that time, in row 2"),
    "circle": ("a,b,city,A,,,,,,,\nb,a,city,B,,,,,,,\n", "the places run in a circle: a → b → a"),
    "longitude": ("a,,city,A,,,,,,181,\n", "181 is impossible here. Write -180 to 180"),
    "population": ("a,,city,A,,,,-5,,,\n", "-5 is impossible here"),
    "number": ("a,,city,A,,,,many,,,\n", 'column population: "many" is not a number'),
}
EVENTS = {
    "kind": ("2018-01-01,explosion,a,a,,\n", '"explosion" is not a kind of event'),
    "place": ("2018-01-01,split,z,a,,\n", '"z" is not a place'),
    "share": ("2018-01-01,split,a,a,2,\n", "2 is impossible here. Write 0 to 1"),
    "date": ("soon,split,a,a,,\n", '"soon" is not a date'),
    "no date": (",split,a,a,,\n", "is not a date"),
}


@pytest.mark.parametrize("case", REFUSED)
def test_places_refused(case: str, tmp_path: Path) -> None:
    rows, said = REFUSED[case]
    (tmp_path / "areas.csv").write_text(HEADER + rows, encoding="utf-8")
    with pytest.raises(BadTable) as refusal:
        read_areas(tmp_path / "areas.csv")
    assert said in str(refusal.value)


@pytest.mark.parametrize("case", EVENTS)
def test_events_refused(case: str, tmp_path: Path) -> None:
    rows, said = EVENTS[case]
    (tmp_path / "areas.csv").write_text(HEADER + "a,,city,A,,,,,,,\n")
    (tmp_path / "area_events.csv").write_text("date,kind,from,to,share,basis\n" + rows)
    with pytest.raises(BadTable) as refusal:
        read_areas(tmp_path / "areas.csv")
    assert said in str(refusal.value)


def test_a_table_without_id(tmp_path: Path) -> None:
    (tmp_path / "areas.csv").write_text("name_en\nAstana\n")
    with pytest.raises(BadTable, match="no column id"):
        read_areas(tmp_path / "areas.csv")


def test_names_have_dates() -> None:
    areas = read_areas(packs.places("kz") / "areas.csv")
    names = {period: areas.name("710000000", period).en for period in ("2018", "2019", "2022", "2022-Q3")}
    assert names == {"2018": "Astana", "2019": "Astana (Nur-Sultan)", "2022": "Astana", "2022-Q3": "Astana"}
    assert "Ontustik" in areas.name("790000000", "2017").en
    assert areas.name("790000000", "2018").en == "Shymkent"
    assert areas.at("2017")["790000000"].parent == "510000000"
    assert "510000000" not in areas.at("2019")
    assert areas.name("nowhere", "2019").en == "nowhere"


def test_further_columns_are_groups(tmp_path: Path) -> None:
    (tmp_path / "areas.csv").write_text("id,name,size\na,Anywhere,large\n")
    area = read_areas(tmp_path / "areas.csv").records[0]
    assert (area.groups, area.name.kk) == ({"size": "large"}, "Anywhere")


@pytest.mark.parametrize(
    ("id_", "said", "refused"),
    [
        ("a", "perhaps", '"perhaps" does not say whether the place is fictional'),
        ("a", "Yes", '"Yes" does not say'),
        ("710000000", "yes", "cannot have the code 710000000, which a real one could have"),
    ],
)
def test_what_cannot_be_said_of_a_fictional_place(tmp_path: Path, id_: str, said: str, refused: str) -> None:
    (tmp_path / "areas.csv").write_text(f"id,name,fictional\n{id_},Anywhere,{said}\n")
    with pytest.raises(BadTable, match=refused):
        read_areas(tmp_path / "areas.csv")


@pytest.mark.parametrize(("said", "fictional"), [("yes", True), ("no", False), ("", False)])
def test_a_place_says_whether_it_is_fictional(tmp_path: Path, said: str, fictional: bool) -> None:
    (tmp_path / "areas.csv").write_text(f"id,name,fictional\na,Anywhere,{said}\n")
    assert read_areas(tmp_path / "areas.csv").records[0].fictional is fictional
    assert not read_areas(packs.find_places("kz")).records[0].fictional
