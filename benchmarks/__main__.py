"""`./qala bench [NAME]`: each line a figure, its peer or limit in the same run, the ratio, the aim."""

import sys
from importlib import import_module
from pathlib import Path

from benchmarks.line import Line


def main(names: list[str]) -> int:
    """Runs the benchmarks named, by default all; 1 where an aim is missed."""
    here = Path(__file__).parent
    known = sorted(
        file.stem for file in here.glob("*.py") if file.stem not in ("__init__", "__main__", "line", "stored")
    )
    missed = 0
    for name in names or known:
        if name not in known:
            print(f"there is no benchmark {name}; there are {', '.join(known)}", file=sys.stderr)
            return 2
        lines: list[Line] = import_module(f"benchmarks.{name}").lines()
        for line in lines:
            print(line.text())
            missed += not line.reached
    return 1 if missed else 0


sys.exit(main(sys.argv[1:]))
