"""Addresses of allauth's pages, by the names that it knows them by; the language comes before them."""

from allauth.account import views as account
from allauth.mfa.base import views as mfa
from allauth.mfa.recovery_codes import views as recovery
from allauth.mfa.totp import views as totp
from allauth.mfa.webauthn import views as webauthn
from allauth.socialaccount import views as elsewhere
from django.http import HttpRequest, HttpResponse
from django.urls import path, re_path

from qala.web.people import views
from qala.web.people.account_pages import ours, passkey_asked, unused
from qala.web.people.addresses import language_of
from qala.web.people.pages import sessions


def sign_in(request: HttpRequest) -> HttpResponse:
    """The page where people sign in."""
    return views.sign_in(request, language_of(request))


def sign_out(request: HttpRequest) -> HttpResponse:
    """Ends the session."""
    return views.sign_out(request, language_of(request))


def show_sessions(request: HttpRequest) -> HttpResponse:
    """Where I am signed in."""
    return sessions.show_sessions(request, language_of(request))


RESET = r"^account/password/reset/(?P<uidb36>[0-9A-Za-z]+)-(?P<key>.+)/$"
urlpatterns = [
    path("sign-in/", sign_in, name="account_login"),
    path("sign-out/", sign_out, name="account_logout"),
    path("me/sessions/", show_sessions, name="usersessions_list"),
    path("account/ended/", ours(account.account_inactive, "ended"), name="account_inactive"),
    path("account/again/", ours(account.reauthenticate, "again"), name="account_reauthenticate"),
    path("account/email/", ours(account.email, "email", "email"), name="account_email"),
    path("account/email/sent/", ours(account.email_verification_sent, "sent"), name="account_email_verification_sent"),
    re_path(
        r"^account/email/(?P<key>[-:\w]+)/$", ours(account.confirm_email, "confirm", "confirm"),
        name="account_confirm_email",
    ),
    path("account/password/reset/", ours(account.password_reset, "reset"), name="account_reset_password"),
    path("account/password/reset/sent/", ours(account.password_reset_done, "reset_sent"),
         name="account_reset_password_done"),
    path("account/password/reset/done/", ours(account.password_reset_from_key_done, "reset_done"),
         name="account_reset_password_from_key_done"),
    re_path(RESET, ours(account.password_reset_from_key, "new_password"), name="account_reset_password_from_key"),
    path("account/second-factor/", ours(mfa.index, "factors", "factors"), name="mfa_index"),
    path("account/second-factor/asked/", ours(mfa.authenticate, "asked", "asked"), name="mfa_authenticate"),
    path("account/second-factor/again/", ours(mfa.reauthenticate, "again_code"), name="mfa_reauthenticate"),
    path("account/codes/", ours(totp.activate_totp, "codes", "codes"), name="mfa_activate_totp"),
    path("account/codes/end/", ours(totp.deactivate_totp, "codes_end"), name="mfa_deactivate_totp"),
    path("account/recovery-codes/", ours(recovery.view_recovery_codes, "recovery", "recovery"),
         name="mfa_view_recovery_codes"),
    path("account/recovery-codes/new/", ours(recovery.generate_recovery_codes, "recovery_new"),
         name="mfa_generate_recovery_codes"),
    path("account/passkeys/", ours(webauthn.list_webauthn, "passkeys", "passkeys"), name="mfa_list_webauthn"),
    path("account/passkeys/new/", ours(webauthn.add_webauthn, "passkey_new", "passkey"), name="mfa_add_webauthn"),
    path("account/passkeys/again/",
         passkey_asked(webauthn.reauthenticate_webauthn, "again_passkey", "mfa_reauthenticate_webauthn"),
         name="mfa_reauthenticate_webauthn"),
    path("account/passkeys/<int:pk>/end/", ours(webauthn.remove_webauthn, "passkey_end"), name="mfa_remove_webauthn"),
    path("account/passkeys/sign-in/", passkey_asked(webauthn.login_webauthn, "passkey_sign_in", "account_login"),
         name="mfa_login_webauthn"),
    path("account/elsewhere/", ours(elsewhere.connections, "elsewhere", "elsewhere"), name="socialaccount_connections"),
    path("account/elsewhere/cancelled/", ours(elsewhere.login_cancelled, "cancelled"),
         name="socialaccount_login_cancelled"),
    path("account/elsewhere/failed/", ours(elsewhere.login_error, "failed"), name="socialaccount_login_error"),
    path("account/elsewhere/uninvited/", unused, name="socialaccount_signup"),
]  # fmt: skip
