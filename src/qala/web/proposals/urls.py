"""Addresses of proposals, after /LANGUAGE/work/."""

from django.urls import path

from qala.web.proposals.pages import proposals, withdrawals

urlpatterns = [
    path("", proposals.home, name="work"),
    path("proposals/new/", proposals.new, name="proposal-new"),
    path("proposals/<int:id>/", proposals.proposal, name="proposal"),
    path("proposals/<int:id>/assessment.json", proposals.document, name="proposal-document"),
    path("proposals/<int:id>/approve/", proposals.approve, name="proposal-approve"),
    path("proposals/<int:id>/reject/", proposals.reject, name="proposal-reject"),
    path("proposals/<int:id>/void/", proposals.void, name="proposal-void"),
    path("publications/<digest:digest>/withdraw/", withdrawals.ask, name="withdrawal-new"),
    path("withdrawals/<int:id>/", withdrawals.withdrawal, name="withdrawal"),
    path("withdrawals/<int:id>/confirm/", withdrawals.confirm, name="withdrawal-confirm"),
    path("withdrawals/<int:id>/refuse/", withdrawals.refuse, name="withdrawal-refuse"),
]
