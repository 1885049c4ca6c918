"""The document that an akim signs: the same answers are the same bytes, and nothing else is read as one."""

import json
import math
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qala.areas.model import Text
from qala.errors import BadFile
from qala.publish.chain import Head
from qala.publish.statement import (
    Order,
    Submission,
    SubmittedAnswer,
    SubmittedEffect,
    read_statement,
    statement,
)
from qala.texts import LANGUAGES

PHOTO, ACT = "0a" * 32, "1b" * 32
ANSWERS = (
    SubmittedAnswer("water.losses", 23.5, 235.0, 1000.0, quality=2, source="Су арнасы", evidence=(ACT, PHOTO), by=7),
    SubmittedAnswer("heat.losses", reason="not-yet", version=3, by=8, links=("https://example.kz/act",)),
)
EFFECTS = (
    SubmittedEffect("kz-2017@1", "en", None, 41.25, "", "3"),
    SubmittedEffect("kz-2017@1", "", 40.0, 42.0, "2", "3"),
)
SUBMISSION = Submission(
    round="2026",
    standards=("kz-2017@1",),
    period="2026",
    area="x-ulgi",
    area_name=Text("Үлгі қала", "Город-образец", "Model City"),
    answers=ANSWERS,
    effects=EFFECTS,
    ledger=Head("round/2026", 12, "2c" * 32),
    made_at="2026-11-23T12:00:00Z",
)


def test_it_is_json_that_says_all() -> None:
    told = json.loads(statement(SUBMISSION))
    assert told["qala"] == "submission/1"
    assert told["area"] == {"id": "x-ulgi", "name": {"kk": "Үлгі қала", "ru": "Город-образец", "en": "Model City"}}
    assert [one["fact"] for one in told["answers"]] == ["heat.losses", "water.losses"]
    assert told["answers"][1] == {
        "fact": "water.losses", "value": 23.5, "numerator": 235, "denominator": 1000, "reason": "", "quality": 2,
        "source": "Су арнасы", "evidence": [PHOTO, ACT], "links": [], "version": 1, "by": 7,
    }  # fmt: skip
    assert told["answers"][0]["value"] is None
    assert [one["node"] for one in told["effects"]] == ["", "en"]
    assert told["ledger"] == {"chain": "round/2026", "length": 12, "hash": "2c" * 32}
    assert (told["made_at"], told["order"]) == ("2026-11-23T12:00:00Z", None)


def test_the_same_answers_are_the_same_bytes() -> None:
    """RFC 8785: no spaces, names in order, numbers in one form; whatever the order they came in."""
    written = statement(SUBMISSION)
    mixed = replace(SUBMISSION, answers=ANSWERS[::-1], effects=EFFECTS[::-1])
    doubled = replace(ANSWERS[0], evidence=(PHOTO, ACT, PHOTO))
    assert statement(mixed) == written
    assert statement(replace(SUBMISSION, answers=(doubled, ANSWERS[1]))) == written
    assert written.startswith(b'{"answers":[{"by":8,"denominator":null')
    assert statement(read_statement(written, "a")) == written


def test_whatever_is_changed_changes_the_bytes() -> None:
    written = statement(SUBMISSION)
    first = ANSWERS[0]
    answers = (
        replace(first, fact="water.losses2"), replace(first, value=23.500000000000004), replace(first, numerator=None),
        replace(first, denominator=1001.0), replace(first, reason="not-yet"), replace(first, quality=None),
        replace(first, source=""), replace(first, evidence=(ACT,)), replace(first, links=("https://a.kz",)),
        replace(first, version=2), replace(first, by=9),
    )  # fmt: skip
    others = [replace(SUBMISSION, answers=(one, ANSWERS[1])) for one in answers] + [
        replace(SUBMISSION, round="2027"), replace(SUBMISSION, standards=("kz-2017@2",)),
        replace(SUBMISSION, period="2025"), replace(SUBMISSION, area="x"), replace(SUBMISSION, effects=()),
        replace(SUBMISSION, area_name=Text("Үлгі", "Город-образец", "Model City")),
        replace(SUBMISSION, ledger=Head("round/2026", 13, "2c" * 32)),
        replace(SUBMISSION, made_at="2026-11-23T12:00:01Z"), replace(SUBMISSION, order=Order("12-ө", "2026-11-20")),
    ]  # fmt: skip
    made = [statement(one) for one in others]
    assert len({written, *made}) == len(made) + 1
    assert [statement(read_statement(one, "a")) for one in made] == made


@pytest.mark.parametrize(
    "change",
    [
        {"answers": (replace(ANSWERS[0], value=math.nan),)},
        {"answers": (replace(ANSWERS[0], value=math.inf),)},
        {"answers": (replace(ANSWERS[0], denominator=-math.inf),)},
        {"answers": (ANSWERS[0], replace(ANSWERS[0], value=1.0))},
        {"answers": (replace(ANSWERS[0], evidence=("photo.jpg",)),)},
        {"answers": (replace(ANSWERS[0], source="\ud800"),)},
        {"effects": (EFFECTS[0], EFFECTS[0])},
        {"effects": (replace(EFFECTS[0], after=math.nan),)},
        {"made_at": "2026-11-23"},
        {"made_at": "2026-13-23T12:00:00Z"},
        {"made_at": "2026-11-23T12:00:00+05:00"},
        {"order": Order("1", "2026-02-30")},
        {"order": Order("1", "20260220")},
    ],
)
def test_what_cannot_be_said_in_one_way_is_not_written(change: dict[str, Any]) -> None:
    with pytest.raises(ValueError, match=r".*"):
        statement(replace(SUBMISSION, **change))


texts = st.text(st.characters(exclude_categories=["Cs"]), max_size=12)
numbers = st.none() | st.floats(allow_nan=False, allow_infinity=False)
answers = st.builds(
    SubmittedAnswer, texts, numbers, numbers, numbers, texts, st.none() | st.integers(1, 6), texts,
    st.sampled_from(((), (PHOTO,), (PHOTO, ACT))), st.lists(texts, unique=True, max_size=2).map(sorted).map(tuple),
    st.integers(1, 9), st.integers(0, 2**53 - 1),
)  # fmt: skip


@given(st.lists(answers, max_size=4, unique_by=lambda one: one.fact))
def test_what_was_written_is_read_back(given_answers: list[SubmittedAnswer]) -> None:
    asked = replace(SUBMISSION, answers=tuple(given_answers), effects=())
    found = read_statement(statement(asked), "statement.json")
    assert found == replace(asked, answers=tuple(sorted(given_answers, key=lambda one: one.fact)))


def bent(change: dict[str, Any]) -> bytes:
    return json.dumps(json.loads(statement(SUBMISSION)) | change, ensure_ascii=False).encode()


@pytest.mark.parametrize(
    "content",
    [
        statement(SUBMISSION) + b"\n",
        b" " + statement(SUBMISSION),
        json.dumps(json.loads(statement(SUBMISSION)), sort_keys=True).encode(),
        statement(SUBMISSION).replace(b"23.5", b"23.50"),
        statement(SUBMISSION).replace(b'"by":7', b'"by":7,"by":7'),
        statement(SUBMISSION).replace(b'"by":7', b'"by":7,"more":1'),
        statement(SUBMISSION).replace("Үлгі".encode(), rb"\u04ae\u043b\u0433\u0456"),
    ],
)
def test_another_form_of_the_same_is_told(content: bytes) -> None:
    """Nothing may hide in a document that is signed."""
    with pytest.raises(BadFile) as told:
        read_statement(content, "statement.json")
    assert told.value.code == "statement.not_canonical"


@pytest.mark.parametrize(
    "content",
    [
        b"", b"[]", b'"a"', b"{}", b"null", b"\xff", b"[" * 100_000, statement(SUBMISSION)[:-1],
        statement(SUBMISSION).replace(b"submission/1", b"submission/2"),
        statement(SUBMISSION).replace(b"23.5", b"NaN"), statement(SUBMISSION).replace(b"23.5", b"1e999"),
        statement(SUBMISSION).replace(b"23.5", b"true"), statement(SUBMISSION).replace(b"23.5", b"1" + b"0" * 400),
        bent({"answers": [{"fact": "a"}]}), bent({"answers": {"a": 1}}), bent({"area": "x"}), bent({"order": {}}),
        bent({"standards": "kz"}), bent({"standards": [1]}), bent({"ledger": []}), bent({"round": 1}),
    ],
)  # fmt: skip
def test_what_is_none_is_refused_in_a_sentence(content: bytes) -> None:
    with pytest.raises(BadFile) as told:
        read_statement(content, "statement.json")
    assert told.value.code == "statement.not_statement"
    for language in LANGUAGES:
        assert told.value.text(language).startswith("statement.json: ")


@given(st.integers(0, len(statement(SUBMISSION)) - 1), st.integers(0, 255))
def test_a_changed_byte_is_refused_or_says_something_else(place: int, byte: int) -> None:
    content = bytearray(statement(SUBMISSION))
    content[place] = byte
    try:
        found = read_statement(bytes(content), "a")
    except BadFile:
        return
    assert statement(found) == content
    assert (found == read_statement(statement(SUBMISSION), "a")) == (content == statement(SUBMISSION))


@given(st.binary(max_size=200))
def test_any_bytes_are_refused(content: bytes) -> None:
    with pytest.raises(BadFile):
        read_statement(content, "a")
