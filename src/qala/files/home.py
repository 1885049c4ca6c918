"""Where state lives."""

import os
from pathlib import Path


def home() -> Path:
    """QALA_HOME, by default the user's data folder."""
    told = os.environ.get("QALA_HOME")
    if told:
        return Path(told)
    return Path(os.environ.get("XDG_DATA_HOME") or Path.home() / ".local" / "share") / "qala"
