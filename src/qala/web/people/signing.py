"""Signing somebody in who has shown who they are, by way of the second factor where they have one."""

from allauth.account.internal.flows.login import perform_password_login
from allauth.account.models import Login
from django.http import HttpRequest, HttpResponse

from qala.web.people.models import Person


def sign_in_with_password(request: HttpRequest, person: Person, onward: str) -> HttpResponse:
    """Leads on, or to where the second factor is asked for."""
    login = Login(user=person, redirect_url=onward)
    answer: HttpResponse = perform_password_login(request, {"username": person.username}, login)
    request.session.set_expiry(0)
    return answer
