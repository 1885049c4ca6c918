"""The command `qala`: thin; reads files, calls the library, prints."""

import os
import sys

from qala.cli.app import app
from qala.errors import QalaError
from qala.texts import language_of


def main() -> None:
    """Runs the command. An error is one sentence on standard error; exit code 1: a check failed, 2: bad input."""
    debug = "--debug" in sys.argv
    arguments = [argument for argument in sys.argv[1:] if argument != "--debug"]
    try:
        app(args=arguments, prog_name="qala")
    except QalaError as error:
        if debug:
            raise
        sys.stderr.write(f"qala: {error.text(language_of(os.environ))}\n")
        sys.exit(error.exit_code)
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
