"""Rows of what was done are added alone: the database itself refuses to change or delete them."""

from typing import Any

from django.db import migrations

SQLITE = """
CREATE TRIGGER proposals_record_no_{name} BEFORE {verb} ON proposals_record
BEGIN SELECT RAISE(ABORT, 'records are kept as they are'); END
"""
POSTGRESQL = (
    """
CREATE FUNCTION proposals_record_kept() RETURNS trigger LANGUAGE plpgsql AS
$$ BEGIN RAISE EXCEPTION 'records are kept as they are' USING ERRCODE = 'integrity_constraint_violation'; END $$
""",
    """
CREATE TRIGGER proposals_record_kept BEFORE UPDATE OR DELETE OR TRUNCATE ON proposals_record
FOR EACH STATEMENT EXECUTE FUNCTION proposals_record_kept()
""",
)


def keep(apps: Any, schema_editor: Any) -> None:
    if schema_editor.connection.vendor == "sqlite":
        for verb in ("UPDATE", "DELETE"):
            schema_editor.execute(SQLITE.format(name=verb.lower(), verb=verb))
    else:
        for words in POSTGRESQL:
            schema_editor.execute(words)


def let_go(apps: Any, schema_editor: Any) -> None:
    if schema_editor.connection.vendor == "sqlite":
        for verb in ("update", "delete"):
            schema_editor.execute(f"DROP TRIGGER proposals_record_no_{verb}")
    else:
        schema_editor.execute("DROP TRIGGER proposals_record_kept ON proposals_record")
        schema_editor.execute("DROP FUNCTION proposals_record_kept()")


class Migration(migrations.Migration):
    dependencies = [("proposals", "0001_initial")]
    operations = [migrations.RunPython(keep, let_go)]
