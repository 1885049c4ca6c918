"""The secret that the site signs with."""

import os
import secrets

from qala.files.home import home


def secret_key() -> str:
    """QALA_SECRET_KEY, else one that is drawn once and kept in a file that only its owner reads."""
    told = os.environ.get("QALA_SECRET_KEY")
    if told:
        return told
    file = home() / "secret-key"
    file.parent.mkdir(parents=True, exist_ok=True)
    try:
        with os.fdopen(os.open(file, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600), "w") as out:
            out.write(secrets.token_urlsafe(64))
    except FileExistsError:
        pass
    return file.read_text(encoding="utf-8")
