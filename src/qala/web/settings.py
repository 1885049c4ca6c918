"""Django's settings: what the environment does not say has a safe default."""

import os
import sys
from pathlib import Path

import django
from csp.constants import NONE, SELF

from qala.files.home import home
from qala.publish.interactive import FILES as CHARTS
from qala.publish.page import NAMES
from qala.publish.templating import TEMPLATES as PUBLISHED
from qala.web.catalogues import compiled
from qala.web.database import database_of
from qala.web.elsewhere import identity_provider, mail_server, origins
from qala.web.logs import logging_of
from qala.web.secret import secret_key
from qala.web.zone import zone

SECRET_KEY = secret_key()
CONTACT = os.environ.get("QALA_CONTACT", "")
"""Where readers write to: an address of mail, or a line in words."""
DEBUG = False
ALLOWED_HOSTS = [name for name in os.environ.get("QALA_HOSTS", "localhost").split(",") if name]
PORT = os.environ.get("QALA_PORT", "8000")
"""Of the addresses in letters, where nothing stands in front of the site."""
ROOT_URLCONF = "qala.web.urls"
WSGI_APPLICATION = "qala.web.wsgi.application"
INSTALLED_APPS = [
    "django.contrib.admin.apps.SimpleAdminConfig",
    "django.contrib.contenttypes",
    "django.contrib.auth",
    "django.contrib.messages",
    "django.contrib.sessions",
    "django.contrib.staticfiles",
    "allauth.account",
    "allauth.mfa",
    "allauth.usersessions",
    "allauth.socialaccount",
    "allauth.socialaccount.providers.openid_connect",
    "django_htmx",
    "csp",
    "qala.web.theme",
    "qala.web.areas",
    "qala.web.publications",
    "qala.web.public",
    "qala.web.jobs",
    "qala.web.ledger",
    "qala.web.people",
    "qala.web.proposals",
    "qala.web.collection",
    "qala.web.verification",
    "qala.web.papers",
    "qala.web.feedback",
    "qala.web.api",
    "qala.web.running",
]
MIDDLEWARE = [
    "qala.web.requests.numbered",
    "qala.web.api.answers.as_api",
    "django.middleware.security.SecurityMiddleware",
    "django.middleware.gzip.GZipMiddleware",
    "django.middleware.http.ConditionalGetMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "qala.web.translations.by_address",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "csp.middleware.CSPMiddleware",
]
DATABASES = {"default": database_of(os.environ, home())}
LOGGING = logging_of(terminal=sys.stderr.isatty())
METRICS_TOKEN = os.environ.get("QALA_METRICS_TOKEN", "")
"""What who asks for /metrics has to show; blank: nobody may."""
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.jinja2.Jinja2",
        "APP_DIRS": True,
        "DIRS": [PUBLISHED],
        "OPTIONS": {
            "environment": "qala.web.theme.environment.environment",
            "context_processors": ["qala.web.collection.pages.at_head.at_head"],
        },
    },
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [
            Path(__file__).parent / "reference" / "templates",
            Path(django.__file__).parent / "contrib" / "admin" / "templates",
        ],
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
            ]
        },
    },
]
STATIC_URL = "/static/"
STATIC_ROOT = home() / "static"
STATICFILES_DIRS = [("theme", PUBLISHED / "looks"), ("charts", CHARTS)]
STORAGES = {"staticfiles": {"BACKEND": "qala.web.theme.files.Files"}}
JOB_MODULES = [name for name in os.environ.get("QALA_JOB_MODULES", "").split(",") if name]
"""Modules with kinds of jobs besides those of the apps."""
JOB_LEASE = float(os.environ.get("QALA_JOB_LEASE", "30"))
"""Seconds after which the job of a worker that gives no sign of life is given to another."""
JOB_DAYS = float(os.environ.get("QALA_JOB_DAYS", "90"))
"""Days after which the worker deletes jobs that ended."""
FILE_UPLOAD_HANDLERS = [
    "qala.web.proposals.upload.Bounded",
    "django.core.files.uploadhandler.MemoryFileUploadHandler",
    "django.core.files.uploadhandler.TemporaryFileUploadHandler",
]
API_ADDRESS_LIMIT = int(os.environ.get("QALA_API_ADDRESS_LIMIT", "600"))
"""Questions to the API in a minute from one address."""
API_KEY_LIMIT = int(os.environ.get("QALA_API_KEY_LIMIT", "1200"))
"""Questions to the API in a minute with one key."""
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
USE_TZ = True
SHOWN_ZONE = zone(os.environ.get("QALA_TIME_ZONE", "Asia/Almaty"))
"""In which pages of work show times."""
TIME_ZONE = "UTC"
LANGUAGE_CODE = "kk"
LANGUAGES = list(NAMES.items())
LOCALE_PATHS = [compiled(home() / "locale")]
AUTH_USER_MODEL = "people.Person"
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
LOGIN_URL = "account_login"
CACHES = {"default": {"BACKEND": "django.core.cache.backends.db.DatabaseCache", "LOCATION": "people_shared"}}
"""What processes share: tries of one-time codes, and codes that were used."""
ACCOUNT_ADAPTER = "qala.web.people.adapters.Accounts"
ACCOUNT_LOGIN_METHODS = {"username", "email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*"]
ACCOUNT_EMAIL_VERIFICATION = "none"
"""Addresses are proven by the links of invitations, and by letters where they change."""
ACCOUNT_CHANGE_EMAIL = True
ACCOUNT_EMAIL_NOTIFICATIONS = True
ACCOUNT_EMAIL_UNKNOWN_ACCOUNTS = False
ACCOUNT_SESSION_REMEMBER = False
ACCOUNT_REAUTHENTICATION_REQUIRED = True
SOCIALACCOUNT_ADAPTER = "qala.web.people.adapters.Elsewhere"
SOCIALACCOUNT_EMAIL_REQUIRED = False
SOCIALACCOUNT_PROVIDERS = identity_provider(os.environ)
IDENTITY_PROVIDER = next(iter(SOCIALACCOUNT_PROVIDERS.get("openid_connect", {}).get("APPS", ())), None)
MFA_ADAPTER = "qala.web.people.second_factor.Adapter"
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_ALLOW_UNVERIFIED_EMAIL = True
MFA_TOTP_ISSUER = "Qala"
SIGNING_AUTHORITIES = Path(os.environ.get("QALA_SIGNING_AUTHORITIES", "") or home() / "authorities.pem")
"""The certificates of the authorities whose people's signatures are trusted."""
SECOND_FACTOR_ROLES = frozenset(
    name.strip() for name in os.environ.get("QALA_SECOND_FACTOR_ROLES", "").split(",") if name.strip()
)
"""Roles that nobody uses without a second factor."""
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": f"django.contrib.auth.password_validation.{name}", "OPTIONS": options}
    for name, options in (
        ("UserAttributeSimilarityValidator", {"user_attributes": ("username", "name", "email")}),
        ("MinimumLengthValidator", {"min_length": 12}),
        ("CommonPasswordValidator", {}),
        ("NumericPasswordValidator", {}),
    )
]
SESSION_COOKIE_AGE = 12 * 3600
SESSION_EXPIRE_AT_BROWSER_CLOSE = True
CSRF_COOKIE_HTTPONLY = True
CSRF_FAILURE_VIEW = "qala.web.public.errors.forged"
EMAIL_HOST, EMAIL_PORT, EMAIL_HOST_USER, EMAIL_HOST_PASSWORD, EMAIL_USE_TLS, EMAIL_USE_SSL = mail_server(os.environ)
EMAIL_TIMEOUT = 10
DEFAULT_FROM_EMAIL = os.environ.get("QALA_MAIL_FROM", "qala@localhost")
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF],
        "connect-src": [SELF],
        "base-uri": [NONE],
        "form-action": [SELF, *origins(SOCIALACCOUNT_PROVIDERS)],
        "frame-ancestors": [NONE],
    }
}
X_FRAME_OPTIONS = "DENY"
SECURE_REFERRER_POLICY = "same-origin"
HTTPS = os.environ.get("QALA_HTTPS") == "1"
"""Whether it is reached over HTTPS alone: then cookies, redirects and HSTS say so."""
SECURE_SSL_REDIRECT = SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = HTTPS
SECURE_HSTS_SECONDS = 31_536_000 if HTTPS else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = SECURE_HSTS_PRELOAD = HTTPS
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = not HTTPS
"""Without HTTPS passkeys work on localhost alone: browsers see to it."""
BEHIND_PROXY = os.environ.get("QALA_BEHIND_PROXY") == "1"
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if BEHIND_PROXY else None
