"""Addresses of papers, after /LANGUAGE/work/."""

from django.urls import path

from qala.web.papers import pages

urlpatterns = [
    path("reports/<int:id>/snapshot.pdf", pages.snapshot, name="paper-snapshot"),
    path("reports/<int:id>/attestation/<int:number>.pdf", pages.attestation, name="paper-attestation"),
    path("rounds/<name:round>/verification.pdf", pages.verification, name="paper-verification"),
    path("rounds/<name:round>/papers.zip", pages.working, name="papers"),
]
