"""What readers write, as it is kept."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qala.errors import BadUse
from qala.web.feedback.plain import plain, said


@pytest.mark.parametrize(
    ("given_", "kept"),
    [
        ("  12,4 не так\r\n\r\n\r\n\r\nдолжно быть 13 ", "12,4 не так\n\nдолжно быть 13"),
        ("a\u202eb\u2066c\u200fd\x00e\x1bf\ufeffg", "abcdefg"),
        ("👩‍👩‍👧 Жолдар 🛣️", "👩‍👩‍👧 Жолдар 🛣️"),
        ("<script>alert(1)</script>", "<script>alert(1)</script>"),
        ("\tИ\u0306", " Й".strip()),
    ],
)
def test_what_shows_stays_and_what_steers_goes(given_: str, kept: str) -> None:
    assert plain(given_) == kept


def test_too_much_and_nothing_are_refused() -> None:
    with pytest.raises(BadUse, match="at most 4000"):
        plain("я" * 100_000)
    assert len(plain("я\r\n" * 2000)) == 3999
    with pytest.raises(BadUse, match="Write what is wrong"):
        said("\u202e \n", "feedback.nothing_said")


@given(st.text(max_size=300))
def test_any_text_is_kept_once_and_steers_nothing(text: str) -> None:
    kept = plain(text)
    assert plain(kept) == kept
    assert not {unicodedata.category(one) for one in kept if one not in "\n\u200d"} & {"Cc", "Cf", "Cs", "Co"}
    assert len(kept) <= 3 * len(text)
