"""The work that rounds bring: reminders, what a round comes to, and its proposal."""

from datetime import datetime
from typing import Any

from django.utils import timezone

from qala.errors import BadUse
from qala.web.collection import proposing
from qala.web.collection.models import Round, Stage
from qala.web.collection.reckoning import KIND, reckon
from qala.web.collection.reminding import remind
from qala.web.jobs.daily import daily
from qala.web.jobs.kinds import Run, kind
from qala.web.people import services as people


@daily("remind")
def rounds_are_open() -> bool:
    """Whether anybody could have to be told anything."""
    return Round.objects.filter(stage=Stage.OPEN).exists()


@kind("remind", title_key="rounds.job_remind", done_key="rounds.job_reminded")
def tell_what_is_due(run: Run) -> dict[str, Any]:
    """Tells everybody what is due in a round, or in all that are open."""
    rounds = Round.objects.filter(stage=Stage.OPEN)
    if run.arguments.get("round"):
        rounds = rounds.filter(name=run.arguments["round"])
    notices, letters = remind(list(rounds), timezone.now(), lambda share: run.progress(share, "rounds.job_telling"))
    return {"notices": notices, "letters": letters}


@kind(KIND, title_key="rounds.job_reckon")
def reckon_round(run: Run) -> dict[str, Any]:
    """Both truths of a round, and what its lacking answers cost."""
    return reckon(_round(run))


@kind("propose-round", title_key="rounds.job_propose", done_key="rounds.job_proposed")
def propose_round(run: Run) -> dict[str, Any]:
    """Proposes the assessment of a round for publication as of when that was asked for: done twice, it is one."""
    by = people.Person.objects.get(pk=run.arguments["by"])
    language, at = run.arguments["language"], datetime.fromisoformat(run.arguments["at"])
    number = proposing.propose(_round(run), run.arguments["standard"], by, language, at)
    return {"path": f"work/proposals/{number}/", "number": number}


def _round(run: Run) -> Round:
    found = Round.objects.filter(name=run.arguments["round"]).first()
    if found is None:
        raise BadUse("collection.no_round", name=run.arguments["round"])
    return found
