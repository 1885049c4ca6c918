"""What allauth asks of us: nobody signs up uninvited, letters in three languages, tries counted in the database."""

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.core.exceptions import ImmediateHttpResponse
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter
from allauth.socialaccount.models import SocialLogin
from django.contrib.auth import authenticate
from django.contrib.auth.base_user import AbstractBaseUser
from django.http import HttpRequest
from django.utils import timezone

from qala.errors import BadUse
from qala.web.people import attempts, inviting, letters
from qala.web.people.addresses import OWN, language_of
from qala.web.people.models import Person
from qala.web.people.showing import refused

INVITED = "invitation"
"""Where a session keeps the number of the invitation that is being accepted."""


class Accounts(DefaultAccountAdapter):
    """For accounts with a password."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Never: who has no account is invited."""
        return False

    def get_client_ip(self, request: HttpRequest) -> str:
        """Where a request comes from."""
        return attempts.address_of(request)

    def is_safe_url(self, url: str | None) -> bool:
        """Whether it leads to a page of work of this site."""
        return bool(url and OWN.fullmatch(url))

    def get_login_redirect_url(self, request: HttpRequest) -> str:
        """The first page of work."""
        return f"/{language_of(request)}/work/"

    def authenticate(self, request: HttpRequest, **credentials: Any) -> AbstractBaseUser | None:
        """Who gives this password, as signing in counts it. Raises ValidationError where it was tried too often."""
        tried = attempts.begin(request, str(credentials.get("username", "")), timezone.now())
        if tried is None:
            raise self.validation_error("too_many_login_attempts")
        person = authenticate(request, **credentials)
        if person is not None:
            attempts.succeeded(tried)
        return person

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        """A letter in the language of the page that it was asked for on."""
        kind = template_prefix.rpartition("/")[2]
        link = context.get("password_reset_url") or context.get("activate_url") or ""
        letters.send(email, kind, language_of(self.request), link=link)

    def add_message(self, *parts: Any, **named: Any) -> None:
        """Pages say themselves what was done."""


class Elsewhere(DefaultSocialAccountAdapter):
    """For accounts at an identity provider (OpenID Connect)."""

    def pre_social_login(self, request: HttpRequest, sociallogin: SocialLogin) -> None:
        """Addresses come from invitations alone, never from elsewhere."""
        sociallogin.email_addresses = []

    def is_open_for_signup(self, request: HttpRequest, sociallogin: SocialLogin) -> bool:
        """Only for who follows an invitation."""
        if INVITED not in request.session:
            raise ImmediateHttpResponse(refused(request, language_of(request), "account.not_invited"))
        return True

    def save_user(self, request: HttpRequest, sociallogin: SocialLogin, form: Any = None) -> Person:
        """The account of who was invited, bound to the one elsewhere."""
        number, said = request.session.pop(INVITED), sociallogin.account.extra_data
        name = str(said.get("userinfo", said).get("name") or said.get("name") or "")
        try:
            person = inviting.accept(number, name, None, timezone.now())
        except BadUse as error:
            raise ImmediateHttpResponse(refused(request, language_of(request), error.code)) from error
        sociallogin.user = person
        sociallogin.save(request, connect=True)
        return person

    def on_authentication_error(self, request: HttpRequest, provider: Any, **about: Any) -> None:
        """Says in a sentence that it did not come about."""
        raise ImmediateHttpResponse(refused(request, language_of(request), "account.elsewhere_failed"))
