"""Each source of uncertainty against an assessment made from what was drawn, by the engine alone."""

import math
from dataclasses import replace
from statistics import NormalDist
from typing import Any

import numpy as np
import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from qala.engine import Settings, assess
from qala.engine.arrays import round_half_away
from qala.engine.bands import rank
from qala.engine.document import Computed
from qala.engine.run import compute
from qala.errors import QalaError
from qala.robust import runs
from qala.robust.factors import GIVEN, Factor, drawn, factors_of
from qala.robust.problem import Problem
from qala.robust.ranks import ranks_of
from qala.robust.runs import run
from qala.robust.summary import NAMES, QUANTILES, ahead, quantiles
from qala.robust.uncertainty import Asked, robustness
from qala.standard import Standard
from qala.values.model import Values
from tests.kz_demo import demo_assessment, demo_inputs
from tests.packs_by_hand import areas, long, standard, values

TREE = "id,parent,weight\nall,,1\nair,all,2\nheat,all,1\n"
INDICATORS = (
    "id,parent,weight,direction,kind,low,high,quality\n"
    "dust,air,2,lower,quantity,0,100,\nsmoke,air,1,lower,share,0,100,\nwarm,heat,1,higher,quantity,0,200,\n"
    "plan,heat,1,higher,level,0,5,\n"
)
QUIET = '[robust.values]\nmethod = "none"\n[robust.missing]\nmethod = "none"\n[robust.weights]\nmethod = "none"\n'
NOISY = QUIET.replace("none", "errors", 1)
FIGURE = st.one_of(st.floats(0, 100), st.just(math.nan), st.sampled_from([5.0, 7.0]))


def by_hand(extra: str = "", rows: dict[str, dict[str, float | None]] | None = None, **files: str) -> Computed:
    table = long(**(rows or TOWNS))
    method = standard(TREE, INDICATORS.replace(",quality", ""), extra, **files)
    return compute(method, table, Settings(("2020",)), areas(*(rows or TOWNS)))


TOWNS: dict[str, dict[str, float | None]] = {
    "town": {"dust": 20, "smoke": 45, "warm": 150, "plan": 4},
    "sea": {"dust": 35, "smoke": 15, "warm": 80, "plan": 2},
    "hill": {"dust": 60, "smoke": 70, "warm": 120, "plan": 1},
}


def problem(made: Computed, seed: int = 1) -> Problem:
    return Problem(made, factors_of(made), seed, tuple(range(made.tree.nodes)))


def sample_of(made: Computed, count: int = 5) -> tuple[Problem, np.ndarray]:
    asked = problem(made)
    return asked, run(asked, drawn(asked.factors, count, 1)).degrees


def degrees_of(method: Standard, table: Values, made: Computed, **more: Any) -> np.ndarray:
    document = assess(method, table, Settings(("2020",), **more), made.areas)
    names, towns = [node.id for node in method.nodes], list(made.grid.cases.areas)
    found = np.full((len(names), len(towns)), np.nan)
    for row in document["nodes"]:
        if row["degree"] is not None:
            found[names.index(row["node"]), towns.index(row["area"])] = row["degree"]
    return found


def replaced(made: Computed, change: dict[tuple[str, str], float]) -> Values:
    """The values with some (area, fact) set to others."""
    rows = [row for row in made.values.frame.iter_rows(named=True) if (row["area"], row["fact"]) not in change]
    rows += [{"area": a, "fact": f, "period": "2020", "value": v} for (a, f), v in change.items()]
    return values([{k: v for k, v in row.items() if v is not None} for row in rows])


def test_as_given_is_the_assessment() -> None:
    standard_, table, places = demo_inputs()
    made = compute(standard_, table, Settings(("2018", "2019")), places)
    asked = problem(made)
    found = run(asked, np.full((3, len(asked.factors)), GIVEN))
    own = round_half_away(made.result.degrees[: made.tree.nodes, asked.columns], 9)
    assert np.array_equal(found.degrees[:, 1], own, equal_nan=True)
    assert np.array_equal(found.bands[:, 2], made.result.bands[: made.tree.nodes, asked.columns])


def test_errors_of_figures() -> None:
    only = QUIET.replace('values]\nmethod = "none"', 'values]\nmethod = "errors"\nungraded = 0.2')
    made = by_hand(only)
    asked, found = sample_of(made)
    frame = made.grid.frames[0]
    for stream in range(5):
        normal, chance = asked.errors.draw(asked.factors[0].generator(1, stream))
        change = {}
        for number, row in enumerate(frame.iter_rows(named=True)):
            key = int(asked.errors.key[number])
            error, within = float(normal[key]), float(chance[key])
            if row["fact"] == "plan":
                off = (-1 if error < 0 else 1) if abs(within) > 1 - 0.2 else 0
                change[row["area"], "plan"] = min(5.0, max(0.0, row["value"] + off))
            else:
                high = 100.0 if row["fact"] == "smoke" else math.inf
                low = 0.0 if row["fact"] == "smoke" else -math.inf
                change[row["area"], row["fact"]] = min(high, max(low, row["value"] * (1 + 0.2 * error)))
        wanted = degrees_of(made.standard, replaced(made, change), made)
        assert found[:, stream] == pytest.approx(wanted, abs=1e-9)


def test_intervals_are_of_the_given_width() -> None:
    """A figure of 52 plus or minus 9.8 is normal with a deviation of 5; so is its degree, and a band's edge is 50."""
    method = standard("id,parent\nall,\n", "id,parent,direction,low,high\nx,all,higher,0,100\n", NOISY)
    figure = {"area": "a", "fact": "x", "period": "2020", "value": 52.0, "lower": 52 - 9.8, "upper": 52 + 9.8}
    made = compute(method, values([figure]), Settings(("2020",)), areas("a"))
    found = robustness(made, Asked(10_000))["nodes"][0]
    normal = NormalDist(52, 5)
    assert found["mean"] == pytest.approx(52, abs=0.2)
    assert found["sd"] == pytest.approx(5, abs=0.15)
    for name, share in zip(NAMES, QUANTILES, strict=True):
        assert found[name] == pytest.approx(normal.inv_cdf(share), abs=0.3)
    assert found["firm"] == pytest.approx(1 - normal.cdf(50), abs=0.02)
    assert sum(found["bands"].values()) == pytest.approx(1)


def test_one_figure_has_one_error_wherever_it_counts() -> None:
    tree = "id,parent\nall,\nleft,all\nright,all\n"
    table = "id,fact,parent,direction,low,high\nx,x,left,higher,0,100\ny,x,right,higher,0,100\n"
    made = compute(
        standard(tree, table, QUIET.replace("none", "errors", 1)), long(a={"x": 40}), Settings(("2020",)), areas("a")
    )
    _, found = sample_of(made, 50)
    left, right = (found[[node.id for node in made.standard.nodes].index(name)] for name in ("left", "right"))
    assert np.array_equal(left, right)
    assert left.std() > 0


def test_weights() -> None:
    only = QUIET.rpartition("method")[0] + 'method = "dirichlet"\nspread = 0.3\n'
    made = by_hand(only)
    asked, found = sample_of(made)
    items = [node.id for node in made.standard.nodes] + [one.id for one in made.standard.indicators]
    for stream in range(5):
        weights = asked.weights.shares(asked.weights.draw(asked.factors[0].generator(1, stream))[None])[0]
        own = tuple((items[child], float(weight)) for child, weight in zip(made.tree.children, weights, strict=True))
        wanted = degrees_of(made.standard, made.values, made, own_weights=own)
        assert found[:, stream] == pytest.approx(wanted, abs=1e-9)


@pytest.mark.parametrize("spread", [0.1, 0.3])
def test_weights_spread_as_told(spread: float) -> None:
    """A mean weight of a node of equal children has the relative standard deviation that is asked for."""
    table = "id,parent,direction,low,high\n" + "".join(f"i{n},all,higher,0,1\n" for n in range(5))
    only = QUIET.rpartition("method")[0] + f'method = "dirichlet"\nspread = {spread}\n'
    rows = {"a": {f"i{n}": 0.5 for n in range(5)}}
    made = compute(standard("id,parent\nall,\n", table, only), long(**rows), Settings(("2020",)), areas("a"))
    asked = problem(made)
    draws = np.array([asked.weights.draw(asked.factors[0].generator(1, stream)) for stream in range(4000)])
    draws = asked.weights.shares(draws)
    assert draws.sum(axis=1) == pytest.approx(np.ones(4000))
    assert draws.mean(axis=0) == pytest.approx(np.full(5, 0.2), rel=0.02)
    assert draws.std(axis=0) / 0.2 == pytest.approx(np.full(5, spread), rel=0.06)


def test_sets_of_weights_are_chosen_from_or_mixed() -> None:
    files: dict[str, Any] = {"weights_csv": "set,id,weight\none,air,1\none,heat,0\ntwo,air,0\ntwo,heat,1\n"}
    head = QUIET.rpartition("method")[0]
    chosen = by_hand(f'{head}method = "sets"\nsets = ["one", "two"]\n', **files)
    _, found = sample_of(chosen, 40)
    ends = {name: found[[node.id for node in chosen.standard.nodes].index(name)][0, 0] for name in ("air", "heat")}
    assert set(np.round(found[0, :, 0], 9)) == {round(end, 9) for end in ends.values()}
    mixed = by_hand(f'{head}method = "between"\nsets = ["one", "two"]\n', **files)
    root = sample_of(mixed, 40)[1][0, :, 0]
    assert len(set(root)) == 40
    assert min(ends.values()) <= root.min() < root.max() <= max(ends.values())


def test_goalposts() -> None:
    made = by_hand(QUIET + "[robust.goalposts]\nshare = 0.1\n")
    asked, found = sample_of(made)
    for stream in range(5):
        posts = asked.goalposts.draw(asked.factors[0].generator(1, stream))
        text = made.standard.files["indicators.csv"].splitlines()
        head, rows = text[0].split(","), [line.split(",") for line in text[1:]]
        for place, row in enumerate(asked.goalposts.rows):
            rows[row][head.index("low")], rows[row][head.index("high")] = (repr(float(end)) for end in posts[:, place])
        moved = standard(TREE, "\n".join([",".join(head), *(",".join(row) for row in rows)]))
        assert found[:, stream] == pytest.approx(degrees_of(moved, made.values, made), abs=1e-9)


def test_missing_values_come_from_peers() -> None:
    rows = {**TOWNS, "hill": {**TOWNS["hill"], "dust": None, "warm": None, "plan": None}}
    made = by_hand(QUIET.replace('missing]\nmethod = "none"', 'missing]\nmethod = "peers"'), rows)
    _, found = sample_of(made, 60)
    hill = list(made.grid.cases.areas).index("hill")
    names = [node.id for node in made.standard.nodes]
    air = {round(float(degree), 9) for degree in found[names.index("air"), :, hill]}
    assert air == {round((2 * (100 - dust) + 30) / 3, 9) for dust in (20, 35)}
    assert np.isnan(found[names.index("heat"), :, hill]).all(), "of nothing known nothing is drawn"
    row = next(r for r in robustness(made, Asked(50))["nodes"] if (r["area"], r["node"]) == ("hill", "air"))
    assert row["drawn"] == 0.5
    heat = next(r for r in robustness(made, Asked(50))["nodes"] if (r["area"], r["node"]) == ("hill", "heat"))
    assert (heat["withheld"], heat["firm"], heat["mean"], heat["rank_mid"], heat["bands"]) == (
        1.0,
        None,
        None,
        None,
        {},
    )


def test_missing_values_follow_the_own_past() -> None:
    """The figure of the year before, changed as a peer's changed since."""
    method = standard("id,parent\nall,\n", "id,parent,direction,low,high\nx,all,higher,0,100\ny,all,higher,0,100\n",
                      QUIET.replace('missing]\nmethod = "none"', 'missing]\nmethod = "peers"'))  # fmt: skip
    rows = [
        {"area": area, "fact": "x", "period": period, "value": value}
        for area, series in {"a": (10, 14), "b": (20, 21), "c": (50, None)}.items()
        for period, value in zip(("2019", "2020"), series, strict=True) if value is not None
    ] + [{"area": area, "fact": "y", "period": "2020", "value": 0} for area in "abc"]  # fmt: skip
    made = compute(method, values(rows), Settings(("2019", "2020")), areas("a", "b", "c"))
    asked, found = sample_of(made, 40)
    column = [int(c) for c in asked.columns].index(
        made.grid.cases.span(0, made.grid.cases.periods.index("2020")).start + 2
    )
    assert {round(float(degree), 9) for degree in found[0, :, column]} == {27.0, 25.5}


def test_missing_values_follow_the_own_past_where_peers_were_others() -> None:
    """Areas that were screened out of the year before still tell of their change since."""
    method = standard(
        "id,parent\nall,\n",
        "id,parent,direction,low,high\nx,all,higher,0,100\ny,all,higher,0,100\nz,all,higher,0,100\n",
        QUIET.replace('missing]\nmethod = "none"', 'missing]\nmethod = "peers"') + "[areas]\nscreen = 0.6\n",
    )
    series = {"a": (10, 14), "b": (20, 21), "c": (50, None)}
    rows = [
        {"area": area, "fact": "x", "period": period, "value": value}
        for area, pair in series.items() for period, value in zip(("2019", "2020"), pair, strict=True)
        if value is not None
    ] + [{"area": area, "fact": fact, "period": "2020", "value": 0} for area in "abc" for fact in "yz"]  # fmt: skip
    made = compute(method, values(rows), Settings(("2019", "2020")), areas("a", "b", "c"))
    gaps = problem(made).gaps
    assert sorted(gaps.pool.tolist()) == [1.0, 4.0]
    assert gaps.base.tolist() == [50.0]


def test_choices_of_method() -> None:
    means, scales = ("arithmetic", "minimum", "power:2"), ("goalposts", "minmax")
    choices = 'aggregate = ["arithmetic", "minimum", "power:2"]\nnormalise = ["goalposts", "minmax:1:100"]\n'
    made = by_hand(f"{QUIET}[robust.choices]\n{choices}")
    asked = problem(made)
    scenarios = np.array([[a, n] for a in range(3) for n in range(2)])
    found = run(asked, scenarios).degrees
    for row, (mean, scaled) in enumerate((mean, scaled) for mean in means for scaled in scales):
        ends = "" if scaled == "goalposts" else "range = [1, 100]\n"
        toml = f'[normalise]\nmethod = "{scaled}"\n{ends}[aggregate]\nmethod = "{mean}"\n'
        method = standard(TREE, INDICATORS.replace(",quality", ""), toml)
        assert found[:, row] == pytest.approx(degrees_of(method, made.values, made), abs=1e-9), (mean, scaled)


def test_a_degree_of_zero_withholds_its_replication_alone() -> None:
    rows = {
        "a": {"dust": 97, "smoke": 40, "warm": 150, "plan": 4},
        "b": {"dust": 50, "smoke": 40, "warm": 150, "plan": 4},
    }
    only = QUIET.replace("none", "errors", 1).replace('"errors"', '"errors"\nungraded = 0.05')
    made = by_hand(only + '[aggregate]\nmethod = "geometric"\n', rows)  # type: ignore[arg-type]
    found = robustness(made, Asked(2000))
    row = next(r for r in found["nodes"] if (r["area"], r["node"]) == ("a", "air"))
    assert row["withheld"] == pytest.approx(1 - NormalDist(97, 97 * 0.05).cdf(100), abs=0.03)
    assert "zeros_withhold" in found["rules"]
    other = next(r for r in found["nodes"] if (r["area"], r["node"]) == ("b", "air"))
    assert other["withheld"] == 0


def test_same_seed_same_bits(monkeypatch: pytest.MonkeyPatch) -> None:
    """Whatever the number of threads, the size of tiles, and how many replications come after."""
    standard_, table, places = demo_inputs()
    made = compute(
        replace(standard_, robust=replace(standard_.robust, goalposts=0.05)), table, Settings(("2019",)), places
    )
    asked = problem(made)
    scenarios = drawn(asked.factors, 300, 1)
    one = run(asked, scenarios, threads=1).degrees
    monkeypatch.setattr(runs, "TILE", 256)
    many = run(asked, drawn(asked.factors, 400, 1), threads=3).degrees
    assert np.array_equal(one, many[:, :300], equal_nan=True)
    assert not np.array_equal(one, run(problem(made, seed=2), scenarios).degrees, equal_nan=True)


def test_stopped_keeps_what_is_done(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(runs, "TILE", 256)
    made = by_hand()
    whole = robustness(made, Asked(400))

    def stop(done: int, _count: int) -> None:
        if done >= 128:
            raise KeyboardInterrupt

    part = robustness(made, Asked(400), stop)
    assert 128 <= part["replications"] < 400
    assert part["asked"] == 400
    again = robustness(made, Asked(part["replications"]))
    assert [row["mean"] for row in part["nodes"]] == [row["mean"] for row in again["nodes"]]
    assert whole["replications"] == 400


def test_sources_tell_what_it_comes_from() -> None:
    """Two figures with errors of 3 and 4 points: what comes from weights alone is told apart from the errors."""
    made = by_hand('[robust.values]\nmethod = "none"\n[robust.missing]\nmethod = "none"\n')
    rows = robustness(made, Asked(200))["nodes"]
    assert all(row["sources"] == ({"weights": 1.0} if row["sd"] else {}) for row in rows)
    both = robustness(by_hand("[robust.values]\nungraded = 0.1\n"), Asked(200))["nodes"]
    assert all(sum(row["sources"].values()) == pytest.approx(1) for row in both if row["sd"])
    assert all(0 < row["sources"]["values"] < 1 for row in both if row["node"] != "heat")


def test_the_demo_is_firm_where_its_band_is_far() -> None:
    from tests.kz_demo import demo_inputs

    standard_, table, places = demo_inputs()
    made = compute(standard_, table, Settings(("2019",)), places)
    rows = robustness(made, Asked(1000))["nodes"]
    own = {(row["area"], row["node"]): row for row in demo_assessment()["nodes"]}
    edges = [band.start for band in standard_.scale.bands][1:]
    for row in rows:
        degree = own[row["area"], row["node"]]["degree"]
        if degree is None:
            assert row["firm"] is None
        elif min(abs(degree - edge) for edge in edges) > 3 * row["sd"]:
            assert row["firm"] > 0.97, row


@given(st.lists(st.lists(FIGURE, min_size=4, max_size=4), min_size=1, max_size=6))
def test_ranks_are_the_engines(rows: list[list[float]]) -> None:
    table = round_half_away(np.array(rows), 3)
    found = ranks_of(table, 3)
    for row, own in zip(table, found, strict=True):
        assert own.tolist() == rank(row, 3).tolist()


@settings(max_examples=50)
@given(
    st.lists(st.lists(st.one_of(st.floats(-9, 9), st.just(math.nan)), min_size=3, max_size=3), min_size=1, max_size=9)
)
def test_quantiles_are_those_of_what_is_known(rows: list[list[float]]) -> None:
    table = np.array(rows)
    ordered = np.sort(table.T, axis=1)
    found = quantiles(ordered, np.count_nonzero(~np.isnan(ordered), axis=1))
    for name, share in zip(NAMES, QUANTILES, strict=True):
        for column in range(3):
            known = table[:, column][~np.isnan(table[:, column])]
            wanted = np.quantile(known, share) if known.size else math.nan
            assert found[name][column] == pytest.approx(wanted, abs=1e-9, nan_ok=True)


@given(st.lists(st.lists(st.integers(0, 4), min_size=4, max_size=4), min_size=1, max_size=8))
def test_one_of_two_is_ahead(rows: list[list[int]]) -> None:
    table = np.array(rows, dtype=np.uint16)
    found = ahead(table)
    for one in range(4):
        for other in range(4):
            if one != other:
                both = [(row[one], row[other]) for row in rows if row[one] and row[other]]
                wanted = (
                    sum(1.0 if a < b else 0.5 if a == b else 0.0 for a, b in both) / len(both) if both else math.nan
                )
                assert found[one, other] == pytest.approx(wanted, nan_ok=True)


@pytest.mark.parametrize(
    ("toml", "said"),
    [
        ("[robust.values]\ngrades = [0.1, 0.2]\n", "Six relative errors"),
        ("[robust.values]\ngrades = [-0.1, 0.1, 0.1, 0.1, 0.1, 0.1]\n", "Six relative errors"),
        ("[robust.weights]\nspread = 1.5\n", "share from 0 to below 1"),
        ('[robust.weights]\nmethod = "sets"\nsets = ["equal"]\n', "at least two different choices"),
        ('[robust.choices]\naggregate = ["geometric"]\n', "at least two different choices"),
        ('[robust.choices]\naggregate = ["geometric", "geometric"]\n', "at least two different choices"),
        ('[robust.choices]\ncolour = ["red", "blue"]\n', "Did you mean"),
        ("[robust.goalposts]\nshare = 0.7\n", "share from 0 to below 0.5"),
        ("[robust.goalposts.bounds.dust]\nlow = [5, 1]\nhigh = [90, 110]\n", "the smaller first"),
        ("[robust.goalposts.bounds.dust]\nlow = [0, 95]\nhigh = [90, 110]\n", "all of low below all of high"),
        ('[robust.weights]\nmethod = "sets"\nsets = ["equal", "nobody"]\n', "nobody"),
    ],
)
def test_bad_packs_are_refused_in_a_sentence(toml: str, said: str) -> None:
    with pytest.raises(QalaError, match=said):
        robustness(by_hand(toml), Asked(20))


def test_bad_questions_are_refused_in_a_sentence() -> None:
    with pytest.raises(QalaError, match="10 to 10"):
        robustness(by_hand(), Asked(3))
    with pytest.raises(QalaError, match="nothing uncertain"):
        robustness(by_hand(QUIET), Asked(20))


def test_streams_do_not_hang_on_one_another() -> None:
    one, other = Factor("values"), Factor("values", "dust")
    assert one.generator(1, 0).random() == one.generator(1, 0).random()
    assert (
        len(
            {factor.generator(seed, stream).random() for factor in (one, other) for seed in (1, 2) for stream in (0, 1)}
        )
        == 8
    )


def test_the_parquet_holds_every_distribution(tmp_path: Any) -> None:
    from qala.engine import write_assessment
    from qala.engine.document import document

    made = by_hand()
    found = robustness(made, Asked(100))
    write_assessment(document(made, found), tmp_path / "out")
    table = pl.read_parquet(tmp_path / "out" / "robustness.parquet")
    town = table.filter((pl.col("area") == "town") & (pl.col("node") == "air"))
    assert town.filter(pl.col("kind") == "band")["value"].sum() == pytest.approx(1)
    assert town.filter(pl.col("kind") == "rank")["value"].sum() == pytest.approx(1)
    assert set(town.filter(pl.col("kind") == "ahead")["of"]) == {"sea", "hill"}
    row = next(r for r in found["nodes"] if (r["area"], r["node"]) == ("town", "air"))
    degree = {r["of"]: r["value"] for r in town.filter(pl.col("kind") == "degree").iter_rows(named=True)}
    assert degree["q05"] == row["q05"]
