"""The ledger is added to alone: the database itself refuses to change or delete what was said, and to turn a chain
back. Private parts are taken out, never changed.
"""

from typing import Any

from django.db import migrations

REFUSED = "the ledger is only added to"
ONWARD = "NEW.length = OLD.length + 1 AND NEW.name = OLD.name"
SQLITE = {
    f"ledger_{table}_no_{verb.lower()}": (
        f"BEFORE {verb} ON ledger_{table} {when} BEGIN SELECT RAISE(ABORT, '{REFUSED}'); END"
    )
    for table, verb, when in (
        ("entry", "UPDATE", ""),
        ("entry", "DELETE", ""),
        ("private", "UPDATE", ""),
        ("chain", "UPDATE", f"WHEN NOT ({ONWARD})"),
        ("chain", "DELETE", ""),
    )
}
FUNCTION = f"""
CREATE FUNCTION ledger_added_to_alone() RETURNS trigger LANGUAGE plpgsql AS
$$ BEGIN RAISE EXCEPTION '{REFUSED}' USING ERRCODE = 'integrity_constraint_violation'; END $$
"""
POSTGRESQL = {
    "entry": "BEFORE UPDATE OR DELETE OR TRUNCATE ON ledger_entry FOR EACH STATEMENT",
    "private": "BEFORE UPDATE OR TRUNCATE ON ledger_private FOR EACH STATEMENT",
    "chain": "BEFORE DELETE OR TRUNCATE ON ledger_chain FOR EACH STATEMENT",
    "chain_onward": f"BEFORE UPDATE ON ledger_chain FOR EACH ROW WHEN (NOT ({ONWARD}))",
}


def guard(apps: Any, schema_editor: Any) -> None:
    if schema_editor.connection.vendor == "sqlite":
        for name, when in SQLITE.items():
            schema_editor.execute(f"CREATE TRIGGER {name} {when}")
    else:
        schema_editor.execute(FUNCTION)
        for name, when in POSTGRESQL.items():
            schema_editor.execute(f"CREATE TRIGGER ledger_{name}_kept {when} EXECUTE FUNCTION ledger_added_to_alone()")


def let_go(apps: Any, schema_editor: Any) -> None:
    if schema_editor.connection.vendor == "sqlite":
        for name in SQLITE:
            schema_editor.execute(f"DROP TRIGGER {name}")
    else:
        schema_editor.execute("DROP FUNCTION ledger_added_to_alone() CASCADE")


class Migration(migrations.Migration):
    dependencies = [("ledger", "0001_initial")]
    operations = [migrations.RunPython(guard, let_go)]
