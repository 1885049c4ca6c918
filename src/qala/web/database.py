"""Which database the site uses."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, unquote, urlsplit

from qala.errors import BadUse

PRAGMAS = "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; PRAGMA foreign_keys=ON;"


def database_of(environment: Mapping[str, str], home: Path) -> dict[str, Any]:
    """Django's settings of DATABASE_URL, postgresql://USER:PASSWORD@HOST:PORT/NAME?sslmode=...; a SQLite file in `home`
    where there is none. Raises BadUse for any other, without repeating its password.
    """
    address = environment.get("DATABASE_URL", "")
    if not address:
        options = {"transaction_mode": "IMMEDIATE", "timeout": 20, "init_command": PRAGMAS}
        return {"ENGINE": "django.db.backends.sqlite3", "NAME": home / "site.sqlite3", "OPTIONS": options}
    try:
        parts = urlsplit(address)
        port = parts.port
    except ValueError as error:
        raise BadUse("cli.database", scheme="?") from error
    name = unquote(parts.path.lstrip("/"))
    if parts.scheme not in ("postgresql", "postgres") or not name or "/" in name:
        raise BadUse("cli.database", scheme=parts.scheme or "?")
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": name,
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": unquote(parts.hostname or ""),
        "PORT": str(port or ""),
        "CONN_MAX_AGE": 60,
        "CONN_HEALTH_CHECKS": True,
        "OPTIONS": dict(parse_qsl(parts.query)),
    }
