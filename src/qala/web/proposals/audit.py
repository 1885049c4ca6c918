"""Whether proposals are what they were, and stand where the ledger says."""

from collections.abc import Iterator
from hashlib import sha256

from qala.web.ledger import services as ledger
from qala.web.proposals.models import Proposal, State
from qala.web.proposals.queries import content_of, subject_of
from qala.web.publications import services as publications

DECIDED = (State.APPROVED, State.REJECTED, State.VOIDED)


def audit() -> Iterator[ledger.Trouble]:
    """What is not as it was proposed and decided: an assessment may be proposed again once it was decided."""
    told = _told()
    for row in Proposal.objects.order_by("id").iterator(chunk_size=1):
        done, steps = told.get(row.digest, []), 1 if row.state == State.OPEN else 2
        told[row.digest] = done[steps:]
        if not _as_told(row, done[:steps]):
            yield ledger.Trouble("ledger.proposal", row.digest, {"number": row.pk, "digest": row.digest})
    for digest, done in told.items():
        if done:
            yield ledger.Trouble("ledger.proposal_gone", digest, {"digest": digest})


def _as_told(row: Proposal, done: list[ledger.Told]) -> bool:
    states = ["proposed"] if row.state == State.OPEN else ["proposed", row.state]
    if [one.kind for one in done] != states:
        return False
    first, last = done[0], done[-1]
    words = (first.private.get("reason", row.note), last.private.get("reason", row.reason) if row.decided_at else "")
    people = (first.by, last.by if row.decided_at else None)
    return (
        words == (row.note, row.reason)
        and people == (row.proposed_by_id, row.decided_by_id)
        and first.payload["content"] == _fingerprint(row)
    )


def _fingerprint(row: Proposal) -> str:
    try:
        return sha256(content_of(row)).hexdigest()
    except (OSError, EOFError):
        return ""


def _told() -> dict[str, list[ledger.Told]]:
    """Of each assessment, how it was proposed and decided."""
    found: dict[str, list[ledger.Told]] = {}
    for head in ledger.heads():
        if head.chain.startswith(publications.chain_of("")):
            for one in ledger.all_in(head.chain):
                if one.subject.startswith(subject_of("")) and one.kind in ("proposed", *DECIDED):
                    found.setdefault(one.subject.removeprefix(subject_of("")), []).append(one)
    return found
