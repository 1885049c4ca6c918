"""Addresses of the reference data; the language comes before them."""

from django.urls import path

from qala.web.reference import organisations
from qala.web.reference.site import reference

__all__ = ["organisations", "urlpatterns"]

urlpatterns = [path("work/reference/", reference.urls)]
