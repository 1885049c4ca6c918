"""How far a round has come: who is late, where, and what the lacking answers will cost."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from qala.publish import render_table
from qala.publish.csv_file import csv_of
from qala.publish.tables import Record
from qala.texts import Language, percent
from qala.web.collection.counts import Progress, Tally, progress_of
from qala.web.collection.method import asked_of, standard_named
from qala.web.collection.models import Round
from qala.web.collection.notices import area_name
from qala.web.collection.pages.at_work import page, round_of
from qala.web.collection.pages.one_round import WATCHING
from qala.web.collection.policies import RoundPolicy, within
from qala.web.collection.reckoning import reckoned
from qala.web.collection.truths import Cover
from qala.web.people import services as people

COUNTS = ("asked", "answered", "signed", "returned", "verified", "rejected", "late")
COLUMNS = ("area_id", "area", "industry_id", "industry", "department_bin", "department", *COUNTS, "last_activity")
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
watching = people.duty_required(*sorted(WATCHING), said="rounds.progress_for")


@dataclass(frozen=True)
class Row:
    """An area. cells: by industry; covers: by standard, what its answers cover; withheld: names of nodes."""

    area: str
    name: str
    whole: Tally
    cells: tuple[Tally | None, ...]
    last: datetime | None
    covers: tuple[dict[str, Any], ...]


@watching
@require_safe
def show_progress(request: HttpRequest, language: Language, name: str) -> HttpResponse:
    """Areas by industries, departments, and the cost of what lacks."""
    one = round_of(request, name)
    found = _progress(request, one)
    kept = reckoned(one, people.signed_in(request).username)
    industries = industries_of(one, language)
    rows = _rows(found, industries, kept.covers if kept else {}, language)
    about: dict[str, Any] = {"one": one, "whole": found.whole, "rows": rows, "industries": industries, "kept": kept}
    about |= {"departments": _departments(found, language), "overdue": bool(found.overdue), "share": _share(language)}
    about |= {"may_run": RoundPolicy().may(people.rights(request), "run"), "moving": kept is None or kept.stale}
    return page(request, language, "progress", **about)


@watching
@require_safe
def progress_csv(request: HttpRequest, language: Language, name: str) -> HttpResponse:
    """Every area, industry and department as CSV."""
    one = round_of(request, name)
    content = csv_of(COLUMNS, records_of(one, _progress(request, one), language))
    return _saved(content, "text/csv; charset=utf-8", f"{one.name}-progress.csv")


@watching
@require_safe
def progress_xlsx(request: HttpRequest, language: Language, name: str) -> HttpResponse:
    """The same as a workbook."""
    one = round_of(request, name)
    content = render_table("progress", records_of(one, _progress(request, one), language), language)
    return _saved(content, XLSX, f"{one.name}-progress.xlsx")


def records_of(one: Round, found: Progress, language: Language) -> list[Record]:
    """The counts of each area, industry and department, with their names."""
    industries, organisations = dict(industries_of(one, language)), _organisations(found)
    records: list[Record] = []
    tallies = found.by(lambda row: (row.area, row.industry, row.department))
    for (area, industry, department), tally in tallies.items():
        owner, last = organisations.get(department), found.last.get(area)
        records.append({
            "area_id": area, "area": area_name(area, language),
            "industry_id": industry, "industry": industries.get(industry, industry),
            "department_bin": owner.bin if owner else "", "department": owner.name[language] if owner else "",
            **{count: getattr(tally, count) for count in COUNTS},
            "last_activity": last.isoformat(timespec="seconds") if last else "",
        })  # fmt: skip
    return records


def industries_of(one: Round, language: Language) -> list[tuple[str, str]]:
    """The industries of the round's questions, with their names, in the order of the standards."""
    asked = asked_of(tuple(one.standards)).values()
    return list({each.industry: each.industry_name.text(language) for each in asked}.items())


def _progress(request: HttpRequest, one: Round) -> Progress:
    return progress_of(one, within(people.rights(request), WATCHING), people.today())


def _rows(
    found: Progress, industries: list[tuple[str, str]], covers: Mapping[str, Mapping[str, Cover]], language: Language
) -> list[Row]:
    whole, cells = found.by(lambda row: row.area), found.by(lambda row: (row.area, row.industry))
    areas = sorted({row.area for row in found.rows}, key=lambda area: area_name(area, language))
    return [
        Row(
            area,
            area_name(area, language),
            whole[area],
            tuple(cells.get((area, id_)) for id_, _ in industries),
            found.last.get(area),
            tuple(_cover(name, each[area], language) for name, each in covers.items() if area in each),
        )
        for area in areas
    ]


def _cover(standard: str, one: Cover, language: Language) -> dict[str, Any]:
    node = standard_named(standard).node
    return {
        "standard": standard,
        "now": percent(one.known / one.asked if one.asked else 0.0, language),
        "then": percent(one.possible / one.asked if one.asked else 0.0, language),
        "withheld": [node[id_].title.text(language) for id_ in one.withheld],
    }


def _departments(found: Progress, language: Language) -> list[tuple[str, Tally]]:
    """Each department with its counts over all areas, the most late first, then those who lack most."""
    organisations = _organisations(found)
    rows = [
        (organisations[key].name[language] if key in organisations else "", tally)
        for key, tally in found.by(lambda row: row.department).items()
    ]
    return sorted(rows, key=lambda row: (-row[1].late, row[1].answered - row[1].asked, row[0]))


def _organisations(found: Progress) -> dict[int | None, people.Organisation]:
    known = {row.department for row in found.rows} - {None}
    return dict(people.Organisation.objects.in_bulk(known).items())


def _share(language: Language) -> Any:
    return lambda part, whole: percent(part / whole if whole else 0.0, language)


def _saved(content: bytes, kind: str, name: str) -> HttpResponse:
    return HttpResponse(content, content_type=kind, headers={"Content-Disposition": f'attachment; filename="{name}"'})
