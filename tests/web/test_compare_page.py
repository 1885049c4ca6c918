"""Comparisons: what is chosen is compared, at an address that can be shared; a bad choice is told in a sentence."""

from urllib.parse import quote

import pytest

from qala.insight import compare
from qala.publish.compared import compared
from qala.texts import LANGUAGES
from tests.web.conftest import Site
from tests.web.test_indicator_pages import page


def test_the_first_two_areas_are_compared_where_nothing_is_asked(site: Site) -> None:
    shown = page(site, "/en/compare/")
    assert "Aktobe: 2018 → 2019" in shown
    assert "Karaganda: 2018 → 2019" in shown
    assert "Almaty: 2018" not in shown


def test_the_page_says_what_the_whole_assessments_say(site: Site) -> None:
    from qala.web.publications import services

    newest, equal = (f"sha256:{one}" for one in (site.newest, site.equal))
    for digest, start, query in ((newest, "2015", ""), (equal, "2017", f"&with={site.equal}")):
        before, after = services.document_of(digest), services.document_of(newest)
        found = compare(before, after, (start, "2019"))
        standards = services.standard(digest), services.standard(newest)
        names = {row["id"]: row["name"]["en"] for row in after["areas"]["rows"]}
        area = "710000000"
        told = compared(found, standards, names, [area], "en")[0]
        shown = page(site, f"/en/compare/?area={area}&from={start}&to=2019{query}")
        assert any(one.change.sign for one in told.nodes)
        for one in told.nodes:
            for part in (one.change, *one.parts):
                assert f">{part.text}<" in shown
        for behind in told.indicators:
            assert behind.title in shown
        assert any(one.parts[-1].sign for one in told.nodes) == bool(query), "only another method changes degrees"


def test_the_address_can_be_shared(site: Site) -> None:
    shown = page(site, "/ru/compare/?area=710000000&area=750000000&from=2016&to=2018")
    stays = f"/ru/map/{site.newest}/compare/?area=710000000&area=750000000&from=2016&to=2018"
    assert stays in shown
    again = page(site, stays)
    assert again.partition("<h2>")[2].partition('<div class="share-of">')[0].count("2016 → 2018") == 2


def test_one_period_twice_is_only_side_by_side(site: Site) -> None:
    shown = page(site, "/en/compare/?area=710000000&from=2018&to=2018")
    assert "nothing to compare" in shown
    assert "By coverage" not in shown


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(
    "query",
    [
        "area=x",
        "area=" + quote("<script>alert(1)</script>"),
        "&".join(f"area={one}" for one in range(9)),
        "area=710000000&from=1900",
        "area=710000000&to=1900",
        "with=" + "0" * 64,
        "with=x",
    ],
)
def test_a_bad_choice_is_told_and_nothing_breaks(site: Site, query: str, language: str) -> None:
    shown = site.client.get(f"/{language}/compare/?{query}")
    assert shown.status_code == 400
    content = shown.content.decode()
    assert 'role="alert"' in content
    assert "<form" in content
    assert "<script>alert" not in content


def test_more_areas_than_can_be_compared(site: Site) -> None:
    from qala.web.public import asked

    everyone = [one["id"] for one in _rows(site)]
    assert len(everyone) <= asked.MOST
    page(site, "/en/compare/?" + "&".join(f"area={one}" for one in everyone))


def _rows(site: Site) -> list[dict[str, str]]:
    from qala.web.publications import services

    found: list[dict[str, str]] = services.frame(f"sha256:{site.newest}")["areas"]["rows"]
    return found
