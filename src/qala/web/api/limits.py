"""How often one may ask, counted over all processes of a machine in a file beside the site's state."""

import sqlite3
import threading
import time
from pathlib import Path

from django.conf import settings
from django.utils.crypto import salted_hmac

from qala.files.home import home
from qala.web.api.problems import Refused

SPAN = 60
"""Seconds of a window."""
PATIENCE = 0.05
"""Seconds that counting may wait for another process; who cannot be counted is let through."""
_TABLE = (
    "CREATE TABLE IF NOT EXISTS asked (who TEXT, span INTEGER, count INTEGER, PRIMARY KEY (who, span)) WITHOUT ROWID"
)
_KEPT = threading.local()
_COUNT = "INSERT INTO asked VALUES (?, ?, 1) ON CONFLICT DO UPDATE SET count = count + 1 RETURNING count"


class TooOften(Refused):
    """wait: seconds until one may ask again."""

    def __init__(self, wait: int) -> None:
        super().__init__(429, "too_often", wait=wait)
        self.wait = wait


def count_address(address: str) -> None:
    """Counts a question from an address. Raises TooOften."""
    _count(f"address {address}", settings.API_ADDRESS_LIMIT)


def count_key(digest: str) -> None:
    """Counts a question with a key. Raises TooOften."""
    _count(f"key {digest}", settings.API_KEY_LIMIT)


def _count(who: str, limit: int) -> None:
    now = time.time()
    if _counted(salted_hmac("qala.api.limits", who, algorithm="sha256").hexdigest(), int(now // SPAN)) > limit:
        raise TooOften(int(SPAN - now % SPAN) + 1)


def _counted(who: str, span: int) -> int:
    """How often in this span; earlier spans are forgotten, and nobody's address is kept."""
    try:
        store = _opened(home() / "limits.sqlite3")
        count = int(_asked(store, who, span))
        if count == 1:
            store.execute("DELETE FROM asked WHERE span < ?", (span,))
        return count
    except sqlite3.Error:
        _KEPT.stores = {}
        return 0


def _opened(path: Path) -> sqlite3.Connection:
    """The file, kept open by each thread: whoever closes it last would write all of it anew."""
    kept: dict[Path, sqlite3.Connection] = _KEPT.__dict__.setdefault("stores", {})
    if path not in kept or not path.exists():
        kept.clear()
        kept[path] = sqlite3.connect(path, timeout=PATIENCE, isolation_level=None)
        kept[path].execute("PRAGMA synchronous = OFF")
    return kept[path]


def _asked(store: sqlite3.Connection, who: str, span: int) -> int:
    try:
        return int(store.execute(_COUNT, (who, span)).fetchone()[0])
    except sqlite3.OperationalError:
        store.execute("PRAGMA journal_mode = WAL")
        store.execute(_TABLE)
        return int(store.execute(_COUNT, (who, span)).fetchone()[0])
