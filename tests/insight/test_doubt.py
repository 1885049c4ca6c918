"""What speaks against a value, and how much."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qala.insight.doubt import WEIGHTS, Signs, doubt, risk

SIGNS = st.builds(
    Signs,
    jump=st.none() | st.floats(-50, 50),
    outlier=st.none() | st.floats(-50, 50),
    quality=st.none() | st.integers(1, 6),
    evidence=st.booleans(),
    corrected=st.integers(0, 9),
    measured=st.none() | st.floats(-3, 3),
)


def test_nothing_against_it_is_no_doubt() -> None:
    assert doubt(Signs()) == doubt(Signs(jump=0, outlier=0, quality=1, measured=0))
    assert doubt(Signs()).level == 0
    assert doubt(Signs()).reasons == ()


@pytest.mark.parametrize(
    ("signs", "reason"),
    [
        (Signs(jump=-3), "jump"),
        (Signs(outlier=9), "outlier"),
        (Signs(quality=6), "quality"),
        (Signs(evidence=False), "evidence"),
        (Signs(corrected=3), "corrected"),
        (Signs(measured=-0.2), "measured"),
    ],
)
def test_a_full_sign_takes_its_share(signs: Signs, reason: str) -> None:
    found = doubt(signs)
    assert found.level == pytest.approx(WEIGHTS[reason])
    assert found.reasons == (reason,)
    assert risk(-40, found.level) == pytest.approx(40 * WEIGHTS[reason])


@given(SIGNS)
def test_more_against_it_is_never_less_doubt(signs: Signs) -> None:
    found = doubt(signs)
    assert 0 <= found.level < 1
    assert doubt(replace(signs, evidence=False)).level >= found.level
    assert doubt(replace(signs, corrected=signs.corrected + 1)).level >= found.level
    assert doubt(replace(signs, jump=(abs(signs.jump or 0)) + 1)).level >= found.level
