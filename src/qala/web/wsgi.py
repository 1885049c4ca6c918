"""The site as a WSGI application: probes, what it counts, then pages that are kept, then its own files, then Django."""

import os
import re
from collections.abc import Iterable

from django.conf import settings
from django.core.wsgi import get_wsgi_application
from django.db import DatabaseError, InterfaceError, close_old_connections
from prometheus_client.core import GaugeMetricFamily
from whitenoise import WhiteNoise

from qala.files.home import home
from qala.web.kept_pages import Application, KeptPages
from qala.web.metrics import Measured
from qala.web.probes import Probes

_HASHED = re.compile(r"\.[0-9a-f]{12}\.")


def made() -> Application:
    """The whole of it."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "qala.web.settings")
    files = WhiteNoise(
        get_wsgi_application(),
        root=home() / "static",
        prefix="static/",
        immutable_file_test=lambda _path, url: bool(_HASHED.search(url)),
        add_headers_function=_headers,
        allow_all_origins=False,
    )
    return Probes(Measured(KeptPages(files, _stamp), _figures, settings.METRICS_TOKEN), _missing)


def _headers(headers: dict[str, str], _path: str, _url: str) -> None:
    """What browsers need to know of every file."""
    headers["X-Content-Type-Options"] = "nosniff"


def _stamp() -> object:
    """What changes with publications, boundaries, and who is responsible; None where the database does not answer."""
    from qala.web.areas import services as areas  # noqa: PLC0415 - Django has to be set up before
    from qala.web.feedback import services as feedback  # noqa: PLC0415
    from qala.web.publications import services as publications  # noqa: PLC0415

    close_old_connections()
    try:
        return publications.stamp(), areas.stamp(), feedback.stamp()
    except DatabaseError:
        return None


def _figures() -> Iterable[GaugeMetricFamily]:
    """What is told of the site beside what it counts."""
    from qala.web.running import services as running  # noqa: PLC0415

    close_old_connections()
    return running.figures()


def _missing() -> str:
    """Blank where the database answers and has the tables of this version; else a word, without any detail."""
    from qala.web.running import services as running  # noqa: PLC0415

    close_old_connections()
    try:
        return "" if running.ready() else "migrations"
    except (DatabaseError, InterfaceError):
        return "database"


application = made()
