"""Addresses of promises and of errors reported, after /LANGUAGE/work/."""

from django.urls import path

from qala.web.feedback.pages import desk, promises

urlpatterns = [
    path("errors/", desk.errors, name="errors-reported"),
    path("errors/<int:id>/", desk.error, name="error-reported"),
    path("errors/<int:id>/act/", desk.act, name="error-act"),
    path("promises/", promises.promises, name="promises"),
    path("promises/<int:id>/", promises.promise, name="promise"),
]
