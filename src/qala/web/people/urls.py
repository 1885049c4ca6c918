"""Addresses of people, after /LANGUAGE/work/."""

from django.urls import path

from qala.web.people import views

urlpatterns = [
    path("sign-in/", views.sign_in, name="sign-in"),
    path("sign-out/", views.sign_out, name="sign-out"),
    path("me/", views.me, name="me"),
]
