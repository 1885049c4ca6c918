"""The address of the site's public keys, after /data/."""

from django.urls import path

from qala.web.proposals.pages import withdrawals

urlpatterns = [path("keys.json", withdrawals.keys, name="keys")]
