"""The rows of the site's tables as lines of JSON that any database takes."""

import base64
import json
from collections.abc import Generator, Iterable
from contextlib import closing
from typing import Any, cast

from django.apps import apps
from django.db import connections
from django.db.models import Model

PASSING = ("contenttypes.", "auth.", "sessions.", "usersessions.", "people.attempt", "people.shared", "jobs.sign")
"""Not kept: what Django makes again, who is signed in just now, tries to sign in, and which workers live."""
MANY = 100
Row = list[Any]
Rows = Generator[Any, None, None]


def models_kept() -> list[type[Model]]:
    """The models whose rows a backup has, by their labels."""
    found = (one for one in apps.get_models(include_auto_created=True) if one._meta.managed and not one._meta.proxy)
    return sorted((one for one in found if not one._meta.label_lower.startswith(PASSING)), key=label)


def label(model: type[Model]) -> str:
    """`app.model`."""
    return str(model._meta.label_lower)


def columns(model: type[Model]) -> list[str]:
    """The names of its fields that are columns."""
    return [field.attname for field in model._meta.concrete_fields]


def lines(model: type[Model], alias: str) -> Generator[bytes, None, None]:
    """All rows, in the order of their keys."""
    rows = model._base_manager.using(alias).order_by("pk").values_list(*columns(model))
    with closing(cast("Rows", rows.iterator(chunk_size=MANY))) as found:
        for row in found:
            yield json.dumps(row, ensure_ascii=False, separators=(",", ":"), default=_written).encode() + b"\n"


def insert(model: type[Model], names: list[str], given: Iterable[bytes], alias: str) -> int:
    """Puts rows into the table of a model; gives how many. Raises LookupError for a column that is not known."""
    connection = connections[alias]
    fields = {field.attname: field for field in model._meta.concrete_fields}
    kept = [fields[name] for name in names]
    quote = connection.ops.quote_name
    into = ", ".join(quote(str(field.column)) for field in kept)
    words = f"INSERT INTO {quote(model._meta.db_table)} ({into}) VALUES ({', '.join(['%s'] * len(kept))})"  # noqa: S608
    count = 0
    with connection.cursor() as cursor:
        for line in given:
            values = zip(kept, json.loads(line), strict=True)
            cursor.execute(words, [field.get_db_prep_save(field.to_python(one), connection) for field, one in values])
            count += 1
    return count


def _written(value: Any) -> Any:
    if isinstance(value, bytes | memoryview):
        return base64.b64encode(bytes(value)).decode()
    if hasattr(value, "isoformat"):
        return value.isoformat()
    return str(value)
