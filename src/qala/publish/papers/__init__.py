"""Papers of a round, to be printed, kept and signed: PDF for people, a ZIP of working papers for auditors."""

from qala.publish.papers.attestation import Attestation, Signer, Unanswered, render_attestation
from qala.publish.papers.certificate import Certificate, render_certificate
from qala.publish.papers.report import Report, render_report
from qala.publish.papers.snapshot import Line, Snapshot, render_snapshot
from qala.publish.papers.standing import Reached, Standing
from qala.publish.papers.subject import Subject
from qala.publish.papers.working_papers import WorkingPapers, working_papers, write_working_papers

__all__ = [
    "Attestation", "Certificate", "Line", "Reached", "Report", "Signer", "Snapshot", "Standing", "Subject",
    "Unanswered", "WorkingPapers", "render_attestation", "render_certificate", "render_report", "render_snapshot",
    "working_papers", "write_working_papers",
]  # fmt: skip
