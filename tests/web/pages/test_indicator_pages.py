"""The pages of indicators: what is asked for is shown, every figure leads to its source, the CSV is the table."""

import csv
import io
import re
from html import unescape

import pytest

from qala.texts import LANGUAGES, Language, number, text
from tests.kz_demo import demo_inputs
from tests.web.pages.conftest import Site

SEWAGE = "/en/indicator/hc-sewage/"


def page(site: Site, address: str, status: int = 200) -> str:
    answer = site.client.get(address)
    assert answer.status_code == status, address
    content: str = answer.content.decode()
    return unescape(content)


def test_all_indicators_are_listed(site: Site) -> None:
    shown = page(site, "/en/indicators/")
    for one in demo_inputs()[0].indicators:
        assert f'href="/en/indicator/{one.id}/"' in shown


def test_the_list_is_cut_as_asked(site: Site) -> None:
    energy = page(site, "/en/indicators/?industry=energy&known=no")
    assert "/en/indicator/en-heat-loss/" in energy
    assert "/en/indicator/hc-sewage/" not in energy
    known = page(site, "/en/indicators/?known=yes&period=2018")
    assert "/en/indicator/en-heat-loss/" not in known
    assert "/en/indicator/hc-sewage/?period=2018" in known


@pytest.mark.parametrize(
    "address", ["indicators/?industry=x", "indicators/?known=x", "indicator/x/", "indicator/city/"]
)
def test_what_is_not_there_is_not_found(site: Site, address: str) -> None:
    assert text("site.not_found", "kk") in page(site, f"/kk/{address}", 404)


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_indicator_has_its_page(site: Site, language: Language) -> None:
    for one in demo_inputs()[0].indicators[::7]:
        shown = page(site, f"/{language}/indicator/{one.id}/")
        assert one.title.text(language) in shown


def test_every_number_has_a_source_on_the_page(site: Site) -> None:
    shown = page(site, "/en/indicator/cx-births/")
    noted = set(re.findall(r'href="#(s\d+)"', shown))
    assert noted
    assert noted == set(re.findall(r'<li id="(s\d+)"', shown))
    body = shown[shown.index('class="data series"') : shown.index('<ol class="sources"')]
    for row in re.findall(r"<tr>.*?</tr>", body, re.DOTALL):
        cells = re.findall(r'<td class="n">(.+?)</td>', row, re.DOTALL)
        head = row.partition("</th>")[0]
        assert 'href="#s' in head or all('href="#s' in cell for cell in cells if cell.strip())


def test_the_csv_is_the_table(site: Site) -> None:
    answer = site.client.get(f"{SEWAGE}values.csv")
    content = answer.content
    assert content.startswith(b"\xef\xbb\xbf")
    assert "attachment" in answer["Content-Disposition"]
    rows = list(csv.DictReader(io.StringIO(content.decode("utf-8-sig"))))
    frame = demo_inputs()[1].frame
    came_in = frame.filter(frame["fact"] == demo_inputs()[0].indicator["hc-sewage"].fact)
    assert sorted(float(row["value"]) for row in rows) == sorted(came_in["value"].to_list())
    assert all(row["source"] and row["recorded_at"] for row in rows)
    shown = page(site, SEWAGE)
    body = shown[shown.index('class="data series"') :]
    assert all(number(float(row["value"]), "en", 3) in body for row in rows)
    assert {row["assessed_period"] for row in rows if row["period"] in ("2015", "2020")} == {"true", "false"}


def test_a_figure_of_an_oblast_and_a_questioned_one_are_marked(site: Site) -> None:
    assert "figure of Karaganda oblast" in page(site, SEWAGE)
    assert "stands for Karaganda too" in page(site, SEWAGE)
    assert "questioned, does not count" in page(site, "/en/indicator/ev-pm25/?period=2018")


def test_an_indicator_without_figures_says_who_should_publish_it(site: Site) -> None:
    shown = page(site, "/en/indicator/en-public-heat/")
    assert "No value of this indicator has come in yet" in shown
    assert 'class="data series"' not in shown


def test_a_chart_is_shown_where_it_was_made(site: Site) -> None:
    from qala.web.publications import services
    from qala.web.publications.products import Made

    assert "<figure" not in page(site, "/ru/indicator/hc-sewage/")
    about = {"title": "T", "alt": "A", "width": 1, "height": 1, "bundle": "vega.js"}
    for name in ("series-hc-sewage.ru.svg", "series-hc-sewage.ru.narrow.svg"):
        services.keep_product(f"sha256:{site.newest}", Made(name, "image/svg+xml", b"<svg/>", about))
    assert f"/data/{site.newest}/series-hc-sewage.ru.svg" in page(site, "/ru/indicator/hc-sewage/")
    assert "<figure" not in page(site, SEWAGE)


def test_a_former_publication_has_its_own_pages(site: Site) -> None:
    shown = page(site, f"/en/map/{site.equal}/indicator/hc-sewage/")
    assert f"/en/map/{site.equal}/indicator/hc-sewage/values.csv" in shown
    assert "Values in 2018" in shown
