"""The second factor: one-time codes, passkeys, codes for when these are lost."""

import base64
from datetime import datetime

from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.models import Authenticator
from cryptography.fernet import Fernet, InvalidToken
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from django.conf import settings
from django.contrib.auth.base_user import AbstractBaseUser
from django.db import transaction

from qala.web.people import granting
from qala.web.people.models import Person

NAMED = "Qala"


class Adapter(DefaultMFAAdapter):
    """What allauth asks of us: secrets are encrypted with a key drawn from the site's secret."""

    def encrypt(self, text: str) -> str:
        """As the database has it."""
        return _box().encrypt(text.encode()).decode()

    def decrypt(self, encrypted_text: str) -> str:
        """The secret; one that nothing fits where the site's secret is another by now."""
        try:
            return _box().decrypt(encrypted_text.encode()).decode()
        except InvalidToken:
            return base64.b32encode(Fernet.generate_key()).decode().rstrip("=")

    def get_public_key_credential_rp_entity(self) -> dict[str, str]:
        """The site, as a passkey names it."""
        return {**super().get_public_key_credential_rp_entity(), "name": NAMED}

    def get_public_key_credential_user_entity(self, user: AbstractBaseUser) -> dict[str, object]:
        """A person, as a passkey names them."""
        said: dict[str, object] = super().get_public_key_credential_user_entity(user)
        return {**said, "display_name": str(user)}


def has_second_factor(person: Person) -> bool:
    """Whether they have set up one-time codes or a passkey."""
    usable = (Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN)
    return bool(Authenticator.objects.filter(user=person, type__in=usable).exists())


@transaction.atomic
def take_away(person: Person, by: Person | None, at: datetime) -> None:
    """Takes all second factors of somebody who has lost them."""
    Authenticator.objects.filter(user=person).delete()
    granting.told("second-factor-taken", person, by, at)


def _box() -> Fernet:
    drawn = HKDF(SHA256(), 32, salt=None, info=b"qala second factor").derive(settings.SECRET_KEY.encode())
    return Fernet(base64.urlsafe_b64encode(drawn))
