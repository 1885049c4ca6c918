"""Addresses of people, after /LANGUAGE/work/."""

from django.urls import path

from qala.web.people import views
from qala.web.people.pages import invited, managing, me, organisations, sessions

urlpatterns = [
    path("sign-in/", views.sign_in, name="sign-in"),
    path("sign-out/", views.sign_out, name="sign-out"),
    path("me/", me.show_me, name="me"),
    path("me/data.json", me.data, name="my-data"),
    path("me/sessions/", sessions.show_sessions, name="sessions"),
    path("me/sessions/<int:id>/end/", sessions.end, name="session-end"),
    path("me/sessions/end-others/", sessions.end_others, name="sessions-end-others"),
    path("people/", managing.show_people, name="people"),
    path("people/<int:id>/", managing.show_person, name="person"),
    path("people/<int:id>/give/", managing.give, name="right-give"),
    path("people/<int:id>/end/", managing.end_account, name="person-end"),
    path("people/<int:id>/second-factor/", managing.take_second_factor, name="second-factor-take"),
    path("rights/<int:id>/take-back/", managing.take_back, name="right-take-back"),
    path("invitations/", managing.invite, name="invite"),
    path("invitations/<int:id>/withdraw/", managing.withdraw, name="invitation-withdraw"),
    path("invitation/<str:secret>/", invited.show_invitation, name="invitation"),
    path("organisations/", organisations.show_organisations, name="organisations"),
]
