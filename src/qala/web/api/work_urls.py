"""Addresses of keys, after /LANGUAGE/work/."""

from django.urls import path

from qala.web.api import key_pages

urlpatterns = [
    path("keys/", key_pages.show_keys, name="api-keys"),
    path("keys/<int:id>/end/", key_pages.end_key, name="api-key-end"),
]
