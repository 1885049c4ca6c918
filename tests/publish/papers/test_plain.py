"""People's words stay words: every letter is seen, and nothing of them is typst's code."""

import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from qala.publish.papers.blocks import Block, Cell, Column, Facts, Heading, Paper, Table, Words
from qala.publish.papers.plain import DRAWN, plain
from qala.publish.papers.printing import printed
from tests.publish.papers.reading import squeezed, whole
from tests.publish.papers.samples import AT

KAZAKH = "әғқңөұүһі ӘҒҚҢӨҰҮҺІ"


def paper(*blocks: Block) -> Paper:
    return Paper("kk", "kind", "title", "about", ("left", "right"), "foot", AT, blocks)


def printed_words(said: str) -> str:
    cell = Table((Column("x"),), ((Cell(said),),))
    return whole(printed(paper(Words(f"«{said}»"), cell)))


@pytest.mark.parametrize(
    ("said", "shown"),
    [
        ("Үлгі қала", "Үлгі қала"),
        ("1 000 ₸, 5 €, № 7, 20 °C, м³, µ", "1 000 ₸, 5 €, № 7, 20 °C, м³, µ"),
        ("и\u0306", "й"),
        ("a\tb\r\nc\x0bd\x85e\u2028f", "a b\nc\nd\ne\nf"),
        ("👍🏽", "[U+1F44D][U+1F3FD]"),
        ("12\u202e34", "12[U+202E]34"),
        ("12 א 34", "12 [U+05D0] 34"),
        ("x\x00\x07", "x[U+0000][U+0007]"),
        ("\ud800", "[U+D800]"),
        ("шы\u00adғын\u200bдар\ufeff", "шығындар"),
        ("а\u0301", "а\u0301"),
        ("z\u0361\u0361\u0361\u0361", "z\u0361\u0361[U+0361][U+0361]"),
        ("\u0301x", "[U+0301]x"),
    ],
)
def test_what_cannot_be_drawn_or_would_deceive_is_told_by_its_code_point(said: str, shown: str) -> None:
    assert plain(said) == shown
    assert plain(shown) == shown


@pytest.mark.parametrize(
    "said",
    ["#panic(1)", "$x$", "`raw`", "*bold* _it_", "@ref <label>", r"\u{41} \ x", '"] + panic() + ["', "= Heading",
     '#include "/etc/passwd"', "// gone", "/* gone */", "a -- b --- c ...", "~", "'q' \"q\"", "{page} {0} %s", "#", "]",
     "https://qala.example/#x", "- item", "+ item", "/ term: x"],
)  # fmt: skip
def test_code_is_only_words(said: str) -> None:
    assert printed_words(said).count(squeezed(said)) == 2


@settings(max_examples=60)
@given(st.text(max_size=80))
def test_any_words_are_printed(said: str) -> None:
    """Letters with marks of their own are left out: pypdf reads their letter once for each mark."""
    bare = "".join(one for one in unicodedata.normalize("NFC", said) if not unicodedata.category(one).startswith("M"))
    assert f"«{squeezed(plain(bare))}»" in printed_words(bare)
    printed(paper(Words(said), Heading(said), Facts(((said, Cell(said, said, code=True)),))))


@settings(max_examples=30)
@given(st.text(st.sampled_from("ab \n\u0301\u0361\u202eW-#[]\"'\\"), max_size=300))
def test_any_words_are_printed_in_a_narrow_column(said: str) -> None:
    columns = (Column("narrow", 1), Column("wide", 30))
    printed(paper(Table(columns, ((Cell(said, said, bold=True), Cell(said)),))))


@pytest.mark.parametrize("wrap", [Words, Heading, lambda said: Facts((("x", Cell(said, bold=True)),)),
                                  lambda said: Facts((("x", Cell(said, code=True)),))])  # fmt: skip
def test_every_letter_that_is_let_through_is_drawn_in_every_weight(wrap: "type[Words]") -> None:
    """PDF/UA forbids letters that no font has: typst refuses to print them."""
    letters = sorted(DRAWN)
    printed(paper(*(wrap("x".join(letters[at : at + 40])) for at in range(0, len(letters), 40))))


def test_all_letters_of_kazakh_are_drawn_and_read() -> None:
    assert set(KAZAKH) <= DRAWN
    assert squeezed(KAZAKH) in printed_words(KAZAKH)
