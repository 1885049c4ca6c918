"""Whole addresses of the site, for letters and papers."""

from collections.abc import Callable

import pytest
from django.test import RequestFactory


@pytest.mark.parametrize(
    ("hosts", "https", "proxy", "port", "where"),
    [
        (["localhost"], False, False, "8000", "http://localhost:8000"),
        (["localhost"], False, False, "9000", "http://localhost:9000"),
        (["map.example.kz"], False, False, "80", "http://map.example.kz"),
        (["map.example.kz"], False, True, "8000", "http://map.example.kz"),
        (["map.example.kz", "b.kz"], True, True, "8000", "https://map.example.kz"),
        ([".example.kz"], True, True, "8000", "https://example.kz"),
        (["0.0.0.0", "localhost"], False, False, "8000", "http://localhost:8000"),  # noqa: S104 - nothing is bound
        (["*"], False, False, "8000", "http://localhost:8000"),
    ],
)
def test_a_link_leads_to_the_site_by_its_first_name(
    settings_of: Callable[..., None], hosts: list[str], https: bool, proxy: bool, port: str, where: str
) -> None:
    from qala.web.people.services import link_to, site

    settings = {"ALLOWED_HOSTS": hosts, "HTTPS": https, "BEHIND_PROXY": proxy, "PORT": port}
    for name, value in settings.items():
        settings_of(name, value)
    assert site() == where
    assert link_to("/kk/work/notices/") == f"{where}/kk/work/notices/"


def test_who_stands_on_a_page_is_led_where_they_are(settings_of: Callable[..., None]) -> None:
    from qala.web.people.services import link_to

    settings_of("ALLOWED_HOSTS", ["localhost", "10.0.0.7"])
    request = RequestFactory().get("/kk/", headers={"host": "10.0.0.7:9999"})
    assert link_to("/kk/work/", request) == "http://10.0.0.7:9999/kk/work/"
