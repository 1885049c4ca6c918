"""What a round comes to, computed by a job and kept as its result: pages show the newest, with when it was computed."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from qala.web.collection.method import places_of, standard_named
from qala.web.collection.models import Question, Round
from qala.web.collection.outcome import outcome_of
from qala.web.collection.truths import Cell, Cover, covers_of, places_asked, truths_of
from qala.web.jobs import services as jobs
from qala.web.ledger import services as ledger

KIND = "reckon-round"


@dataclass(frozen=True)
class Reckoned:
    """What was computed, by standard. at: when; stale: whether something was done in the round since."""

    truths: Mapping[str, Mapping[tuple[str, str], Cell]]
    covers: Mapping[str, Mapping[str, Cover]]
    at: datetime | None
    stale: bool


def reckon(one: Round) -> dict[str, Any]:
    """Both truths and the covers of a round, as JSON has them."""
    length = length_of(one)
    asked = set(one.reports.values_list("area", flat=True))
    lacking = set(Question.objects.filter(round=one, version=0).values_list("area", "fact"))
    signed, drafts, found = outcome_of(one), outcome_of(one, drafts=True), {}
    for name in one.standards:
        standard = standard_named(name)
        places = places_asked(places_of(one.table), standard, asked)
        shown = [node.id for node in (standard.root, *standard.industries)]
        truths = truths_of(signed, standard, places, one.period)
        covers = covers_of(drafts, standard, places, one.period, lacking)
        cells = {
            area: {
                node: [(cell := truths[area, node]).declared, cell.verified, cell.silent, cell.skipped]
                for node in shown
            }
            for area in covers
        }
        told = {area: [each.known, each.possible, each.asked, list(each.withheld)] for area, each in covers.items()}
        found[name] = {"cells": cells, "covers": told}
    return {"length": length, "standards": found}


def reckoned(one: Round, asked_by: str) -> Reckoned | None:
    """The newest there is; where something was done since, or there is none, it is asked for."""
    job = jobs.newest_done(KIND, one.name)
    stale = job is None or (job.result or {}).get("length") != length_of(one)
    if stale:
        jobs.enqueue(KIND, {"round": one.name}, dedupe_key=one.name, asked_by=asked_by)
    if job is None or job.result is None:
        return None
    parts = job.result["standards"]
    truths = {name: _cells(part["cells"]) for name, part in parts.items()}
    covers = {name: {area: Cover(*row) for area, row in part["covers"].items()} for name, part in parts.items()}
    return Reckoned(truths, covers, job.finished_at, stale)


def length_of(one: Round) -> int:
    """How many things were done in a round."""
    return sum(head.length for head in ledger.heads(one.chain))


def _cells(rows: Mapping[str, Mapping[str, list[float | None]]]) -> dict[tuple[str, str], Cell]:
    return {(area, node): Cell(*row) for area, nodes in rows.items() for node, row in nodes.items()}
