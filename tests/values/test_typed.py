"""Numbers in the notations that people use."""

from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qala.values.typed import Unclear, typed_number


@pytest.mark.parametrize(
    "said",
    [
        "12345.6",
        "12 345,6",
        "12\u00a0345,6",
        "12\u202f345.6",
        "12,345.6",
        "12.345,6",
        "12'345.6",
        " 12345,6 ",
        "+12345.6",
        "１２３４５.6",
    ],
)
def test_four_notations_and_more(said: str) -> None:
    assert typed_number(said) == 12345.6


@pytest.mark.parametrize(
    ("said", "number"),
    [("0,125", 0.125), ("0.125", 0.125), ("1,5", 1.5), ("12.3456", 12.3456), ("-7", -7), ("\u22127,5", -7.5),
     ("1,234,567", 1234567), ("1.234.567,8", 1234567.8), ("1 000", 1000), ("1234,567", 1234.567)],
)  # fmt: skip
def test_one_mark_is_decimal_where_nothing_else_fits(said: str, number: float) -> None:
    assert typed_number(said) == number


@pytest.mark.parametrize("said", ["1,234", "1.234", "12,345", "123.456", "-1,000"])
def test_what_can_be_read_in_two_ways_is_not_guessed(said: str) -> None:
    with pytest.raises(Unclear):
        typed_number(said)


@pytest.mark.parametrize(
    "said",
    [
        "",
        "x",
        "12 %",
        "1e5",
        "nan",
        "inf",
        "1,23,456",
        "1.2.3",
        "12,34.5",
        "1,2345.6",
        "--1",
        "5 м²",
        "😀",
        "\u202e12",
        "٣",
        ".",
        ",5",
        "5.",
        "1/2",
        "=1+1",
    ],
)
def test_what_is_no_number_is_refused(said: str) -> None:
    with pytest.raises(ValueError, match=r".*") as told:
        typed_number(said)
    assert not isinstance(told.value, Unclear)


@given(
    st.floats(-1e12, 1e12).map(lambda one: round(one, 2)),
    st.sampled_from([(",", "."), (".", ","), (" ", ","), ("\u00a0", ".")]),
)
def test_what_was_grouped_is_read(number: float, marks: tuple[str, str]) -> None:
    thousands, decimal = marks
    said = f"{number:,.2f}".replace(",", "T").replace(".", decimal).replace("T", thousands)
    assert typed_number(said) == number


@given(st.text(max_size=12))
def test_any_text_is_a_number_or_refused(said: str) -> None:
    with suppress(ValueError):
        assert isinstance(typed_number(said), float)
