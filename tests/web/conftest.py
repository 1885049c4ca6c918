"""The site in this process, with four publications of the five cities in an SQLite database of its own."""

import os
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING

import pytest

from qala.engine import Settings, assess
from tests.kz_demo import demo_inputs

if TYPE_CHECKING:
    from django.test import Client


@dataclass(frozen=True)
class Site:
    """The digests of its publications: the newest, one of equal weights before it, one that is withdrawn."""

    client: "Client"
    newest: str
    equal: str
    withdrawn: str


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Site:
    kept = {name: os.environ.get(name) for name in ("QALA_HOME", "DATABASE_URL", "QALA_HOSTS")}
    os.environ |= {
        "QALA_HOME": str(tmp_path_factory.mktemp("site")),
        "DATABASE_URL": "",
        "DJANGO_SETTINGS_MODULE": "qala.web.settings",
        "QALA_HOSTS": "localhost",
    }
    import django
    from django.core.management import call_command

    django.setup()
    call_command("migrate", verbosity=0)
    call_command("collectstatic", verbosity=0, interactive=False)
    for name, value in kept.items():
        os.environ.pop(name)
        if value is not None:
            os.environ[name] = value
    return _published()


def _published() -> Site:
    from django.test import Client

    from qala.web.publications import services

    standard, values, places = demo_inputs()
    asked = (
        Settings(("2015",)),
        Settings(("2017", "2018"), weights="equal"),
        Settings(("2015", "2016", "2017", "2018", "2019")),
    )
    found = []
    for day, settings in enumerate(asked, 1):
        made = assess(standard, values, settings, places)
        signature = '{"signed": "x"}' if day == 3 else ""
        found.append(services.publish(made, datetime(2026, 1, day, tzinfo=UTC), signature=signature).short)
    reason = {"kk": "қате болды", "ru": "была ошибка", "en": "a mistake was found"}
    services.withdraw(f"sha256:{found[0]}", reason, "A. B.", datetime(2026, 2, 1, tzinfo=UTC))
    return Site(Client(SERVER_NAME="localhost"), found[2], found[1], found[0])
