"""The kinds of papers: what each is made of, by whom it is asked for by name."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import IO

from qala.publish.papers import render_attestation, render_report, render_snapshot, write_working_papers
from qala.texts import Language
from qala.web.collection.services import Report, Round, Signing
from qala.web.papers.gather.attestation import attestation_of
from qala.web.papers.gather.report import report_of
from qala.web.papers.gather.snapshot import snapshot_of
from qala.web.papers.gather.working import working_of


@dataclass(frozen=True)
class Asked:
    """A paper. kind: of KINDS; thing: the number of a report, a signing or a round; name: the standard of the round
    that it goes by.
    """

    kind: str
    thing: int
    name: str
    language: Language

    @property
    def key(self) -> str:
        """What tells it from others."""
        return f"{self.kind} {self.thing} {self.name} {self.language}"


def write(asked: Asked, out: IO[bytes]) -> None:
    """Writes a paper. Raises what is wrong with what it is made of."""
    KINDS[asked.kind](asked, out)


def _snapshot(asked: Asked, out: IO[bytes]) -> None:
    report = Report.objects.select_related("round").get(pk=asked.thing)
    out.write(render_snapshot(snapshot_of(report, asked.name, asked.language), asked.language))


def _attestation(asked: Asked, out: IO[bytes]) -> None:
    signing = Signing.objects.select_related("report__round").get(pk=asked.thing)
    out.write(render_attestation(attestation_of(signing, asked.language), asked.language))


def _report(asked: Asked, out: IO[bytes]) -> None:
    one = Round.objects.get(pk=asked.thing)
    out.write(render_report(report_of(one, asked.name, asked.language), asked.language))


def _working(asked: Asked, out: IO[bytes]) -> None:
    write_working_papers(working_of(Round.objects.get(pk=asked.thing), asked.name, asked.language), out)


KINDS: dict[str, Callable[[Asked, IO[bytes]], None]] = {
    "snapshot": _snapshot,
    "attestation": _attestation,
    "verification": _report,
    "working": _working,
}
