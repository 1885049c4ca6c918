"""Robustness of 10,000 areas x 100 indicators over 4 levels, with 1,000 replications; and of 51 x 49 with choices.

Each beside its floor in bare NumPy on two threads, in the same run: (a) weights on complete data: the product of
weights and degrees, and the sorting of rows; (b) the same with one value in fifty missing; (c) an error on every value
and renewed normalising: drawing the normals alone; (d) four factors of method on 51 x 49: an absolute limit. Then peak
memory with 10,000 replications, and twice the areas, indicators and replications.
"""

import subprocess
import sys
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import numpy as np
import numpy.typing as npt
import polars as pl
from threadpoolctl import threadpool_limits

from benchmarks.line import Line, best_of
from qala.engine import Settings
from qala.engine.document import Computed
from qala.engine.run import compute
from qala.robust.factors import drawn, factors_of
from qala.robust.problem import Problem
from qala.robust.ranks import ranks_of
from qala.robust.runs import run
from qala.robust.summary import summary_of
from qala.standard import Standard, parse_standard
from qala.values.model import COLUMNS, Values

AREAS, INDICATORS, PILLARS, BRANCHES, REPLICATIONS = 10_000, 100, 20, 5, 1_000
THREADS, BLOCK = 2, 64
Matrix = npt.NDArray[np.float64]
NONE = 'method = "none"\n'


def method(indicators: int, robust: str, normalise: str = 'method = "minmax"\n') -> Standard:
    """Indicators under 20 pillars under 5 branches under the root; min-max, arithmetic means."""
    tree = ["id,parent,weight", "root,,1"]
    tree += [f"b{branch},root,{1 + branch % 3}" for branch in range(BRANCHES)]
    tree += [f"p{pillar},b{pillar % BRANCHES},{1 + pillar % 2}" for pillar in range(PILLARS)]
    rows = ["id,parent,weight,direction"]
    rows += [
        f"i{one:03},p{one % PILLARS},{1 + one % 4},{'lower' if one % 3 else 'higher'}" for one in range(indicators)
    ]
    bands = "".join(f'{{ id = "{band}", from = {25 * band} }},' for band in range(4))
    about = f'[standard]\nid = "bench"\ntitle = "bench"\n[normalise]\n{normalise}[scale]\nbands = [{bands}]\n{robust}'
    return parse_standard({"standard.toml": about, "tree.csv": "\n".join(tree), "indicators.csv": "\n".join(rows)})


def made(standard: Standard, areas: int, missing: float = 0.0) -> Computed:
    """An assessment of uniform figures."""
    random = np.random.default_rng(7)
    facts = [one.id for one in standard.indicators]
    value = 10 + random.random((areas, len(facts)))
    value[random.random(value.shape) < missing] = np.nan
    frame = pl.DataFrame(
        {
            "area": np.repeat([f"a{area:06}" for area in range(areas)], len(facts)),
            "fact": np.tile(facts, areas),
            "value": value.reshape(-1),
        }
    ).filter(pl.col("value").is_not_nan())
    blank = {name: pl.lit(None if kind == pl.Float64 else "").cast(kind).alias(name) for name, kind in COLUMNS.items()}
    blank |= {"period": pl.lit("2020").alias("period"), "status": pl.lit("official").alias("status")}
    blank["boundary"] = pl.col("area").alias("boundary")
    frame = frame.with_columns([column for name, column in blank.items() if name not in frame.columns])
    return compute(standard, Values.of(frame), Settings(("2020",)))


def work_of(given: Computed, replications: int) -> Callable[[], object]:
    """All from drawing to ranks and quantiles of the root."""
    root = [node.id for node in given.standard.nodes].index(given.standard.root.id)

    def work() -> object:
        factors = factors_of(given)
        problem = Problem(given, factors, 1, (root,))
        sample = run(problem, drawn(factors, replications, 1), THREADS)
        ranks = ranks_of(sample.degrees[0], given.standard.scale.round, THREADS)
        return summary_of(sample.degrees[0], sample.bands[0], ranks, len(given.standard.scale.bands), THREADS)

    return work


def product_floor(areas: int, indicators: int, replications: int) -> Callable[[], object]:
    """The bare product and the argsort of blocks of rows, on two threads."""
    random = np.random.default_rng(3)
    degrees, weights = random.random((indicators, areas)), random.random((replications, indicators))
    found = np.empty((replications, areas))

    def block(start: int) -> None:
        np.matmul(weights[start : start + BLOCK], degrees, out=found[start : start + BLOCK])
        np.argsort(found[start : start + BLOCK], axis=1)

    def work() -> object:
        with threadpool_limits(1, "blas"), ThreadPoolExecutor(THREADS) as pool:
            return list(pool.map(block, range(0, replications, BLOCK)))

    return work


def normal_floor(figures: int, replications: int) -> Callable[[], object]:
    """Drawing the normals alone, on two threads."""
    buffers = [np.empty(figures) for _ in range(THREADS)]

    def half(thread: int) -> None:
        random = np.random.Generator(np.random.SFC64(thread))
        for _ in range(replications // THREADS):
            random.standard_normal(out=buffers[thread])

    def work() -> object:
        with ThreadPoolExecutor(THREADS) as pool:
            return list(pool.map(half, range(THREADS)))

    return work


WEIGHTS = f"[robust.values]\n{NONE}[robust.missing]\n{NONE}"
ERRORS = f"[robust.values]\nungraded = 0.01\n[robust.missing]\n{NONE}[robust.weights]\n{NONE}"


def choices() -> Computed:
    """51 x 49 with five treatments of outliers, two normalisations, Dirichlet weights and two means."""
    robust = (
        f"{WEIGHTS}[robust.choices]\nmax_points = [1, 2, 3, 4, 5]\n"
        'normalise = ["minmax:1:100", "zscore:10:2"]\naggregate = ["arithmetic", "geometric"]\n'
    )
    normalise = 'method = "minmax"\nrange = [1, 100]\n[treat]\nmethod = "winsorise"\n'
    return made(method(49, robust, normalise), 51)


def lines() -> list[Line]:
    """(a) to (d), memory, and twice of everything."""
    whole = made(method(INDICATORS, WEIGHTS), AREAS)
    holed = made(method(INDICATORS, WEIGHTS), AREAS, 0.02)
    noisy = made(method(INDICATORS, ERRORS), AREAS)
    floor = best_of(5, product_floor(AREAS, INDICATORS, REPLICATIONS))
    single = best_of(5, work_of(whole, REPLICATIONS))
    second = best_of(3, work_of(holed, REPLICATIONS))
    normals = best_of(1, normal_floor(AREAS * INDICATORS, REPLICATIONS))
    third = best_of(1, work_of(noisy, REPLICATIONS))
    fourth = best_of(9, work_of(choices(), REPLICATIONS)) * 1000
    return [
        Line("robust (a) weights, 10,000 x 100 x 1,000", single, "product and argsort", floor, 2.5 * floor),
        Line("robust (b) 2 % missing", second, "the same floor", floor, 4 * floor),
        Line("robust (c) errors on every figure", third, "normals alone", normals, 2 * normals),
        Line("robust (d) 51 x 49, 4 factors", fourth, "the limit", 50, 50, "ms"),
        *memory(),
        *(twice(name, single) for name in ("areas", "indicators", "replications")),
    ]


def memory() -> list[Line]:
    """Peak memory beyond the input with 10,000 replications, each in a process of its own."""
    found = []
    for case in ("a", "b", "c"):
        command = [sys.executable, "-m", "benchmarks.robust", case, str(10 * REPLICATIONS)]
        done = subprocess.run(command, capture_output=True, text=True, check=True)
        found.append(Line(f"robust ({case}) memory at 10,000", float(done.stdout), "2 GiB", 2147, 2147, "MB"))
    return found


def twice(what: str, single: float) -> Line:
    """The cost of twice the areas, indicators or replications against twice that of once."""
    areas, indicators, replications = (
        size * (2 if name == what else 1)
        for name, size in (("areas", AREAS), ("indicators", INDICATORS), ("replications", REPLICATIONS))
    )
    given = made(method(indicators, WEIGHTS), areas)
    return Line(f"robust (a), twice the {what}", best_of(3, work_of(given, replications)), "twice once", 2 * single)


def resident(line: str) -> float:
    """This process's resident memory in MB: VmRSS of now, VmHWM the greatest since it was last reset."""
    status = Path("/proc/self/status").read_text()
    return int(status.split(f"{line}:")[1].split()[0]) / 1e3


if __name__ == "__main__":
    case, count = sys.argv[1], int(sys.argv[2])
    robust_, gaps = {"a": (WEIGHTS, 0.0), "b": (WEIGHTS, 0.02), "c": (ERRORS, 0.0)}[case]
    task = work_of(made(method(INDICATORS, robust_), AREAS, gaps), count)
    Path("/proc/self/clear_refs").write_text("5")  # resets VmHWM
    before = resident("VmRSS")
    task()
    print(resident("VmHWM") - before)
