"""Addresses of signing, after /LANGUAGE/work/."""

from django.urls import path

from qala.web.collection.pages import signing

urlpatterns = [
    path("reports/<int:id>/sign/", signing.sign, name="report-sign"),
    path("reports/<int:id>/statement.json", signing.document, name="report-statement"),
    path("reports/<int:id>/signed/<int:number>/<str:part>", signing.signed, name="report-signed"),
    path("questions/<int:id>/reopen/", signing.reopen, name="question-reopen"),
]
