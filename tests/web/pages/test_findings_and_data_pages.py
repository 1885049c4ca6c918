"""What the data rules found, and every file of every publication."""

import csv
import io
import re

import pytest

from tests.web.pages.conftest import Site
from tests.web.pages.test_indicator_pages import page


def test_every_finding_is_on_one_page_of_the_list(site: Site) -> None:
    from qala.web.publications import services

    every = services.findings(f"sha256:{site.newest}")
    pages = -(-len(every) // 100)
    assert pages >= 2
    shown = [page(site, f"/en/findings/?page={one}") for one in range(1, pages + 1)]
    assert [one.count('<tr><th scope="row">') for one in shown[:-1]] == [100] * (pages - 1)
    assert sum(one.count('<tr><th scope="row">') for one in shown) == len(every)
    assert "does not count" in shown[0]
    page(site, f"/en/findings/?page={pages + 1}", 404)


def test_findings_are_cut_as_asked(site: Site) -> None:
    shown = page(site, "/en/findings/?indicator=ev-pm25&area=351010000&severity=serious")
    assert "PM2.5 not below PM10" in shown
    assert set(re.findall(r'href="/en/indicator/([^/]+)/#series"', shown)) == {"ev-pm25"}
    assert "There are no such findings." in page(site, "/en/findings/?indicator=en-heat-loss")
    for query in ("severity=x", "area=x", "indicator=x", "page=0", "page=x", "page=²"):
        page(site, f"/en/findings/?{query}", 404)


def test_every_publication_has_its_files_and_the_withdrawn_its_reason(site: Site) -> None:
    shown = page(site, "/en/data/")
    order = [shown.index(f"/data/{one}/assessment.json", shown.index("publications")) for one in
             (site.newest, site.equal, site.withdrawn)]  # fmt: skip
    assert order == sorted(order)
    assert "withdrawn on 1 February 2026: a mistake was found" in shown
    assert f"/data/{site.newest}/assessment.sig" in shown
    assert f"/data/{site.equal}/assessment.sig" in shown
    assert f"The same, recomputed: sha256:{site.newest}" in shown
    assert "а" not in re.sub(r"<[^>]+>", "", shown[shown.index("<main") : shown.index("</main>")]), "no Russian"


def test_products_are_listed_with_their_size(site: Site) -> None:
    from qala.web.publications import services

    services.keep_product(f"sha256:{site.equal}", "map-2018-verified.en.csv", "text/csv", b"x" * 5000)
    shown = page(site, f"/en/map/{site.equal}/data/")
    assert f"/data/{site.equal}/map-2018-verified.en.csv" in shown
    assert "5 kB" in shown


def test_every_link_of_the_data_page_leads_somewhere(site: Site) -> None:
    shown = page(site, "/kk/data/")
    main = shown[shown.index("<main") : shown.index("</main>")]
    links = set(re.findall(r'href="(/[^"]+)"', main))
    assert len(links) >= 8
    for link in links:
        assert site.client.get(link).status_code == 200, link


def test_the_degrees_as_csv(site: Site) -> None:
    content = site.client.get("/en/data/degrees.csv?period=2018").content
    rows = list(csv.DictReader(io.StringIO(content.decode("utf-8-sig"))))
    assert {row["period"] for row in rows} == {"2018"}
    assert len({row["area_id"] for row in rows}) == 5


@pytest.mark.parametrize(
    "address",
    ["indicators/", "indicator/hc-sewage/", "findings/", "data/", "compare/?area=710000000&from=2015&to=2019"],
)
def test_few_questions_to_the_database(site: Site, address: str) -> None:
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    site.client.get(f"/en/{address}")
    with CaptureQueriesContext(
        connection,
    ) as asked:
        site.client.get(f"/en/{address}")
    assert len(asked) <= 6, [one["sql"][:90] for one in asked]
