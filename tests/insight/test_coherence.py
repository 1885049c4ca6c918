"""The coherence report against NumPy, against published results, and on figures made to show one thing each."""

import math
from collections.abc import Callable
from dataclasses import asdict
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import qala
from qala.engine import Settings, assess
from qala.errors import BadUse
from qala.insight.coherence import Coherence, Family, coherence
from qala.insight.coherence.family import influences
from tests.kz_demo import demo_assessment, demo_inputs
from tests.packs_by_hand import long, standard, values

TREE = "id,parent,weight\nwhole,,\nwater,whole,2\nair,whole,1\n"
PARENTS = {"a": "water,1", "b": "water,3", "c": "air,1", "d": "air,1"}


def method(parents: dict[str, str] | None = None, tree: str = TREE, extra: str = "") -> Any:
    rows = "".join(f"{name},{row},0,100\n" for name, row in (parents or PARENTS).items())
    return standard(tree, "id,parent,weight,low,high\n" + rows, extra)


def made(table: np.ndarray[Any, Any], extra: str = "") -> Coherence:
    """The report on areas x 4 degrees, NaN where not known."""
    figures = {
        f"x{row:03}": {name: None if np.isnan(cell) else float(cell) for name, cell in zip("abcd", cells, strict=True)}
        for row, cells in enumerate(table)
    }
    return coherence(assess(method(extra=extra), long(**figures), Settings(("2020",))))


def random(areas: int, seed: int = 3, missing: float = 0.0) -> np.ndarray[Any, Any]:
    draw = np.random.default_rng(seed)
    table = draw.uniform(0, 100, (areas, 1)) * 0.6 + draw.uniform(0, 40, (areas, 4))
    table[draw.uniform(size=table.shape) < missing] = np.nan
    return table


def family(found: Coherence, node: str) -> Family:
    return next(one for one in found.families if one.node == node)


def test_each_indicator_is_told_as_numpy_has_it() -> None:
    table = random(40, missing=0.2)
    for column, one in enumerate(made(table).distributions):
        known = table[:, column][~np.isnan(table[:, column])]
        assert (one.known, one.asked, one.indicator) == (known.size, 40, "abcd"[column])
        assert one.missing == pytest.approx(1 - known.size / 40)
        expected = [known.mean(), known.std(ddof=1), known.min(), np.median(known), known.max()]
        assert [one.mean, one.deviation, one.minimum, one.median, one.maximum] == pytest.approx(expected)
        assert one.histogram == tuple(np.histogram(known, bins=len(one.histogram))[0])
        assert (one.outlying, one.zeros) == (False, 0)


def test_what_lies_far_out_is_named_with_its_value() -> None:
    table = random(30)
    table[:, 0] = np.linspace(10, 12, 30)
    table[7, 0], table[9, 0], table[4, 0] = 99, 12.5, -0.0
    first = made(table, "[treat]\nskew = 2\nkurtosis = 3.5\n").distributions[0]
    low, high = np.quantile(table[:, 0], [0.25, 0.75])
    far = [
        index
        for index, cell in enumerate(table[:, 0])
        if not low - 1.5 * (high - low) <= cell <= high * 2.5 - low * 1.5
    ]
    assert sorted(far) == [4, 7]
    assert [(one.area, one.period, one.value) for one in first.outliers] == [("x007", "2020", 99), ("x004", "2020", 0)]
    assert first.outlying
    assert not made(table, "[treat]\nskew = 9\n").distributions[0].outlying


def test_zeros_and_alike_values_are_counted() -> None:
    table = random(10)
    table[:6, 1] = 0
    table[:, 2] = 50
    _, zeros, alike, _ = made(table).distributions
    assert (zeros.zeros, zeros.same) == (0.6, 0.6)
    assert (alike.same, alike.histogram, alike.deviation, alike.skewness, alike.outlying) == (1, (10,), 0, None, None)


def test_what_is_missing_is_counted_by_area_and_industry() -> None:
    table = random(6)
    table[2] = [np.nan, 5, np.nan, np.nan]
    found = {(one.area, one.node): (one.known, one.asked) for one in made(table).coverage}
    assert found["x002", "whole"] == (1, 4)
    assert (found["x002", "water"], found["x002", "air"]) == ((1, 2), (0, 2))
    assert found["x003", "whole"] == (4, 4)


def test_correlations_are_numpys_over_what_both_know() -> None:
    table = random(30, missing=0.25)
    found = made(table)
    for node, one, other in (("water", 0, 1), ("air", 2, 3)):
        both = table[~np.isnan(table[:, [one, other]]).any(axis=1)]
        (pair,) = family(found, node).pairs
        assert pair.cases == len(both)
        assert pair.correlation == pytest.approx(np.corrcoef(both[:, one], both[:, other])[0, 1])
    assert [(pair.one, pair.other) for pair in found.industries] == [("water", "air")]


def test_under_five_cases_nothing_is_told() -> None:
    found = made(random(4))
    assert all(not one.pairs and one.reliability is None and one.components is None for one in found.families)
    assert all(one.zeros is None and one.mean is not None for one in found.distributions)
    assert (found.industries, found.doubles) == ((), ())
    assert all(one.correlation is None and not one.silent for one in found.bearings)
    assert [(one.nominal, one.effective) for one in family(found, "water").influences] == [(0.25, None), (0.75, None)]


def test_what_rises_and_falls_together_is_found_across_industries() -> None:
    table = random(12)
    table[:, 3] = 100 - table[:, 0]
    (pair,) = made(table).doubles
    assert (pair.one, pair.other, pair.cases) == ("a", "d", 12)
    assert pair.correlation == pytest.approx(-1)


def test_what_runs_against_its_siblings_or_belongs_elsewhere_is_found() -> None:
    draw = np.random.default_rng(5)
    water, air = draw.uniform(20, 80, (2, 40))
    noise = draw.uniform(-5, 5, (4, 40))
    table = np.array([water + noise[0], air + noise[1], air + noise[2], 100 - air + noise[3]]).T
    table[:, 0] = water + noise[0]
    fits = {one.indicator: one for one in made(table).fits}
    assert [name for name, one in fits.items() if one.against] == ["c", "d"]
    assert fits["c"].siblings == pytest.approx(np.corrcoef(table[:, 2], table[:, 3])[0, 1])
    assert (fits["c"].negative, fits["c"].told, fits["a"].industry, fits["a"].nearest) == (1, 1, "water", "air")
    moved = np.array([water + noise[0], 100 - air, air + noise[2], air + noise[3]]).T
    one = next(one for one in made(moved).fits if one.indicator == "b")
    degrees = np.array([(moved[:, 0] + 3 * moved[:, 1]) / 4, (moved[:, 2] + moved[:, 3]) / 2])
    assert one.own == pytest.approx(np.corrcoef(moved[:, 1], degrees[0])[0, 1])
    assert one.nearest_correlation == pytest.approx(np.corrcoef(moved[:, 1], degrees[1])[0, 1])
    assert one.own is not None
    assert one.nearest_correlation is not None
    assert one.elsewhere == (abs(one.nearest_correlation) > abs(one.own))


def test_effective_weights_are_shares_of_squared_correlations() -> None:
    table = random(50)
    degrees = {"water": (table[:, 0] + 3 * table[:, 1]) / 4, "air": (table[:, 2] + table[:, 3]) / 2}
    found = made(table)
    squares = [np.corrcoef(table[:, index], degrees["water"])[0, 1] ** 2 for index in (0, 1)]
    first, second = family(found, "water").influences
    assert (first.nominal, second.nominal) == (0.25, 0.75)
    assert [first.effective, second.effective] == pytest.approx([square / sum(squares) for square in squares])
    whole = family(found, "whole").influences
    assert [one.nominal for one in whole] == pytest.approx([2 / 3, 1 / 3])
    assert sum(one.effective or 0 for one in whole) == pytest.approx(1)


def test_a_child_that_does_not_vary_has_no_influence_and_is_silent() -> None:
    table = random(20)
    table[:, 0] = 40
    found = made(table)
    still, other = family(found, "water").influences
    assert (still.correlation, still.effective, other.effective) == (None, 0, 1)
    silent = {one.indicator: one.silent for one in found.bearings}
    assert (silent["a"], silent["b"]) == ("constant", "")
    assert family(found, "water").left_out == ("a", "b")


def test_weak_and_chance_correlations_with_the_whole_are_silent() -> None:
    table = random(60)
    table[:, 3] = np.random.default_rng(8).uniform(40, 42, 60)
    assert {one.indicator: one.silent for one in made(table).bearings}["d"] == "weak"
    for seed in range(50):
        for one in made(random(7, seed)).bearings:
            assert one.correlation is not None
            expected = "weak" if abs(one.correlation) < 0.3 else "chance" if abs(one.correlation) < 0.754 else ""
            assert abs(abs(one.correlation) - 0.754) < 1e-3 or one.silent == expected


def test_alpha_and_components_are_numpys_on_figures() -> None:
    table = random(25, missing=0.1)
    found = coherence(
        assess(
            method(dict.fromkeys("abcd", "whole,1"), "id,parent,weight\nwhole,,\n"),
            values(
                [
                    {"area": f"x{row}", "fact": name, "period": "2020", "value": float(cell)}
                    for row, cells in enumerate(table)
                    for name, cell in zip("abcd", cells, strict=True)
                    if not np.isnan(cell)
                ]
            ),
            Settings(("2020",)),
        )
    )
    (one,) = found.families
    complete = table[~np.isnan(table).any(axis=1)]
    assert one.cases == len(complete)
    scaled = (complete - complete.mean(axis=0)) / complete.std(axis=0, ddof=1)
    assert one.reliability
    assert one.reliability.alpha == pytest.approx(4 / 3 * (1 - 4 / scaled.sum(axis=1).var(ddof=1)))
    assert one.components
    eigen, vectors = np.linalg.eigh(np.corrcoef(complete.T))
    assert one.components.eigenvalues == pytest.approx(eigen[::-1])
    assert [abs(loading) for _, loading in one.components.loadings] == pytest.approx(
        abs(vectors[:, -1]) * math.sqrt(eigen[-1])
    )
    assert all(fit.industry is None and not fit.elsewhere for fit in found.fits)


def test_a_child_hardly_known_does_not_spoil_the_others() -> None:
    table = random(20)
    table[5:, 0] = np.nan
    found = influences("ab", table[:, :2].T, [1.0, 1.0], np.nanmean(table, axis=1))
    assert found[0].cases == 5
    whole = coherence(
        assess(
            method(dict.fromkeys("abcd", "whole,1"), "id,parent,weight,min_coverage\nwhole,,,0\n"),
            long(
                **{
                    f"x{r}": {n: None if np.isnan(c) else float(c) for n, c in zip("abcd", t, strict=True)}
                    for r, t in enumerate(table)
                }
            ),
            Settings(("2020",)),
        )
    ).families[0]
    assert (whole.left_out, whole.cases, whole.complete) == (("a",), 20, ("b", "c", "d"))


@pytest.mark.parametrize(
    "change",
    [
        lambda table: table[:1],
        lambda table: table * np.nan,
        lambda table: table * 0,
        lambda table: np.where(table > 50, 100, 0.0),
        lambda table: table * 1e300,
        lambda table: table * 1e-300,
    ],
)
def test_bare_figures_are_told_as_such(change: Callable[[Any], Any]) -> None:
    found = made(change(random(12)))
    assert len(found.distributions) == len(found.bearings) == 4
    assert not [value for one in found.distributions for value in asdict(one).values() if value != value]  # noqa: PLR0124


def test_a_whole_of_one_indicator_has_no_families() -> None:
    one = coherence(
        assess(method({"a": "whole,1"}, "id,parent,weight\nwhole,,\n"), long(x={"a": 3.0}), Settings(("2020",)))
    )
    assert (one.families, one.industries, len(one.distributions)) == ((), (), 1)


tables = st.integers(0, 10_000).map(lambda seed: random(5 + seed % 9, seed, missing=(seed % 4) / 10))


@settings(max_examples=25)
@given(tables, st.randoms())
def test_the_order_of_areas_changes_nothing_but_their_names(table: np.ndarray[Any, Any], rng: Any) -> None:
    order = list(range(len(table)))
    rng.shuffle(order)
    one, other = made(table), made(table[order])
    names = {f"x{new:03}": f"x{old:03}" for new, old in enumerate(order)}

    assert [asdict(a) | {"outliers": 0} for a in one.distributions] == [
        asdict(b) | {"outliers": 0} for b in other.distributions
    ]
    assert {(x.indicator, o.area) for x in one.distributions for o in x.outliers} == {
        (x.indicator, names[o.area]) for x in other.distributions for o in x.outliers
    }
    assert (one.families, one.industries, one.doubles) == (other.families, other.industries, other.doubles)
    assert (one.fits, one.bearings) == (other.fits, other.bearings)


@settings(max_examples=40)
@given(tables)
def test_alphas_and_shares_keep_their_bounds(table: np.ndarray[Any, Any]) -> None:
    for one in made(table).families:
        if one.reliability and one.components:
            assert one.reliability.alpha is None or one.reliability.alpha <= 1
            assert math.fsum(one.components.explained) == pytest.approx(1)
            assert math.fsum(one.components.eigenvalues) == pytest.approx(len(one.complete))
            assert all(abs(loading) <= 1 + 1e-9 for _, loading in one.components.loadings)
        told = [child for child in one.influences if child.effective is not None]
        assert not told or sum(child.effective or 0 for child in told) == pytest.approx(1)
        assert sum(child.nominal or 0 for child in one.influences) == pytest.approx(1)


def test_several_periods_are_further_cases() -> None:
    rows = [
        {"area": f"x{area}", "fact": name, "period": period, "value": float((area * 7 + shift * 13 + place * 5) % 60)}
        for area in range(3)
        for shift, period in enumerate(("2019", "2020"))
        for place, name in enumerate("abcd")
    ]
    found = coherence(assess(method(), values(rows), Settings(("2019", "2020"))))
    assert (found.areas, found.cases, found.periods) == (3, 6, ("2019", "2020"))
    assert {pair.cases for one in found.families for pair in one.pairs} == {6}
    assert found.coverage[0].asked == 8


def test_the_shipped_figures_are_told() -> None:
    found = coherence(demo_assessment())
    assert (found.standard, found.cases, len(found.distributions), len(found.coverage)) == ("kz-2017", 5, 80, 40)
    users = next(one for one in found.distributions if one.indicator == "it-users")
    assert (users.known, users.missing) == (5, 0)
    industries = family(found, "city")
    assert industries.complete == ("hcs", "education", "health", "it")
    assert industries.left_out == ("energy", "transport", "environment")


def test_a_panel_of_regions_is_told_from_the_library() -> None:
    kz, table, _ = demo_inputs()
    panel = qala.assess(kz, table, "2015..2019", kind="region")
    found = panel.coherence()
    assert (found.areas, found.cases) == (15, 75)
    deaths = next(one for one in found.fits if one.indicator == "tr-deaths")
    assert deaths.against
    frame = qala.frame(found)
    assert frame.height == 80
    assert frame.filter(indicator="it-users")["known"].item() == 70
    with pytest.raises(BadUse, match="declared"):
        panel.coherence("declared")
