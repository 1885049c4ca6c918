"""The file `ledger.jsonl`: chains of the ledger as the public reads and checks them, one link a line."""

import json
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from qala.errors import BadFile, Place
from qala.files.text import decode
from qala.publish.chain import Break, Head, Link, breaks

HASH = re.compile(r"[0-9a-f]{64}")


def written(chain: str, links: Iterable[Link]) -> Iterator[str]:
    """The lines of a chain."""
    for one in links:
        row = {"chain": chain, "number": one.number, "says": one.says, "hash": one.hash}
        yield json.dumps(row, ensure_ascii=False, separators=(",", ":")) + "\n"


def read_chains(content: bytes, file: str) -> dict[str, list[Link]]:
    """The chains of a file, links in the order of the file. Raises BadFile with the line that is none."""
    found: dict[str, list[Link]] = {}
    for number, line in enumerate(decode(content, file).split("\n"), 1):
        if line.strip():
            chain, link = _link(line, file, number)
            found.setdefault(chain, []).append(link)
    if not found:
        raise BadFile("ledger.not_ledger", Place(file))
    return found


def breaks_in(chains: Mapping[str, Sequence[Link]], kept: Iterable[Head]) -> Iterator[Break]:
    """What is wrong with the chains of a file, against heads that were kept elsewhere."""
    wanted = list(kept)
    for name, links in sorted(chains.items()):
        head = Head(name, links[-1].number, links[-1].hash)
        yield from breaks(head, links, (one for one in wanted if one.chain == name))
    for name in sorted({one.chain for one in wanted} - set(chains)):
        longest = max(one.length for one in wanted if one.chain == name)
        yield Break(name, "gone", 1, longest)


def _link(line: str, file: str, number: int) -> tuple[str, Link]:
    try:
        row = json.loads(line)
    except (ValueError, RecursionError) as error:
        raise BadFile("ledger.not_ledger", Place(file, number)) from error
    if not _is_link(row):
        raise BadFile("ledger.not_ledger", Place(file, number))
    return row["chain"], Link(row["number"], row["says"], row["hash"])


def _is_link(row: Any) -> bool:
    return (
        isinstance(row, dict)
        and isinstance(row.get("chain"), str)
        and type(row.get("number")) is int
        and 0 < row["number"] < 2**53
        and isinstance(row.get("says"), dict)
        and isinstance(row.get("hash"), str)
        and HASH.fullmatch(row["hash"]) is not None
    )
