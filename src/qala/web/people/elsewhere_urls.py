"""Addresses that an identity provider knows: one for all languages, so that it is registered once."""

from allauth.socialaccount.providers.openid_connect import views
from django.urls import path

from qala.web.people.account_pages import ours, remembered

urlpatterns = [
    path("<name:provider_id>/login/", remembered(ours(views.login, "elsewhere_go")), name="openid_connect_login"),
    path("<name:provider_id>/login/callback/", ours(views.callback, "failed"), name="openid_connect_callback"),
]
