"""The folder of the site: there, writable, with room. It is looked at before Django is set up, which writes there."""

import os
import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path

from qala.web.running.said import Said

LITTLE, TOO_LITTLE = 1024, 200
"""MiB free below which it warns, or says that it is too little."""


def look(home: Path) -> Iterator[Said]:
    """What is to be said of it."""
    if not home.is_dir():
        yield Said("store", "no_home", "problem", folder=home)
        return
    if not _writable(home):
        yield Said("store", "not_writable", "problem", folder=home, user=os.geteuid())
        return
    free = shutil.disk_usage(home).free // 2**20
    if free < TOO_LITTLE:
        yield Said("store", "disk_full", "problem", folder=home, free=free)
    elif free < LITTLE:
        yield Said("store", "disk_low", "warning", folder=home, free=free)
    else:
        yield Said("store", "store_ok", folder=home, free=free)


def _writable(home: Path) -> bool:
    try:
        with tempfile.NamedTemporaryFile(dir=home, prefix=".check-") as file:
            file.write(b"x" * 4096)
            file.flush()
        return True
    except OSError:
        return False
