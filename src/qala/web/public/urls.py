"""Addresses of the public pages: the language first, then the digest of what is shown."""

from django.urls import path, register_converter

from qala.texts import LANGUAGES
from qala.web.public import views


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


register_converter(LanguageConverter, "language")
register_converter(DigestConverter, "digest")

urlpatterns = [
    path("", views.home, name="home"),
    path("<language:language>/", views.newest_map, name="map"),
    path("<language:language>/map/<digest:digest>/", views.one_map, name="edition"),
    path("data/<digest:digest>/assessment.json", views.assessment, name="assessment"),
]
