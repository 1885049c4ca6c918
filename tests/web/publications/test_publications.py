"""What is published: cut for pages, whole to verify, one current, withdrawn under a notice."""

import threading
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest

import qala
from qala.insight import explain
from qala.publish import map_view
from qala.texts import LANGUAGES
from tests.web.conftest import AT


@pytest.fixture(scope="module")
def other() -> Any:
    """The same figures with other weights: another digest, the same standard and periods."""
    standard = qala.read_standard("kz-2017")
    values = qala.read_values(qala.figures(), standard)
    return qala.assess(standard, values, "2018,2019", weights="equal").document


def in_threads(*works: Callable[[], Any]) -> list[Any]:
    """What each came to: its result or its error."""
    from django.db import connections

    found: list[Any] = [None] * len(works)
    gate = threading.Barrier(len(works))

    def run(place: int, work: Callable[[], Any]) -> None:
        gate.wait()
        try:
            found[place] = work()
        except Exception as error:
            found[place] = error
        finally:
            connections.close_all()

    threads = [threading.Thread(target=run, args=one) for one in enumerate(works)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return found


def test_parts_say_what_the_whole_says(published: Any, five_cities: Any) -> None:
    from qala.web.publications import services

    areas = [row["id"] for row in five_cities["areas"]["rows"]]
    whole = services.part(published.digest, areas, published.periods, "verified")
    for language in LANGUAGES:
        for period in published.periods:
            assert map_view(whole, language, period) == map_view(five_cities, language, period)
    some = services.part(published.digest, areas[3:1:-1], ["2019"], "verified")
    view = map_view(some, "en", "2019")
    assert [row.id for row in view.rows] == areas[2:4]
    assert list(view.rows) == [row for row in map_view(five_cities, "en", "2019").rows if row.id in areas[2:4]]
    for node in ("city", "transport"):
        assert explain(some, areas[2], node, "2019") == explain(five_cities, areas[2], node, "2019")


def test_sheets_have_every_degree(published: Any, five_cities: Any) -> None:
    from qala.web.publications import services

    for row in five_cities["nodes"]:
        sheet = services.sheet(published.digest, row["period"], row["basis"])
        if row["node"] in sheet["areas"][row["area"]]:
            assert sheet["areas"][row["area"]][row["node"]][:3] == [row["degree"], row["rank"], row["known"]]
    assert set(sheet["areas"][row["area"]]) == {"city", *(one["id"] for one in _industries(five_cities))}


def _industries(document: Any) -> list[dict[str, str]]:
    from qala.insight import standard_of

    return [{"id": one.id} for one in standard_of(document).industries]


def test_series_have_every_value(published: Any, five_cities: Any) -> None:
    from qala.web.publications import services

    table = five_cities["values"]["table"]
    found = services.series(published.digest, "pm2.5-annual-mean")
    assert len(found) == table["fact"].count("pm2.5-annual-mean") > 20
    assert services.series(published.digest, "no-such-fact") == ()


def test_is_whole_to_verify(published: Any, five_cities: Any) -> None:
    from qala.engine import verify
    from qala.web.publications import services

    assert verify(services.document_of(published.digest)).same
    assert services.document_of(published.digest) == five_cities


def test_publishing_again_changes_nothing(published: Any, five_cities: Any) -> None:
    from qala.web.publications import services

    assert services.publish(five_cities, AT + timedelta(days=1)) == published
    assert [one.digest for one in services.all_published()] == [published.digest]


def test_only_inputs_are_taken_on_trust(tables: str, five_cities: Any) -> None:
    """Rows that were changed, covered by the digest or not, do not come through; other inputs are refused."""
    from qala.web.publications.anew import recomputed

    bent = {**five_cities}
    for table, name, value in (("nodes", "degree", 100.0), ("indicators", "value", 1.0), ("findings", "severity", "-")):
        bent[table] = [{**row, name: value} for row in five_cities[table]]
    bent["robustness"] = {**five_cities["robustness"], "nodes": []}
    assert recomputed(bent) == five_cities
    values = five_cities["values"]
    other = {**values, "table": {**values["table"], "value": [1.0] * len(values["table"]["value"])}}
    with pytest.raises(ValueError, match="sha256"):
        recomputed({**five_cities, "values": other})


def test_the_newest_is_current_until_withdrawn(published: Any, other: Any) -> None:
    from qala.web.publications import services
    from qala.web.publications.models import Publication, Sheet

    before = services.stamp()
    second = services.publish(other, AT + timedelta(days=2), proposed_by="A", approved_by="B")
    assert services.latest() == second
    assert (second.proposed_by, second.approved_by) == ("A", "B")
    assert set(Sheet.objects.filter(current=True).values_list("publication", flat=True)) == {second.number}
    assert services.stamp() != before
    reason = {"kk": "Қате", "ru": "Ошибка", "en": "An error"}
    gone = services.withdraw(second.digest, reason, "B", AT + timedelta(days=3))
    assert (gone.reason, gone.withdrawn_by) == (reason, "B")
    assert services.latest() == published
    assert set(Sheet.objects.filter(current=True).values_list("publication", flat=True)) == {published.number}
    assert services.published(second.digest) == gone, "it stays at its address"
    with pytest.raises(ValueError, match="sha256"):
        services.withdraw(second.digest, reason, "B", AT)
    with pytest.raises(Publication.DoesNotExist):
        services.withdraw("sha256:" + "0" * 64, reason, "B", AT)


def test_at_most_one_becomes_current(published: Any) -> None:
    """Two assessments of one standard, published at once: each is whole, and one is current."""
    from qala.web.publications import services
    from qala.web.publications.models import Case, Sheet

    standard = qala.read_standard("kz-2017")
    values = qala.read_values(qala.figures(), standard)
    root = {"transport": 0.5}, {"transport": 0.25}
    two = [qala.assess(standard, values, "2018,2019", weights=own).document for own in root]
    found = in_threads(*(lambda one=one: services.publish(one, AT + timedelta(days=4)) for one in two))
    current = set(Sheet.objects.filter(current=True).values_list("publication", flat=True))
    assert len(current) == 1
    assert current == {max(one.number for one in found)}, "one after the other"
    for one in found:
        assert Case.objects.filter(publication=one.number).count() == 10


def test_files_are_kept_once(published: Any) -> None:
    from qala.web.publications import services
    from qala.web.publications.models import Kept
    from qala.web.publications.products import Made

    services.keep_product(published.digest, Made("map.svg", "image/svg+xml", b"<svg/>"))
    services.keep_product(published.digest, Made("same.svg", "image/svg+xml", b"<svg/>"))
    services.keep_product(published.digest, Made("map.png", "image/png", b"\x89PNG"))
    assert services.products(published.digest) == {"map.png": 4, "map.svg": 6, "same.svg": 6}
    assert Kept.objects.count() == 2
    found = services.product(published.digest, "map.png")
    assert found is not None
    assert (found.content, found.compressed) == (b"\x89PNG", False)
    assert services.product(published.digest, "none") is None
