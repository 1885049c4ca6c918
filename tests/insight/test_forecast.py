"""Forecasts: the ways to go on, what is refused, the intervals, and how often they held on the shipped figures."""

from collections import Counter
from collections.abc import Sequence
from functools import cache
from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.stats import theilslopes

from qala.areas.model import AreaEvent
from qala.engine import Settings, assess
from qala.engine.arrays import Floats
from qala.errors import BadUse
from qala.insight import standard_of
from qala.insight.forecast import (
    Aim,
    Foreseen,
    Foresight,
    Held,
    Outlook,
    Refusal,
    expected,
    forecast,
    foresight_in,
    foresight_of,
    held,
)
from qala.insight.forecast.methods import METHODS, damped, drift, theil_sen
from qala.insight.forecast.scale import Scale
from qala.values.model import Values
from tests.kz_demo import demo_assessment, demo_inputs
from tests.packs_by_hand import areas, standard, values

METHOD = standard(
    "id,parent\nwhole,\n",
    "id,parent,direction,kind,low,high,window\na,whole,higher,quantity,0,100,\nb,whole,higher,share,0,100,\n"
    "c,whole,lower,rate,0,50,3\nd,whole,higher,level,,,\n",
)
NUMBERS = st.floats(-1000, 1000, allow_nan=False)


def yearly(numbers: Sequence[float], fact: str = "a", area: str = "x", start: int = 2010, **more: object) -> Values:
    return values(
        [
            {"area": area, "fact": fact, "period": f"{start + step}", "value": float(number), **more}
            for step, number in enumerate(numbers)
        ]
    )


def outlook(table: Values, year: int, fact: str = "a", *events: AreaEvent) -> Outlook | Refusal:
    return foresight_of(METHOD, table, areas("x", "y", events=events)).outlook("x", fact, year)


def foreseen(table: Values, year: int, fact: str = "a") -> Outlook:
    found = outlook(table, year, fact)
    assert isinstance(found, Outlook)
    return found


def refused(found: Outlook | Refusal) -> str:
    assert isinstance(found, Refusal)
    return found.code


@given(NUMBERS, NUMBERS, st.integers(4, 20), st.integers(1, 12))
def test_every_way_but_staying_continues_a_straight_line(start: float, step: float, count: int, ahead: int) -> None:
    line: Floats = start + step * np.arange(count + ahead, dtype=np.float64)
    for way in (drift, theil_sen):
        assert way(line[:count], ahead) == pytest.approx(line[count:], abs=1e-6)
    assert METHODS["stay"](line[:count], ahead) == pytest.approx(np.full(ahead, line[count - 1]))


@given(st.lists(NUMBERS, min_size=4, max_size=15), st.integers(1, 10))
def test_the_median_slope_is_that_of_scipy(numbers: list[float], ahead: int) -> None:
    given_ = np.array(numbers)
    slope, intercept = theilslopes(given_)[:2]
    years = np.arange(given_.size, given_.size + ahead)
    assert theil_sen(given_, ahead) == pytest.approx(intercept + slope * years, abs=1e-6, rel=1e-9)


def test_a_fading_trend_goes_on_by_less_each_year() -> None:
    steps = np.diff(damped(np.array([1.0, 3.0, 4.5, 6.5, 8.0, 10.0, 12.0, 13.5]), 10), prepend=13.5)
    assert steps[1] > 0
    ratios = steps[2:] / steps[1:-1]
    assert ratios == pytest.approx(np.full(8, ratios[0]))
    assert 0.8 - 1e-9 <= ratios[0] <= 0.98 + 1e-9


@settings(max_examples=10, deadline=None)
@given(NUMBERS, st.floats(0.1, 50), st.integers(8, 14), st.integers(1, 10))
def test_a_straight_line_is_foreseen_exactly(start: float, step: float, count: int, ahead: int) -> None:
    found = foreseen(yearly([start + step * year for year in range(count)]), 2009 + count + ahead)
    assert found.rule.method == "drift"
    assert found.value == pytest.approx(max(start + step * (count - 1 + ahead), found.low))
    assert found.high - found.low == pytest.approx(0, abs=1e-3)


@settings(max_examples=10, deadline=None)
@given(st.lists(st.floats(10, 90), min_size=8, max_size=14))
def test_the_interval_widens_with_the_horizon_and_holds_the_value(numbers: list[float]) -> None:
    foresight = foresight_of(METHOD, yearly([one - 50 for one in numbers]), areas("x"))
    spans = [foresight.outlook("x", "a", 2009 + len(numbers) + ahead) for ahead in (1, 2, 4, 8)]
    widths = [one.high - one.low for one in spans if isinstance(one, Outlook)]
    assert len(widths) == 4
    assert all(later >= earlier - 1e-9 for earlier, later in pairwise(widths))
    assert all(one.low <= one.value <= one.high for one in spans if isinstance(one, Outlook))


@settings(max_examples=10, deadline=None)
@given(st.lists(st.floats(0, 100), min_size=8, max_size=14), st.integers(1, 15))
def test_a_share_stays_a_share_and_a_count_is_never_below_nothing(numbers: list[float], ahead: int) -> None:
    year = 2009 + len(numbers) + ahead
    share = foreseen(yearly(numbers, "b"), year, "b")
    assert 0 <= share.low <= share.value <= share.high <= 100
    assert foreseen(yearly(numbers, "c"), year, "c").low >= 0


@given(st.floats(0, 100))
def test_the_scale_of_shares_leads_back(value: float) -> None:
    scale = Scale(share=True, positive=True)
    assert scale.back(scale.forward(np.array([value])))[0] == pytest.approx(value, abs=1e-9)


def test_fewer_than_eight_are_refused() -> None:
    assert refused(outlook(yearly(range(7)), 2020)) == "few"
    assert isinstance(outlook(yearly(range(8)), 2020), Outlook)
    assert refused(outlook(yearly(range(8), fact="b"), 2020)) == "no_history"


def test_a_year_that_is_known_or_past_is_refused() -> None:
    assert refused(outlook(yearly(range(8)), 2017)) == "known"


def test_levels_are_decided_on() -> None:
    found = foresight_of(METHOD, yearly([1] * 9, "d"), areas("x")).outlook("x", "d", 2025)
    assert refused(found) == "decided"


def test_nothing_is_joined_over_a_break_of_the_boundary() -> None:
    split = AreaEvent("2014-06-01", "boundary", "x", "x", None, "")
    found = outlook(yearly(range(12)), 2025, "a", split)
    assert isinstance(found, Outlook)
    assert found.run.years[0] == 2014
    assert refused(outlook(yearly(range(11)), 2025, "a", split)) == "few_since_break"
    renamed = AreaEvent("2014-06-01", "renaming", "x", "x", 1, "")
    assert isinstance(outlook(yearly(range(11)), 2025, "a", renamed), Outlook)


def test_nothing_goes_on_over_a_break_after_the_last_figure() -> None:
    later = AreaEvent("2021-06-01", "split", "x", "y", None, "")
    assert isinstance(outlook(yearly(range(10)), 2020, "a", later), Outlook)
    found = outlook(yearly(range(10)), 2021, "a", later)
    assert refused(found) == "break_ahead"
    assert isinstance(found, Refusal)
    assert found.fields == {"year": 2021, "last": 2019}


def test_figures_of_another_place_are_another_history() -> None:
    both = Values.of(
        yearly(range(6), boundary="y").frame.vstack(yearly(range(6), start=2016).frame)  # of y until 2015
    )
    assert refused(outlook(both, 2025)) == "few_since_break"


def test_a_jump_that_a_rule_finds_is_a_break_but_not_the_way_back_from_a_questioned_one() -> None:
    head = "id,rule,facts,severity,parameters,title_kk,title_ru,title_en,explanation_kk,explanation_ru,explanation_en\n"
    rules = (
        head + "leap,jump,b,ask,points=30,k,r,e,k,r,e\nback,jump-and-return,b,serious,points=30;years=2,k,r,e,k,r,e\n"
    )
    method = standard("id,parent\nwhole,\n", "id,parent,kind,low,high\nb,whole,share,0,100\n", findings_csv=rules)

    def found(numbers: Sequence[float]) -> Outlook | Refusal:
        return foresight_of(method, yearly(numbers, "b"), areas("x")).outlook("x", "b", 2030)

    assert refused(found([10, 11, 12, 13, 14, 60, 61, 62, 63, 64, 65])) == "few_since_finding"
    returned = found([10, 11, 12, 13, 90, 14, 15, 16, 17, 18])
    assert isinstance(returned, Outlook)
    assert returned.run.years == (2010, 2011, 2012, 2013, 2015, 2016, 2017, 2018, 2019)


def test_gaps_between_years_do_not_count_as_figures() -> None:
    rows = [{"area": "x", "fact": "a", "period": f"{2010 + 2 * step}", "value": 3.0 + step} for step in range(8)]
    found = foreseen(values(rows), 2026)
    assert len(found.run.years) == 8
    assert found.value == pytest.approx(11)
    assert refused(outlook(values(rows[:7]), 2026)) == "few"


def asked(table: Values, aim: Aim, indicator: str = "a", year: int = 2020) -> Foreseen:
    found = forecast(METHOD, foresight_of(METHOD, table, areas("x")), "x", year, indicator, aim)
    return found.indicators[0]


def test_chances_are_larger_for_less_and_never_certain() -> None:
    table = yearly([40, 43, 41, 45, 44, 48, 46, 50, 49, 52])
    foresight = foresight_of(METHOD, table, areas("x"))
    aims = [forecast(METHOD, foresight, "x", 2020, "a", Aim(target)) for target in (20, 48, 52, 56, 90)]
    chances = [one.indicators[0].chance for one in aims]
    assert all(chance is not None and 0 < chance < 1 for chance in chances)
    assert chances == sorted(chances, key=lambda chance: -(chance or 0))
    band = asked(table, Aim(band="2"))
    assert band.chance == asked(table, Aim(50)).chance
    assert band.degree == pytest.approx(band.value)


def test_the_interval_leaves_a_tenth_on_either_side() -> None:
    found = foreseen(yearly([40, 43, 41, 45, 44, 48, 46, 50, 49, 52, 47, 51, 55, 53]), 2025)
    beyond = found.rule.chance(found.outcomes > found.high + 1e-9)
    assert beyond <= 0.1 + 1e-9
    assert found.rule.chance(found.outcomes >= found.high - 1e-9) >= 0.1 - 1e-9


def test_where_less_is_better_a_target_is_reached_from_above() -> None:
    table = yearly([30, 28, 27, 25, 26, 23, 22, 21, 20, 18], "c")
    low, high = (asked(table, Aim(target), "c").chance for target in (5, 30))
    assert low is not None
    assert high is not None
    assert low < 0.5 < high


@pytest.mark.parametrize(
    ("area", "year", "indicator", "aim", "said"),
    [
        ("nowhere", 2025, None, None, 'no area "nowhere"'),
        ("x", 25, None, None, "no year"),
        ("x", 2025, "z", None, 'no indicator "z"'),
        ("x", 2025, None, Aim(3), "of one indicator"),
        ("x", 2025, "b", Aim(101), "beyond a share"),
        ("x", 2025, "a", Aim(band="9"), 'no band "9"'),
    ],
)
def test_wrong_questions_are_refused(area: str, year: int, indicator: str | None, aim: Aim | None, said: str) -> None:
    foresight = foresight_of(METHOD, yearly(range(10)), areas("x"))
    with pytest.raises(BadUse, match=said):
        forecast(METHOD, foresight, area, year, indicator, aim)


def test_without_a_plan_what_has_a_history_goes_on_and_the_rest_stays() -> None:
    rows = [
        yearly([20.0 + 2 * year for year in range(10)]),
        yearly([30.0] * 3, "c", start=2017),
        yearly([70.0], "b", start=2019),
    ]
    table = Values.of(rows[0].frame.vstack(rows[1].frame).vstack(rows[2].frame))
    made = assess(METHOD, table, Settings(("2019",)), areas("x"))
    found = expected(made, 2022)
    assert found.degrees["x", "a"] == pytest.approx(44)
    assert (found.degrees["x", "b"], found.degrees["x", "c"]) == pytest.approx((70, 40))
    assert found.degrees["x", "whole"] == pytest.approx((44 + 70 + 40) / 3)
    assert found.kept == {("x", "b"), ("x", "c")}
    with pytest.raises(BadUse, match="does not come after"):
        expected(made, 2019)


@cache
def shipped() -> tuple[Foresight, tuple[Held, ...]]:
    foresight = foresight_of(*demo_inputs())
    facts = sorted({fact for _, fact in foresight.history.pasts})
    return foresight, tuple(one for fact in facts for one in held(fact, foresight.panel(fact)))


def test_the_intervals_held_as_often_as_the_documentation_says() -> None:
    found = shipped()[1]
    ahead = Counter(one.horizon for one in found)
    good = Counter(one.horizon for one in found if one.held)
    assert len(found) > 3000
    assert sum(good.values()) / len(found) == pytest.approx(0.82, abs=0.02)
    assert good[1] / ahead[1] == pytest.approx(0.85, abs=0.02)
    assert good[5] / ahead[5] == pytest.approx(0.75, abs=0.03)


def test_karaganda_ends_with_its_boundary_and_shymkent_begins_with_it() -> None:
    foresight = shipped()[0]
    assert refused(foresight.outlook("351010000", "road-traffic-deaths", 2023)) == "break_ahead"
    assert foresight.history.pasts["790000000", "internet-users"].last.years[0] == 2018
    users = foresight.outlook("750000000", "internet-users", 2026)
    assert isinstance(users, Outlook)
    assert users.run.values[-1] <= users.value <= 100


def test_an_assessment_that_holds_the_history_foresees_the_same() -> None:
    made = demo_assessment()
    own = forecast(standard_of(made), foresight_in(made), "750000000", 2025, "it-users")
    assert own == forecast(demo_inputs()[0], shipped()[0], "750000000", 2025, "it-users")
