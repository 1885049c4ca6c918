"""The work that papers bring."""

from typing import Any

from qala.web.collection.services import Round
from qala.web.jobs.kinds import Run, kind
from qala.web.papers.asking import KIND, make
from qala.web.papers.kinds import Asked
from qala.web.papers.public import KIND as PUBLIC
from qala.web.papers.public import make_public


@kind(KIND, title_key="documents.job", done_key="documents.job_done")
def make_paper(run: Run) -> dict[str, Any]:
    """Makes one paper; made twice, it is the same."""
    told = run.arguments
    asked = Asked(told["kind"], told["thing"], told["name"], told["language"])
    return make(asked, Round.objects.get(pk=told["round"]))


@kind(PUBLIC, title_key="documents.job_public", done_key="documents.job_public_done")
def make_public_papers(run: Run) -> dict[str, Any]:
    """Makes the papers for everybody of a proposed assessment, and shows them once it is published."""
    return make_public(run.arguments["digest"])
