"""The work that signing brings: rating what was signed."""

from typing import Any

from django.utils import timezone

from qala.web.jobs.kinds import Run, kind
from qala.web.verification.actions.rate import RateRound


@kind("rate", title_key="verification.job", done_key="verification.job_done")
def rate(run: Run) -> dict[str, Any]:
    """Rates the round of a name; what is done twice comes to the same."""
    name = run.arguments["name"]
    found = RateRound(None, name, timezone.now()).do()
    return {
        "path": f"work/rounds/{name}/verification/",
        "values": found.values,
        "material": found.material,
        "sampled": found.sampled,
    }
