"""Papers for everybody: the report of the verification and the certificates of what is published."""

from collections.abc import Iterator
from typing import Any

from qala.publish.papers import render_certificate, render_report
from qala.publish.papers.words import Assurance
from qala.texts import LANGUAGES
from qala.web.collection import services as collection
from qala.web.collection.services import Round, hears_proposals
from qala.web.jobs import services as jobs
from qala.web.ledger import services as ledger
from qala.web.papers.gather.certificate import certificates_of
from qala.web.papers.gather.report import report_of
from qala.web.papers.kept import file_of, keep
from qala.web.publications import services as publications
from qala.web.publications.services import Made, after_publishing, keep_product

KIND = "public-papers"
PDF = "application/pdf"
REPORT = "verification.{language}.pdf"
CERTIFICATE = "certificate-{area}.{language}.pdf"
NOTHING: dict[str, Any] = {"files": {}, "assurance": ""}


@hears_proposals
def proposed(one: Round, name: str, digest: str) -> None:
    """Has the report made while the round is as it is proposed."""
    jobs.enqueue(KIND, {"digest": digest}, dedupe_key=digest)


@after_publishing
def published(digest: str) -> None:
    """Has what was made of it shown, where it is the assessment of a round."""
    if _told(digest) is not None:
        jobs.enqueue(KIND, {"digest": digest}, dedupe_key=f"{digest} published")


def make_public(digest: str) -> dict[str, Any]:
    """Makes the report of a proposed assessment, as long as its round comes to it; once it is published, shows it and
    the certificates. What is done twice comes to the same.
    """
    told = _told(digest)
    made = _made_before(digest)
    if told is not None and made is None and collection.assessment_of(*told)["digest"] == digest:
        made = _made(*told)
    found = publications.published(digest)
    if told is None or made is None or found is None:
        return {**(made or NOTHING), "shown": 0}
    papers = [(file, file_of(sha256).read_bytes()) for file, sha256 in made["files"].items()]
    if made["assurance"]:
        papers += _certificates(*told, found, made["assurance"])
    for file, content in papers:
        keep_product(digest, Made(file, PDF, content))
    return {**made, "shown": len(papers)}


def _made(one: Round, name: str) -> dict[str, Any]:
    """The report in each language, and the assurance where it can be stated now."""
    files: dict[str, str] = {}
    stated = ""
    for language in LANGUAGES:
        report = report_of(one, name, language, public=True)
        files[REPORT.format(language=language)] = _kept(render_report(report, language))
        stated = "" if report.lacks or report.assurance is None else report.assurance
    return {"files": files, "assurance": stated}


def _certificates(
    one: Round, name: str, found: publications.Published, assurance: Assurance
) -> Iterator[tuple[str, bytes]]:
    for language in LANGUAGES:
        for area, certificate in certificates_of(one, name, found, assurance, language):
            yield CERTIFICATE.format(area=area, language=language), render_certificate(certificate, language)


def _kept(content: bytes) -> str:
    return keep(lambda out: out.write(content))


def _made_before(digest: str) -> dict[str, Any] | None:
    """What was made when it was proposed, where all of it is still there."""
    job = jobs.newest_done(KIND, digest)
    made = {name: job.result[name] for name in NOTHING} if job and job.result else NOTHING
    return made if made["files"] and all(file_of(one).is_file() for one in made["files"].values()) else None


def _told(digest: str) -> tuple[Round, str] | None:
    """The round that an assessment was proposed of, with the standard; None where it is of none."""
    subject = collection.proposal_subject(digest)
    for told in ledger.history(subject):
        one = Round.objects.filter(name=told.chain.removeprefix("round/")).first()
        if told.kind == collection.PROPOSED and one is not None:
            return one, str(told.payload["standard"])
    return None
