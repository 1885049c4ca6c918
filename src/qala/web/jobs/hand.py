"""The hand of a worker: a process of its own that runs the jobs, so that what it breaks or eats is its own.

It is started as a new interpreter, not forked: libraries that jobs use (Polars, OpenBLAS) have threads as soon as they
are imported, and a fork would copy their locks without them. Starting takes about a second, so that it stays for the
next job as long as it is small.
"""

import multiprocessing
import os
import resource
import signal
import sys
import threading
from multiprocessing.connection import Connection, wait

from qala.web.jobs.lease import Claim

LARGEST = 250 * 2**20
"""Bytes of memory at the most that a hand may have had in use to be kept."""
PATIENCE = 2.0
"""Seconds from the request to end to the kill."""
_NEW = multiprocessing.get_context("spawn")


class Hand:
    """A process that runs one job after another; the worker's end of it."""

    def __init__(self) -> None:
        self._pipe, other = _NEW.Pipe()
        self._process = _NEW.Process(target=_serve, args=(other,), name="hand")
        self._process.start()
        other.close()

    def give(self, held: Claim) -> None:
        """Lets it run a job. Where it has died meanwhile, `ended` tells so."""
        try:
            self._pipe.send(held)
        except OSError:
            self._process.join()

    def ended(self, seconds: float) -> bool:
        """Whether its job ended, or itself, within so many seconds."""
        return bool(wait([self._pipe, self._process.sentinel], seconds))

    def stays(self) -> bool:
        """After `ended`: whether it can take another job."""
        try:
            if self._pipe.poll() and self._pipe.recv():
                return True
        except EOFError:
            pass
        self.stop()
        return False

    def stop(self) -> None:
        """Ends it, by force where it does not by itself."""
        self._process.terminate()
        self._process.join(PATIENCE)
        self._process.kill()
        self._process.join()
        self._pipe.close()


def _serve(pipe: "Connection[bool, Claim]") -> None:
    """The other end: runs what it is given until the worker is gone."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(1))
    threading.Thread(target=_end_with_worker, daemon=True).start()
    import django  # noqa: PLC0415 - in this process nothing is set up yet

    django.setup()
    from qala.web.jobs.running import run  # noqa: PLC0415

    small = True
    while small:
        try:
            held = pipe.recv()
        except EOFError:
            break
        run(held)
        small = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024 < LARGEST
        if not small:
            signal.signal(signal.SIGTERM, signal.SIG_DFL)  # ending by itself and being ended may come together
        pipe.send(small)


def _end_with_worker() -> None:
    """A job of a worker that was killed is given to another one: this one must not go on beside it."""
    worker = multiprocessing.parent_process()
    if worker is not None:
        worker.join()
    os._exit(1)
