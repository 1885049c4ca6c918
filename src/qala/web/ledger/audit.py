"""Whether the ledger is what it was."""

import json
from collections.abc import Iterable, Iterator
from itertools import groupby

from qala.publish.chain import Break, Head, Link, breaks
from qala.web.ledger.adding import commitment, heads, written
from qala.web.ledger.models import Chain, Entry, Private
from qala.web.ledger.trouble import Trouble


def audit(kept: Iterable[Head] = ()) -> Iterator[Trouble]:
    """Every change, removal and insertion that can be found. kept: heads that were kept elsewhere, in signatures."""
    wanted = sorted(kept, key=lambda one: one.chain)
    by_chain = {name: tuple(group) for name, group in groupby(wanted, lambda one: one.chain)}
    for chain in Chain.objects.order_by("name"):
        head = Head(chain.name, chain.length, chain.hash)
        for one in breaks(head, links(chain.name), by_chain.pop(chain.name, ())):
            yield _trouble(one)
        yield from _beside(chain.name)
    for name, lost in by_chain.items():
        yield Trouble("ledger.gone", name, {"chain": name, "count": max(one.length for one in lost)})


def length() -> int:
    """How many entries there are in all chains."""
    return sum(one.length for one in heads())


def links(chain: str) -> Iterator[Link]:
    """The links of a chain as they stand, without what is private; of one that cannot be read nothing but its hash."""
    for row in Entry.objects.filter(chain=chain).order_by("number", "pk").iterator(chunk_size=2000):
        try:
            says = json.loads(row.said)
        except ValueError:
            says = {}
        yield Link(row.number, says if isinstance(says, dict) else {}, row.hash)


def _trouble(one: Break) -> Trouble:
    where = f"{one.chain} {one.first}" if one.first == one.last else f"{one.chain} {one.first}–{one.last}"
    return Trouble(f"ledger.{one.fault}", where, {"chain": one.chain, "first": one.first, "last": one.last})


def _beside(chain: str) -> Iterator[Trouble]:
    """Columns that do not say what the hash covers, and private parts that were changed or taken out unsaid."""
    forgotten = {
        json.loads(row.said)["payload"].get("number") for row in Entry.objects.filter(chain=chain, kind="forgotten")
    }
    private = {one.entry_id: one for one in Private.objects.filter(entry__chain=chain)}
    for row in Entry.objects.filter(chain=chain).iterator(chunk_size=2000):
        where = {"chain": chain, "first": row.number, "last": row.number}
        try:
            says = json.loads(row.said)
            same = (says["kind"], says["subject"], says["version"], says["at"], says["by"])
            committed = says["private"]
        except (ValueError, KeyError, TypeError):
            continue
        if same != (row.kind, row.subject, row.version, written(row.at), row.by_id):
            yield Trouble("ledger.columns", f"{chain} {row.number}", where)
        own = private.get(row.pk)
        if own is None and committed and row.number not in forgotten:
            yield Trouble("ledger.private_removed", f"{chain} {row.number}", where)
        if own is not None and commitment(own.salt, own.said) != committed:
            yield Trouble("ledger.private_changed", f"{chain} {row.number}", where)
