"""Whether publications are what they were when they were published."""

import gzip
from collections.abc import Iterable, Iterator, Mapping
from hashlib import sha256
from typing import Any

from qala.errors import BadFile
from qala.publish.chain import Head
from qala.publish.signature import Signature, judge, read_signature
from qala.web.ledger import services as ledger
from qala.web.publications import keys
from qala.web.publications.acts import chain_of
from qala.web.publications.models import Case, Kept, Publication, Series, Sheet, SigningKey
from qala.web.publications.parts import cases_of, fingerprint, frame_of, series_of, sheets_of, unpacked

PREFIX = "publication:"


def signed_heads() -> Iterator[Head]:
    """The heads of the ledger that the signatures of publications attest."""
    for text in Publication.objects.order_by("number").values_list("signature", flat=True):
        signature = _signature(text)
        if signature:
            yield from signature.heads


def audit() -> Iterator[ledger.Trouble]:
    """What is not as it was published: the ledger says what there was, and what became of it."""
    told = _told()
    for row in Publication.objects.order_by("number").iterator(chunk_size=1):
        states = told.pop(row.digest, [])
        yield from _of(row, states)
    for digest in told:
        yield _trouble("gone", digest)
    yield from _current()
    yield from _files()
    yield from _keys()


def _told() -> dict[str, list[ledger.Told]]:
    """Of each publication in the ledger, what was done to it."""
    found: dict[str, list[ledger.Told]] = {}
    for head in ledger.heads():
        if head.chain.startswith(chain_of("")):
            for one in ledger.all_in(head.chain):
                if one.subject.startswith(PREFIX):
                    found.setdefault(one.subject.removeprefix(PREFIX), []).append(one)
    return found


def _of(row: Publication, done: list[ledger.Told]) -> Iterator[ledger.Trouble]:
    first = next((one for one in done if one.kind == "published"), None)
    if first is None:
        yield _trouble("unknown", row.digest)
        return
    if not _as_told(row, first):
        yield _trouble("changed", row.digest)
    else:
        yield from _parts(row, unpacked(row.document))
    withdrawn = next((one for one in done if one.kind == "withdrawn"), None)
    reason = withdrawn.payload["reason"] if withdrawn else {}
    if (withdrawn.at if withdrawn else None, reason) != (row.withdrawn_at, row.reason):
        yield _trouble("withdrawal", row.digest)
    signature = _signature(row.signature)
    if signature is None or judge(signature, row.digest, keys.public_keys()) not in ("valid", "lost-key"):
        yield _trouble("signature", row.digest)


def _as_told(row: Publication, told: ledger.Told) -> bool:
    """Whether a publication is what the ledger says was published, when, and by whom where that is not forgotten."""
    same = all(told.payload[name] == getattr(row, name) for name in ("standard", "edition", "periods", "bases"))
    same = same and all(getattr(row, name) == by for name, by in told.private.items()) and told.at == row.published_at
    try:
        return same and told.payload["content"] == fingerprint(row.document)
    except (OSError, EOFError):
        return False


def _parts(row: Publication, document: Mapping[str, Any]) -> Iterator[ledger.Trouble]:
    """What pages show, against the whole."""
    stored: dict[str, dict[Any, Any]] = {
        "frame": {"": unpacked(row.frame)},
        "findings": {"": unpacked(row.findings)},
        "cases": _stored(Case.objects.filter(publication=row), "area", "period", "basis"),
        "sheets": _stored(Sheet.objects.filter(publication=row), "period", "basis"),
        "series": _stored(Series.objects.filter(publication=row), "fact"),
    }
    made: dict[str, dict[Any, Any]] = {
        "frame": {"": _plain(frame_of(document))},
        "findings": {"": list(document["findings"])},
        "cases": dict(cases_of(document)),
        "sheets": dict(sheets_of(document)),
        "series": dict(series_of(document)),
    }
    for name, parts in made.items():
        wrong = {key for key in {*parts, *stored[name]} if parts.get(key) != stored[name].get(key)}
        for key in sorted(wrong):
            yield _trouble("part", row.digest, part=" ".join((name, *([key] if isinstance(key, str) else key))).strip())


def _stored(rows: Any, *names: str) -> dict[Any, Any]:
    found = {}
    for row in rows.iterator(chunk_size=200):
        key = tuple(getattr(row, name) for name in names)
        found[key if len(names) > 1 else key[0]] = unpacked(row.content)
    return found


def _plain(content: object) -> Any:
    """As it comes back from JSON: tuples are lists."""
    if isinstance(content, Mapping):
        return {name: _plain(one) for name, one in content.items()}
    return [_plain(one) for one in content] if isinstance(content, list | tuple) else content


def _current() -> Iterator[ledger.Trouble]:
    """Of each period and basis the newest publication that stands is current, and no other."""
    names = ("standard", "edition", "period", "basis")
    newest: dict[tuple[str, ...], int] = {}
    shown: dict[tuple[str, ...], list[int]] = {}
    for *key, number, current, withdrawn in Sheet.objects.order_by("publication").values_list(
        *names, "publication", "current", "publication__withdrawn_at"
    ):
        if withdrawn is None:
            newest[tuple(key)] = number
        if current:
            shown.setdefault(tuple(key), []).append(number)
    for found in sorted({*newest, *shown}):
        if shown.get(found, []) != ([newest[found]] if found in newest else []):
            yield ledger.Trouble("ledger.current", " ".join(found), {"what": " ".join(found)})


def _files() -> Iterator[ledger.Trouble]:
    """Files are kept under the digest of their content."""
    for kept in Kept.objects.iterator(chunk_size=20):
        try:
            content = gzip.decompress(kept.content) if kept.compressed else bytes(kept.content)
        except (OSError, EOFError):
            content = b""
        if sha256(content).hexdigest() != kept.digest:
            yield ledger.Trouble("ledger.file", kept.digest, {"digest": kept.digest})


def _keys() -> Iterator[ledger.Trouble]:
    """Keys are in the state that the ledger tells."""
    told = {one.subject.removeprefix("key:"): one.kind for one in ledger.all_in(keys.CHAIN)}
    there = dict(SigningKey.objects.values_list("id", "state"))
    for key in sorted({*told, *there}):
        if told.get(key) != there.get(key):
            yield ledger.Trouble("ledger.key", key, {"key": key})


def _signature(text: str) -> Signature | None:
    try:
        return read_signature(text.encode(), "assessment.sig")
    except BadFile:
        return None


def _trouble(what: str, digest: str, **fields: str) -> ledger.Trouble:
    return ledger.Trouble(f"ledger.publication_{what}", digest, {"digest": digest, **fields})


def read_heads(files: Iterable[tuple[str, bytes]]) -> Iterator[Head]:
    """The heads in signatures that were kept elsewhere, by name and content.

    Raises BadFile where one is no signature of this site.
    """
    known = keys.public_keys()
    for name, content in files:
        signature = read_signature(content, name)
        if judge(signature, signature.digest, known) not in ("valid", "lost-key"):
            raise BadFile("ledger.not_ours", name=name)
        yield from signature.heads
