"""The identity provider that people may sign in with, where there is one."""

from typing import NamedTuple

from django.conf import settings
from django.urls import reverse


class Provider(NamedTuple):
    """Its name, and where a form that leads there is sent."""

    name: str
    address: str


def provider() -> Provider | None:
    """That of QALA_OIDC."""
    told = settings.IDENTITY_PROVIDER
    return Provider(told["name"], reverse("openid_connect_login", args=[told["provider_id"]])) if told else None
