"""Hash chains: rows that can be added to and not changed, taken out or put in between without it being seen.

The hash of a link is the SHA-256 of the RFC 8785 form of an object with the chain's name, the link's number, the hash
before it and what the link says; before the first stands an empty string. Whoever keeps a head, a chain's length and
last hash, can tell later whether anything up to there was touched.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from hashlib import sha256
from typing import Any, Literal

import rfc8785

Fault = Literal["changed", "removed", "inserted", "head", "gone", "rewritten"]


@dataclass(frozen=True)
class Link:
    """A row of a chain. number: from 1; says: what it tells, as JSON has it; hash: 64 hexadecimal digits."""

    number: int
    says: Mapping[str, Any]
    hash: str


@dataclass(frozen=True)
class Head:
    """How far a chain has come: its links and the hash of the last, blank where there are none."""

    chain: str
    length: int
    hash: str


@dataclass(frozen=True)
class Break:
    """Where a chain is not what it was: `changed` the link or the one before it; `removed` from the number on;
    `inserted` a link that was not there; `head` the links do not end as the chain says; `gone` a chain that somebody
    kept a head of; `rewritten` up to the number, where a kept head says otherwise. first: the first link in question.
    """

    chain: str
    fault: Fault
    first: int
    last: int


def hash_of(chain: str, number: int, before: str, says: Mapping[str, Any]) -> str:
    """The hash of a link after the one with the hash `before`."""
    told = {"chain": chain, "number": number, "before": before, "says": says}
    return sha256(rfc8785.dumps(told)).hexdigest()  # type: ignore[arg-type]


def breaks(head: Head, links: Iterable[Link], kept: Iterable[Head] = ()) -> Iterator[Break]:
    """What is wrong with a chain: links in order of their numbers, against its own head and heads kept elsewhere."""
    wanted = {one.length: one for one in sorted(kept, key=lambda one: one.length)}
    before, number, sound = "", 0, 0
    for link in links:
        if link.number <= number:
            yield Break(head.chain, "inserted", link.number, link.number)
            continue
        if link.number > number + 1:
            yield Break(head.chain, "removed", number + 1, link.number - 1)
        elif not _follows(head.chain, before, link):
            yield Break(head.chain, "changed", link.number, link.number)
        before, number = link.hash, link.number
        if number in wanted:
            if wanted[number].hash != link.hash:
                yield Break(head.chain, "rewritten", sound + 1, number)
            sound = number
    if number < head.length:
        yield Break(head.chain, "removed", number + 1, head.length)
    elif (number, before) != (head.length, head.hash):
        yield Break(head.chain, "head", head.length, number)
    longest = max(wanted, default=0)
    if longest > max(number, head.length):
        yield Break(head.chain, "removed", max(number, head.length) + 1, longest)


def _follows(chain: str, before: str, link: Link) -> bool:
    try:
        return hash_of(chain, link.number, before, link.says) == link.hash
    except (ValueError, RecursionError):
        return False
