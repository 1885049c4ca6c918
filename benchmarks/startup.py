"""How long a person waits: for `qala --help`, and for the demonstration, beside bare Python."""

import os
import subprocess
import sys
import tempfile

from benchmarks.line import Line, best_of


def lines() -> list[Line]:
    """The two claims."""
    with tempfile.TemporaryDirectory() as home:
        environment = {**os.environ, "QALA_HOME": home, "DISPLAY": ""}

        def run(*arguments: str) -> None:
            command = [sys.executable, *arguments]
            subprocess.run(command, check=True, capture_output=True, env=environment)

        bare = best_of(5, lambda: run("-c", "pass"))
        help_ = best_of(5, lambda: run("-m", "qala", "--help"))
        demo = best_of(3, lambda: run("-m", "qala", "demo"))
    peer = "bare python -c pass"
    return [Line("qala --help", help_, peer, bare, 0.4), Line("qala demo", demo, peer, bare, 6.0)]
