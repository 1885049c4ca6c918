"""Boundaries of the site, on SQLite and PostgreSQL."""

from datetime import UTC, datetime

import pytest
import shapely

from qala.errors import BadFile, BadUse
from tests.publish.country.geojson import TWO, box, collection, feature

AT = datetime(2026, 11, 23, tzinfo=UTC)
REGIONS = collection(feature("Ақтөбе", box(50, 45, 60, 50)), feature("Nowhere", box(60, 45, 70, 50)))

pytestmark = pytest.mark.usefixtures("tables")


def test_without_boundaries_there_is_no_outline() -> None:
    from qala.web.areas import services

    assert services.outline("none") is None


def test_boundaries_are_kept_with_their_source_and_their_place() -> None:
    from qala.web.areas import services
    from qala.web.areas.models import Boundary

    made = services.import_boundaries(REGIONS, "name", services.Source("A source", "CC0"), "kz", AT)
    assert made == services.Imported(2, ("Nowhere",))
    known, unknown = Boundary.objects.filter(table="kz")
    assert (known.name, known.area, known.source, known.licence, known.imported_at) == (
        "Ақтөбе", "150000000", "A source", "CC0", AT,
    )  # fmt: skip
    assert unknown.area == ""
    assert shapely.from_geojson(known.geometry).bounds == (50, 45, 60, 50)
    found = services.outline("kz")
    assert found is not None
    assert [piece.title.ru for piece in found.pieces] == ["Актюбинская область", "Nowhere"]
    assert (found.source, found.licence) == ("A source", "CC0")


def test_new_boundaries_take_the_place_of_the_former() -> None:
    from qala.web.areas import services
    from qala.web.areas.models import Boundary, Outline

    source = services.Source("A source", "CC0")
    services.import_boundaries(REGIONS, "name", source, "kz", AT)
    before = services.outline("kz")
    services.import_boundaries(TWO, "name", source, "other", AT)
    stamp = services.stamp()
    services.import_boundaries(TWO, "name", source, "kz", AT)
    after = services.outline("kz")
    assert after is not None
    assert services.stamp() != stamp, "kept pages are made anew"
    assert after != before
    assert [piece.name for piece in after.pieces] == ["West", "East"]
    assert Boundary.objects.filter(table="kz").count() == 2
    assert Outline.objects.count() == 2


def test_what_is_refused_leaves_the_former() -> None:
    from qala.web.areas import services
    from qala.web.areas.models import Boundary

    source = services.Source("A source", "CC0")
    services.import_boundaries(TWO, "name", source, "kz", AT)
    before = services.outline("kz")
    bad = collection(feature("A", box(0, 0, 1, 1)), feature("A", box(1, 0, 2, 1)))
    with pytest.raises(BadFile, match=r"regions\.json: feature 2 is named A"):
        services.import_boundaries(bad, "name", source, "kz", AT, "regions.json")
    assert services.outline("kz") == before
    assert Boundary.objects.filter(table="kz").count() == 2


@pytest.mark.parametrize(
    ("name", "licence", "table"),
    [("", "CC0", "kz"), ("A\nB", "CC0", "kz"), ("A", " " * 201, "kz"), ("A", "CC0", "../kz"), ("A", "CC0", "")],
)
def test_what_cannot_be_shown_is_refused(name: str, licence: str, table: str) -> None:
    from qala.web.areas import services

    with pytest.raises(BadUse):
        services.import_boundaries(TWO, "name", services.Source(name, licence), table, AT)


def test_an_outline_asks_the_database_for_its_paths_once() -> None:
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    from qala.web.areas import services

    services.import_boundaries(TWO, "name", services.Source("Another source", "CC0"), "kz", AT)
    services.outline("kz")
    with CaptureQueriesContext(connection) as asked:
        assert services.outline("kz") is services.outline("kz")
    assert not any("paths" in one["sql"] for one in asked.captured_queries)
    assert len(asked.captured_queries) == 2
