"""Addresses of the pages about running the site, after /LANGUAGE/work/."""

from django.urls import path

from qala.web.running import key_pages

urlpatterns = [
    path("signing-keys/", key_pages.show_keys, name="signing-keys"),
    path("signing-keys/rotate/", key_pages.rotate, name="signing-key-rotate"),
    path("signing-keys/lost/", key_pages.lose, name="signing-key-lost"),
]
