"""Servers that the environment names: for mail, and for identities."""

from collections.abc import Mapping
from typing import Any, NamedTuple
from urllib.parse import unquote, urlsplit

from qala.errors import BadUse


class MailServer(NamedTuple):
    """Where letters are handed over; without a host nowhere."""

    host: str = ""
    port: int = 25
    user: str = ""
    password: str = ""
    starttls: bool = False
    tls: bool = False


PORTS = {"smtp": 25, "smtp+starttls": 587, "smtps": 465}


def mail_server(environment: Mapping[str, str]) -> MailServer:
    """That of QALA_MAIL, such as smtp+starttls://user:password@mail.example.kz. Raises BadUse for what is none."""
    told = environment.get("QALA_MAIL", "")
    if not told:
        return MailServer()
    try:
        at = urlsplit(told)
        port = at.port or PORTS[at.scheme]
    except (KeyError, ValueError) as error:
        raise BadUse("cli.bad_mail_server", value=told.rpartition("@")[2]) from error
    if not at.hostname:
        raise BadUse("cli.bad_mail_server", value=told.rpartition("@")[2])
    user, password = unquote(at.username or ""), unquote(at.password or "")
    return MailServer(at.hostname, port, user, password, at.scheme == "smtp+starttls", at.scheme == "smtps")


def identity_provider(environment: Mapping[str, str]) -> dict[str, Any]:
    """That of QALA_OIDC (its address), QALA_OIDC_CLIENT, QALA_OIDC_SECRET and QALA_OIDC_NAME, as allauth has it.

    Raises BadUse where some of it is missing.
    """
    said = {name: environment.get(f"QALA_OIDC{name}", "") for name in ("", "_CLIENT", "_SECRET", "_NAME")}
    if not any(said.values()):
        return {}
    missing = [f"QALA_OIDC{name}" for name, value in said.items() if not value]
    if missing:
        raise BadUse("cli.bad_identity_provider", missing=", ".join(missing))
    app = {
        "provider_id": "oidc",
        "name": said["_NAME"],
        "client_id": said["_CLIENT"],
        "secret": said["_SECRET"],
        "settings": {"server_url": said[""]},
    }
    return {"openid_connect": {"OAUTH_PKCE_ENABLED": True, "APPS": [app]}}


def origins(providers: Mapping[str, Any]) -> list[str]:
    """Where forms may lead besides here: to the identity provider."""
    apps = providers.get("openid_connect", {}).get("APPS", ())
    found = (urlsplit(app["settings"]["server_url"]) for app in apps)
    return [f"{one.scheme}://{one.netloc}" for one in found]
