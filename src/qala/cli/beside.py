"""A process that runs beside this one."""

import subprocess
import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager

PATIENCE = 15.0
"""Seconds that it has to end by itself."""
PAUSE = 2.0
"""Seconds after which one that ended is started anew."""


@contextmanager
def beside(command: Sequence[str]) -> Iterator[None]:
    """Keeps the command running until the block is left: where it ends by itself it is started anew."""
    keeper = _Keeper(command)
    keeper.start()
    try:
        yield
    finally:
        keeper.stop()


class _Keeper(threading.Thread):
    def __init__(self, command: Sequence[str]) -> None:
        super().__init__(daemon=True)
        self.command = command
        self.left = threading.Event()
        self.lock = threading.Lock()
        self.process = self._launched()

    def run(self) -> None:
        while True:
            self.process.wait()
            self.left.wait(PAUSE)
            with self.lock:
                if self.left.is_set():
                    return
                self.process = self._launched()

    def stop(self) -> None:
        with self.lock:
            self.left.set()
        self.process.terminate()
        try:
            self.process.wait(PATIENCE)
        except subprocess.TimeoutExpired:
            self.process.kill()
        self.join(PATIENCE)

    def _launched(self) -> "subprocess.Popen[bytes]":
        # Of a group of its own, so that Ctrl-C reaches it only through `stop`.
        return subprocess.Popen(self.command, stdin=subprocess.DEVNULL, process_group=0)  # noqa: S603
