"""Addresses of the public pages: the language first, then the publication, where it is not the newest."""

from django.urls import URLPattern, include, path, register_converter

from qala.texts import LANGUAGES
from qala.web.public.pages import (
    cite,
    city,
    compare,
    concept,
    corrections,
    data,
    design,
    errors,
    files,
    findings,
    indicators,
    industry,
    method,
    news,
    prose,
    report_error,
    search,
)
from qala.web.public.pages import map as map_page


class LanguageConverter:
    """kk, ru or en."""

    regex = "|".join(LANGUAGES)

    def to_python(self, value: str) -> str:
        """As written."""
        return value

    def to_url(self, value: str) -> str:
        """As written."""
        return value


class DigestConverter(LanguageConverter):
    """The 64 hexadecimal digits of a digest."""

    regex = "[0-9a-f]{64}"


class NameConverter(LanguageConverter):
    """The id of an area, node or indicator; the name of a file."""

    regex = "[A-Za-z0-9._-]{1,200}"


register_converter(LanguageConverter, "language")
register_converter(DigestConverter, "digest")
register_converter(NameConverter, "name")


def pages() -> list[URLPattern]:
    """The pages of one publication."""
    return [
        path("", map_page.show_map, name="map"),
        path("why/<name:area>/<name:node>/", map_page.show_cell, name="cell"),
        path("cities/", city.show_cities, name="cities"),
        path("city/<name:area>/", city.show_city, name="city"),
        path("industries/", industry.show_industries, name="industries"),
        path("industry/<name:node>/", industry.show_industry, name="industry"),
        path("method/", method.show_method, name="method"),
        path("search/", search.show_search, name="search"),
        path("about/", prose.show_about, name="about"),
        path("design/", design.show_design, name="design"),
        path("indicators/", indicators.show_indicators, name="indicators"),
        path("indicator/<name:indicator>/", indicators.show_indicator, name="indicator"),
        path("indicator/<name:indicator>/values.csv", indicators.values_csv, name="indicator_values"),
        path("compare/", compare.show_compare, name="compare"),
        path("findings/", findings.show_findings, name="findings"),
        path("data/", data.show_data, name="data"),
        path("data/degrees.csv", data.degrees_csv, name="degrees"),
        path("report-error/", report_error.report_error, name="report_error"),
        path("cite.bib", cite.show_citation, {"form": "bib"}, name="cite_bib"),
        path("cite.json", cite.show_citation, {"form": "json"}, name="cite_csl"),
    ]


urlpatterns = [
    path("", map_page.home, name="home"),
    path("<language:language>/", include((pages(), "newest"))),
    path("<language:language>/map/<digest:digest>/", include((pages(), "exact"))),
    path("<language:language>/concept/", concept.show_concept, name="concept"),
    path("<language:language>/concept/<name:solution>/", concept.show_solution, name="solution"),
    path("<language:language>/news/", news.show_news, name="news"),
    path("<language:language>/news.xml", news.feed, name="feed"),
    path("<language:language>/errors/", errors.show_errors, name="errors"),
    path("<language:language>/corrections/", corrections.show_corrections, name="corrections"),
    path("<language:language>/corrections.csv", corrections.corrections_csv, name="corrections_csv"),
    path("<language:language>/corrections.xml", corrections.corrections_feed, name="corrections_feed"),
    path("<language:language>/accessibility/", prose.show_accessibility, name="accessibility"),
    path("<language:language>/privacy/", prose.show_privacy, name="privacy"),
    path("data/keys.json", files.keys, name="keys"),
    path("data/ledger.jsonl", files.ledger, name="ledger"),
    path("data/<digest:digest>/assessment.json", files.assessment, name="assessment"),
    path("data/<digest:digest>/assessment.sig", files.signature, name="signature"),
    path("data/<digest:digest>/bands.css", files.bands, name="bands"),
    path("data/<digest:digest>/<name:name>", files.product, name="product"),
]
