"""Backups: all that the site knows, as it was at one moment, while it runs."""

import copy
import os
from collections.abc import Iterator
from contextlib import closing, contextmanager
from datetime import datetime
from pathlib import Path

from django.db import connections, transaction
from django.db.migrations.recorder import MigrationRecorder

from qala.files.home import home
from qala.version import __version__
from qala.web.running import archive, rows
from qala.web.running.models import Backup

AGAIN = ("static", "locale", "metrics", "papers")
"""Folders that are made again."""
SECRET, SIGNING = "secret-key", "signing-key"
SNAPSHOT = "snapshot"


def make(place: Path, at: datetime, with_keys: bool = False) -> Path:
    """Writes a backup to a file, or to a new file in a folder; gives the file. Raises BadFile where it cannot."""
    target = place / f"qala-{at:%Y%m%dT%H%M%SZ}.tar.gz" if place.is_dir() else place
    with archive.written(target) as writer, _snapshot():
        for model in rows.models_kept():
            member = f"tables/{rows.label(model)}.jsonl"
            with closing(rows.lines(model, SNAPSHOT)) as lines:
                writer.add(member, lines, model=rows.label(model), columns=rows.columns(model))
        for name, file in [*_files(), *(_keys() if with_keys else ())]:
            writer.add(name, _pieces(file))
        connection = connections[SNAPSHOT]
        applied = sorted(MigrationRecorder(connection).applied_migrations())
        about = {"version": __version__, "at": at.isoformat(), "database": connection.vendor, "keys": with_keys}
        writer.end({**about, "migrations": applied})
    Backup.objects.create(at=at, file=str(target.resolve()), size=target.stat().st_size, with_keys=with_keys)
    return target


@contextmanager
def _snapshot() -> Iterator[None]:
    """A connection that sees the database as it is now until the end, and lets others write."""
    told = copy.deepcopy(connections.settings["default"])
    if connections["default"].vendor == "sqlite":
        told["OPTIONS"]["transaction_mode"] = "DEFERRED"
    connections.settings[SNAPSHOT] = told
    try:
        with transaction.atomic(using=SNAPSHOT), connections[SNAPSHOT].cursor() as cursor:
            if connections[SNAPSHOT].vendor == "postgresql":
                cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY")
            cursor.execute("SELECT count(*) FROM django_migrations")
            yield
    finally:
        connections[SNAPSHOT].close()
        del connections[SNAPSHOT]
        del connections.settings[SNAPSHOT]


def _files() -> Iterator[tuple[str, Path]]:
    """What else lies in QALA_HOME, such as evidence: neither the database, nor keys, nor what is made again."""
    root = home()
    former = set(Backup.objects.values_list("file", flat=True))
    for file in sorted(root.rglob("*")):
        parts = file.relative_to(root).parts
        apart = parts[0] in AGAIN or parts[0].startswith((".", "site.sqlite3", SECRET, SIGNING))
        apart = apart or file.name.startswith(".backup-")
        if file.is_file() and not file.is_symlink() and not apart and str(file.resolve()) not in former:
            yield "files/" + "/".join(parts), file


def _keys() -> Iterator[tuple[str, Path]]:
    told = os.environ.get("QALA_SIGNING_KEY")
    for file in sorted(home().iterdir()):
        if file.name == SECRET or (file.name.startswith(SIGNING) and not (told and file.name == f"{SIGNING}.pem")):
            yield f"keys/{file.name}", file
    if told:
        yield f"keys/{SIGNING}.pem", Path(told)


def _pieces(file: Path) -> Iterator[bytes]:
    with file.open("rb") as source:
        while piece := source.read(archive.PIECE):
            yield piece
