"""Tables whose rows are added alone, held by the database itself."""

from typing import Any

from django.db.migrations import RunPython

REFUSED = "rows of this table are only added"


def insert_only(*tables: str) -> RunPython:
    """The step of a migration after which these tables refuse to change or delete rows."""

    def guard(_apps: Any, schema_editor: Any) -> None:
        for table in tables:
            if schema_editor.connection.vendor == "sqlite":
                for verb in ("UPDATE", "DELETE"):
                    raised = f"BEGIN SELECT RAISE(ABORT, '{REFUSED}'); END"
                    schema_editor.execute(f"CREATE TRIGGER {table}_no_{verb.lower()} BEFORE {verb} ON {table} {raised}")
            else:
                schema_editor.execute(_function(table))
                schema_editor.execute(
                    f"CREATE TRIGGER {table}_kept BEFORE UPDATE OR DELETE OR TRUNCATE ON {table} "
                    f"FOR EACH STATEMENT EXECUTE FUNCTION {table}_added_to_alone()"
                )

    def let_go(_apps: Any, schema_editor: Any) -> None:
        for table in tables:
            if schema_editor.connection.vendor == "sqlite":
                for verb in ("update", "delete"):
                    schema_editor.execute(f"DROP TRIGGER {table}_no_{verb}")
            else:
                schema_editor.execute(f"DROP FUNCTION {table}_added_to_alone() CASCADE")

    return RunPython(guard, let_go)


def _function(table: str) -> str:
    raised = f"BEGIN RAISE EXCEPTION '{REFUSED}' USING ERRCODE = 'integrity_constraint_violation'; END"
    return f"CREATE FUNCTION {table}_added_to_alone() RETURNS trigger LANGUAGE plpgsql AS $$ {raised} $$"
