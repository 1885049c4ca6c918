"""Hash chains: whatever is changed, taken out or put in is found, where it is."""

import json
from dataclasses import replace
from hashlib import sha256
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qala.errors import BadFile
from qala.publish.chain import Break, Head, Link, breaks, hash_of
from qala.publish.ledger_file import breaks_in, read_chains, written

NAME = "round/2019"
SAYS = st.dictionaries(st.sampled_from("abc"), st.integers(-9, 9) | st.text(max_size=3), max_size=3)
CHAINS = st.lists(SAYS, min_size=1, max_size=8)


def chained(said: list[dict[str, object]]) -> list[Link]:
    links: list[Link] = []
    for number, says in enumerate(said, 1):
        before = links[-1].hash if links else ""
        links.append(Link(number, says, hash_of(NAME, number, before, says)))
    return links


def head_of(links: list[Link]) -> Head:
    return Head(NAME, len(links), links[-1].hash if links else "")


def test_the_hash_is_of_what_the_documents_say() -> None:
    written = '{"before":"","chain":"c","number":1,"says":{"a":1}}'
    assert hash_of("c", 1, "", {"a": 1}) == sha256(written.encode()).hexdigest()


@given(CHAINS)
def test_what_nobody_touched_is_sound(said: list[dict[str, object]]) -> None:
    links = chained(said)
    kept = [head_of(links[:end]) for end in range(1, len(links) + 1)]
    assert list(breaks(head_of(links), links, kept)) == []


@given(CHAINS, st.data())
def test_a_change_is_found_where_it_is(said: list[dict[str, object]], data: st.DataObject) -> None:
    links = chained(said)
    place = data.draw(st.integers(0, len(links) - 1))
    bent = [*links]
    bent[place] = replace(links[place], says={**links[place].says, "z": 1})
    assert list(breaks(head_of(links), bent)) == [Break(NAME, "changed", place + 1, place + 1)]


@given(CHAINS, st.data())
def test_a_change_under_its_own_hash_is_found_beside_it(said: list[dict[str, object]], data: st.DataObject) -> None:
    links = chained(said)
    place = data.draw(st.integers(0, len(links) - 1))
    before, says = links[place - 1].hash if place else "", {**links[place].says, "z": 1}
    bent = [*links]
    bent[place] = Link(place + 1, says, hash_of(NAME, place + 1, before, says))
    last = place + 1 == len(links)
    wanted = Break(NAME, "head", len(links), len(links)) if last else Break(NAME, "changed", place + 2, place + 2)
    assert list(breaks(head_of(links), bent)) == [wanted]


@given(CHAINS, st.data())
def test_what_is_taken_out_is_found(said: list[dict[str, object]], data: st.DataObject) -> None:
    links = chained(said)
    first = data.draw(st.integers(1, len(links)))
    last = data.draw(st.integers(first, len(links)))
    rest = [one for one in links if not first <= one.number <= last]
    assert Break(NAME, "removed", first, last) in list(breaks(head_of(links), rest))


@given(CHAINS, SAYS, st.data())
def test_what_is_put_in_is_found(said: list[dict[str, object]], says: dict[str, object], data: st.DataObject) -> None:
    links = chained(said)
    number = data.draw(st.integers(1, len(links) + 1))
    before = links[number - 2].hash if number > 1 else ""
    strange = Link(number, {**says, "z": 1}, hash_of(NAME, number, before, {**says, "z": 1}))
    bent = [*links[: number - 1], strange, *links[number - 1 :]]
    assert {one.fault for one in breaks(head_of(links), bent)} & {"inserted", "head", "changed"}


@given(CHAINS, st.data())
def test_a_chain_that_was_written_anew_is_found_by_a_kept_head(
    said: list[dict[str, object]], data: st.DataObject
) -> None:
    """Even who may change everything cannot change what others keep."""
    links = chained(said)
    ends = sorted(data.draw(st.sets(st.integers(1, len(links)), min_size=1)))
    place = data.draw(st.integers(0, ends[-1] - 1))
    anew = chained([*said[:place], {**said[place], "z": 1}, *said[place + 1 :]])
    kept = [head_of(links[:end]) for end in ends]
    found = list(breaks(head_of(anew), anew, kept))
    wrong = [(start + 1, end) for start, end in pairwise((0, *ends)) if end > place]
    assert found == [Break(NAME, "rewritten", *where) for where in wrong]
    shorter = chained(said[: ends[-1] - 1])
    assert Break(NAME, "removed", ends[-1], ends[-1]) in list(breaks(head_of(shorter), shorter, kept))


def written_file(*chains: tuple[str, list[Link]]) -> bytes:
    return "".join(line for name, links in chains for line in written(name, links)).encode()


@given(CHAINS)
def test_a_file_has_what_was_written(said: list[dict[str, object]]) -> None:
    links = chained(said)
    found = read_chains(written_file((NAME, links)), "ledger.jsonl")
    assert found == {NAME: links}
    assert list(breaks_in(found, [head_of(links), head_of(links[:1])])) == []
    other = Head("keys", 3, "0" * 64)
    assert list(breaks_in(found, [other])) == [Break("keys", "gone", 1, 3)]
    if len(links) > 1:
        cut = read_chains(written_file((NAME, links[:-1])), "file")
        assert list(breaks_in(cut, [head_of(links)])) == [Break(NAME, "removed", len(links), len(links))]


@pytest.mark.parametrize("mark", ["\x85", "\u2028", "\u2029", "\x0b", "\x1c", "\r", "\n"])
def test_what_looks_like_the_end_of_a_line_within_a_word_is_none(mark: str) -> None:
    links = chained([{"a": f"one{mark}other"}])
    assert read_chains(written_file((NAME, links)), "ledger.jsonl") == {NAME: links}


@given(st.one_of(st.binary(max_size=60), st.text(max_size=60).map(str.encode)))
def test_any_file_is_read_or_refused_in_a_sentence(content: bytes) -> None:
    with pytest.raises(BadFile):
        read_chains(content, "ledger.jsonl")


BAD = ("number", "says", "hash", "chain")


@given(st.sampled_from(BAD), st.none() | st.booleans() | st.floats() | st.integers() | st.text(max_size=3))
def test_a_bent_line_is_refused_or_found(name: str, value: object) -> None:
    links = chained([{"a": 1}, {"b": 2}])
    rows = [json.loads(line) for line in written(NAME, links)]
    rows[0] |= {name: value}
    content = "\n".join(json.dumps(row) for row in rows).encode()
    try:
        found = read_chains(content, "ledger.jsonl")
    except BadFile:
        return
    assert rows[0] == json.loads(next(written(NAME, links))) or list(breaks_in(found, []))


def test_numbers_that_json_does_not_have_are_a_change() -> None:
    links = chained([{"a": 1}])
    content = written_file((NAME, links)).replace(b'"a":1', b'"a":NaN')
    assert [one.fault for one in breaks_in(read_chains(content, "file"), [])] == ["changed"]
