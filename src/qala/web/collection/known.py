"""What is known before anybody is asked: official figures of the period, and the last value before it."""

from collections.abc import Iterable, Mapping
from typing import Any

import polars as pl

from qala.areas.model import period_end
from qala.values.select import choose
from qala.web.collection.figures import figures_of
from qala.web.collection.models import Question, Round
from qala.web.collection.outcome import outcome_of


def fill_in(one: Round) -> None:
    """Puts official figures and last values into the questions of a round."""
    official = choose(figures_of(one.table, tuple(one.standards)), "verified", None)
    now = _by_question(official.filter(pl.col("period") == one.period).iter_rows(named=True))
    before = _latest([*official.iter_rows(named=True), *_former(one)], one.period)
    rows = list(one.questions.all())
    for row in rows:
        figure, last = now.get((row.area, row.fact)), before.get((row.area, row.fact))
        if figure:
            row.official, row.official_source = figure["value"], figure["source"]
            row.official_boundary = figure["boundary"]
        if last:
            row.last, row.last_period, row.last_source = last["value"], last["period"], last["source"]
    columns = ["official", "official_source", "official_boundary", "last", "last_period", "last_source"]
    Question.objects.bulk_update(rows, columns, batch_size=200)


def _former(one: Round) -> Iterable[Mapping[str, Any]]:
    """What earlier rounds over the same places came to, as verified."""
    for former in Round.objects.filter(table=one.table, opened_at__isnull=False).exclude(pk=one.pk).order_by("pk"):
        yield from outcome_of(former).frame.filter(pl.col("status") == "verified").iter_rows(named=True)


def _by_question(rows: Iterable[Mapping[str, Any]]) -> dict[tuple[str, str], Mapping[str, Any]]:
    return {(str(row["area"]), str(row["fact"])): row for row in rows if row["value"] is not None}


def _latest(rows: Iterable[Mapping[str, Any]], period: str) -> dict[tuple[str, str], Mapping[str, Any]]:
    """The newest of each before a period."""
    end = period_end(period)
    earlier = [row for row in rows if period_end(str(row["period"])) < end]
    return _by_question(sorted(earlier, key=lambda row: period_end(str(row["period"]))))
