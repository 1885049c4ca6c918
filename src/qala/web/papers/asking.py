"""Asking for a paper: the one that is kept where nothing was done since, else a job that makes it."""

from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from qala.version import __version__
from qala.web.collection.services import Round
from qala.web.jobs import services as jobs
from qala.web.ledger import services as ledger
from qala.web.papers.kept import drop, file_of, keep
from qala.web.papers.kinds import Asked, write
from qala.web.verification.services import Plan

KIND = "paper"
INTERESTS = "interests"
"""The chain of what keeps people from verifying, which reports tell too."""


@dataclass(frozen=True)
class Answer:
    """What came of asking. file: the paper; job: the number of the job that makes it; failed: whether it did."""

    file: Path | None = None
    digest: str = ""
    job: int = 0
    failed: bool = False


def stamp_of(one: Round) -> list[int | str]:
    """What changes whenever a paper of a round could be another: what was done, a draw that drew nothing new, and
    this program.
    """
    lengths = [sum(head.length for head in ledger.heads(chain)) for chain in (one.chain, INTERESTS)]
    drawn = Plan.objects.filter(round=one).values_list("drawn_at", flat=True).first()
    return [*lengths, drawn.isoformat() if drawn else "", __version__]


def ask(asked: Asked, one: Round, by: str) -> Answer:
    """The newest of the paper where it tells all that is known, else the job that makes it now."""
    newest = jobs.newest_done(KIND, asked.key)
    if newest is not None and (newest.result or {}).get("stamp") == stamp_of(one):
        there = _made(newest.result)
        if there.file:
            return there
    arguments = {**asdict(asked), "round": one.pk}
    return Answer(job=jobs.enqueue(KIND, arguments, dedupe_key=asked.key, asked_by=by).pk)


def come_of(asked: Asked, number: int) -> Answer | None:
    """What came of a job that was asked for: None where there is no such job, or it makes another paper."""
    job = jobs.find(number)
    if job is None or job.kind != KIND or job.dedupe_key != asked.key:
        return None
    if job.active:
        return Answer(job=number)
    there = _made(job.result) if job.result else Answer()
    return there if there.file else Answer(job=number, failed=True)


def make(asked: Asked, one: Round) -> dict[str, Any]:
    """Makes a paper and keeps it; gives its digest, and as of when it is. What it takes the place of is dropped."""
    stamp, former = stamp_of(one), jobs.newest_done(KIND, asked.key)
    digest = keep(lambda out: write(asked, out))
    old = (former.result or {}).get("digest", digest) if former else digest
    if old != digest:
        drop(old)
    return {"stamp": stamp, "digest": digest}


def _made(result: Any) -> Answer:
    file = file_of(result["digest"])
    return Answer(file if file.is_file() else None, result["digest"])
