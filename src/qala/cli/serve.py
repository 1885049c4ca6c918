"""`qala serve`: the site."""

import multiprocessing
import os
import signal
import socket
import sys
import tempfile
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager, nullcontext
from datetime import UTC, datetime

import typer

from qala.cli import demo, inputs, site
from qala.cli.beside import beside
from qala.errors import BadUse
from qala.texts import text
from qala.web.kept_pages import Application

PERIODS = "2015..2019"
"""Of the shipped figures."""
MOST_WORKERS = 8
"""Processes that serve: as many as the machine computes at once, and each keeps pages of its own."""
PATIENCE = 5
"""Seconds that answers under way have at the end."""


def run(host: str, port: int, worker: bool) -> None:
    """Sets up the database, publishes the shipped figures where nothing is, and serves until it is stopped.

    worker: whether a worker runs beside it.

    Raises BadUse where the port cannot be had, or the database.
    """
    _check(host, port)
    shown = f"[{host}]" if ":" in host else host
    os.environ.setdefault("QALA_HOSTS", f"{shown},localhost,127.0.0.1,[::1]")
    os.environ.setdefault("QALA_PORT", str(port))
    with _counting():
        _prepare()
        _serve(host, port, worker, f"http://{shown}:{port}/")


def _serve(host: str, port: int, worker: bool, address: str) -> None:
    from granian.constants import Interfaces
    from granian.server import Server

    typer.echo(text("cli.serving", inputs.language(None), address=address))
    with _worker(worker):
        Server(
            "qala.web.wsgi:application",
            address=host,
            port=port,
            interface=Interfaces.WSGI,
            workers=min(os.cpu_count() or 1, MOST_WORKERS),
            log_enabled=False,
            workers_kill_timeout=PATIENCE,
        ).serve(target_loader=_application)


def _application(_target: str) -> Application:
    """In granian's own process. Ctrl-C reaches it and its parent, who passes it on: two signals at once may hang it."""
    signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    from qala.web.wsgi import application

    return application


def _check(host: str, port: int) -> None:
    try:
        with socket.socket(socket.AF_INET6 if ":" in host else socket.AF_INET) as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            probe.bind((host, port))
    except (OSError, OverflowError) as error:
        raise BadUse("cli.port", host=host, port=port, problem=getattr(error, "strerror", None) or error) from error


def _prepare() -> None:
    """The tables, the files, and the five cities where nothing is published."""
    site.prepare()
    from django.core.management import call_command
    from django.db import connections

    call_command("collectstatic", verbosity=0, interactive=False)
    from qala.web.publications import services

    empty = services.latest() is None
    connections.close_all()
    if empty:
        _publish_first()


def _publish_first() -> None:
    """In an interpreter of its own: granian forks what serves from this process, and the threads that Polars would have
    started here would be missing there, but not their locks.
    """
    process = multiprocessing.get_context("spawn").Process(target=_first)
    process.start()
    process.join()
    if process.exitcode:
        raise SystemExit(process.exitcode)


def _first() -> None:
    site.set_up()
    from qala.web.publications import services

    services.publish(demo.assessed(inputs.standard(demo.STANDARD), PERIODS), datetime.now(UTC))


@contextmanager
def _counting() -> Iterator[None]:
    """A folder for the figures that the processes of this site count together, as long as it runs.

    It is told before anything of prometheus_client is imported, which chooses then how it counts.
    """
    with tempfile.TemporaryDirectory(prefix="qala-metrics-") as folder:
        os.environ["PROMETHEUS_MULTIPROC_DIR"] = folder
        yield


def _worker(wanted: bool) -> AbstractContextManager[None]:
    return beside((sys.executable, "-m", "qala", "worker", "--parent", str(os.getpid()))) if wanted else nullcontext()
