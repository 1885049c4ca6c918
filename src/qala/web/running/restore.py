"""Putting a backup back: whole or not at all, whichever database it was made of."""

import os
import sqlite3
import tempfile
from pathlib import Path

from django.apps import apps
from django.apps.registry import Apps
from django.core.management import call_command
from django.core.management.color import no_style
from django.db import connections, transaction
from django.db.migrations.executor import MigrationExecutor

from qala.engine.digest import assessment_digest
from qala.errors import BadFile, BadUse, CheckFailed, Place
from qala.files.home import home
from qala.web.publications import services as publications
from qala.web.running import archive, backup, rows

NEW = "restored"


def restore(file: Path, replace: bool = False) -> archive.Manifest:
    """Puts a backup in the place of what the site has; gives its manifest.

    Raises BadFile for a file that is damaged, of a newer version or no backup, BadUse where the site has something
    already and is not to be replaced, CheckFailed where what came out is not what went in: then nothing has changed.
    """
    manifest = archive.verified(file)
    _check_known(file, manifest)
    _check_empty(manifest, replace)
    if connections["default"].vendor == "sqlite":
        _into_sqlite(file, manifest)
    else:
        with transaction.atomic():
            _drop_all()
            _fill(file, manifest, "default")
    return manifest


def _check_known(file: Path, manifest: archive.Manifest) -> None:
    known = MigrationExecutor(connections["default"]).loader.graph.nodes
    if any(tuple(one) not in known for one in manifest["migrations"]):
        raise BadFile("running.newer", Place(str(file)), version=manifest["version"])


def _check_empty(manifest: archive.Manifest, replace: bool) -> None:
    tables = set(connections["default"].introspection.table_names())
    used = any(one._meta.db_table in tables and one._base_manager.exists() for one in rows.models_kept())
    signs = manifest["keys"] and (home() / f"{backup.SIGNING}.pem").exists()
    if (used or signs) and not replace:
        raise BadUse("running.not_empty")


def _into_sqlite(file: Path, manifest: archive.Manifest) -> None:
    """Into a new file first, then over the former in one transaction of SQLite's own, which a reader may wait for."""
    live = connections["default"].settings_dict["NAME"]
    with tempfile.TemporaryDirectory(dir=home(), prefix=".restore-") as folder:
        made = Path(folder) / "new.sqlite3"
        connections.settings[NEW] = {**connections.settings["default"], "NAME": made}
        try:
            _fill(file, manifest, NEW)
        finally:
            connections[NEW].close()
            del connections[NEW]
            del connections.settings[NEW]
        connections["default"].close()
        source, target = sqlite3.connect(made), sqlite3.connect(live, timeout=30)
        try:
            source.backup(target)
        finally:
            source.close()
            target.close()


def _fill(file: Path, manifest: archive.Manifest, alias: str) -> None:
    """Tables as they were when it was made, their rows, then the tables of this version; whether all is
    there; at last the files.
    """
    executor = MigrationExecutor(connections[alias])
    executor.migrate(_last_of(manifest))
    former = MigrationExecutor(connections[alias]).loader.project_state(_last_of(manifest)).apps
    told = {one["name"]: one for one in manifest["members"]}
    with transaction.atomic(using=alias):
        for name, opened in archive.members(file):
            if name.startswith("tables/"):
                one = told[name]
                rows.insert(former.get_model(one["model"]), one["columns"], opened, alias)
        connections[alias].check_constraints()
        _set_sequences(alias)
    _check_counts(manifest, alias, former)
    call_command("migrate", database=alias, verbosity=0)
    _check_publications(alias)
    _put_files(file)


def _last_of(manifest: archive.Manifest) -> list[tuple[str, str]]:
    last: dict[str, str] = {}
    for app, name in sorted(manifest["migrations"]):
        last[app] = name
    return sorted(last.items())


def _set_sequences(alias: str) -> None:
    connection = connections[alias]
    with connection.cursor() as cursor:
        tables = set(connection.introspection.table_names(cursor))
        models = [one for one in rows.models_kept() if one._meta.db_table in tables]
        for words in connection.ops.sequence_reset_sql(no_style(), models):
            cursor.execute(words)


def _check_counts(manifest: archive.Manifest, alias: str, former: Apps) -> None:
    for one in manifest["members"]:
        if "model" in one:
            found = former.get_model(one["model"])._base_manager.using(alias).count()
            if found != one["rows"]:
                raise CheckFailed("running.differs", what=one["model"], said=one["rows"], found=found)


def _check_publications(alias: str) -> None:
    """That every publication is the one of its digest."""
    for digest, document in publications.all_documents(alias):
        found = assessment_digest(document)
        if found != digest:
            raise CheckFailed("running.differs", what="publication", said=digest, found=found)


def _drop_all() -> None:
    """On PostgreSQL: all tables of the site with the functions of their triggers, in the transaction that fills."""
    connection = connections["default"]
    with connection.cursor() as cursor:
        known = {one._meta.db_table for one in apps.get_models(include_auto_created=True)} | {"django_migrations"}
        tables = sorted(known & set(connection.introspection.table_names(cursor)))
        cursor.execute(
            "SELECT DISTINCT t.tgfoid::regprocedure::text FROM pg_trigger t JOIN pg_class c ON c.oid = t.tgrelid "
            "WHERE NOT t.tgisinternal AND c.relname = ANY(%s) AND c.relnamespace = current_schema()::regnamespace",
            [tables],
        )
        functions = [name for (name,) in cursor.fetchall()]
        for table in tables:
            cursor.execute(f"DROP TABLE {connection.ops.quote_name(table)} CASCADE")
        for function in functions:
            cursor.execute(f"DROP FUNCTION {function}")


def _put_files(file: Path) -> None:
    """Each whole or not at all; a key that lay there is kept beside under another name."""
    for name, opened in archive.members(file):
        kind, _, rest = name.partition("/")
        if kind not in ("files", "keys") or not rest:
            continue
        target = home() / rest
        target.parent.mkdir(parents=True, exist_ok=True)
        descriptor, made = tempfile.mkstemp(dir=target.parent, prefix=".restore-")
        with os.fdopen(descriptor, "wb") as out:
            while piece := opened.read(archive.PIECE):
                out.write(piece)
            out.flush()
            os.fsync(out.fileno())
        if kind == "keys" and target.exists() and target.read_bytes() != Path(made).read_bytes():
            target.rename(target.with_name(f"{target.name}.before-restore"))
        Path(made).replace(target)
