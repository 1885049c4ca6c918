"""Addresses of the API, and those under them that there are not."""

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import path, re_path

from qala.web.api.build import made


def unknown(request: HttpRequest) -> HttpResponse:
    """404, as a problem. Raises Http404."""
    raise Http404


api = made()
urlpatterns = [path("v1/", api.urls), re_path(r"^", unknown)]
