"""Addresses of pages about the API, after /LANGUAGE/."""

from django.urls import path

from qala.web.api import key_pages, page

urlpatterns = [
    path("api/", page.show_api, name="api-page"),
    path("work/keys/", key_pages.show_keys, name="api-keys"),
    path("work/keys/<int:id>/end/", key_pages.end_key, name="api-key-end"),
]
