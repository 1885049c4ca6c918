"""The Map of a round on declared and on verified values, and its proposal for publication."""

from dataclasses import dataclass
from functools import partial
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from qala.publish.map_model import BandLook, band_at, looks_of
from qala.standard import Node, Standard
from qala.texts import Language, number, percent
from qala.web.collection import truths
from qala.web.collection.assurance import assurance_of
from qala.web.collection.method import standard_named
from qala.web.collection.models import Stage, State
from qala.web.collection.notices import area_name
from qala.web.collection.pages.at_work import done, page, round_of
from qala.web.collection.pages.one_round import may_see_map
from qala.web.collection.proposing import require_proposable
from qala.web.collection.reckoning import Reckoned, reckoned
from qala.web.collection.states import SIGNED
from qala.web.jobs import services as jobs
from qala.web.people import services as people
from qala.web.people.services import Role

SEEN = (Role.PROGRAMME_OFFICER, Role.METHOD_TEAM, Role.VERIFIER, Role.AUDITOR)


@dataclass(frozen=True)
class Side:
    """A degree in words, with the look of its band, None where it is withheld."""

    said: str
    look: BandLook | None


@dataclass(frozen=True)
class Pair:
    """A cell as a page shows it. change, hidden, unverified: with their sign, blank where there are none;
    moved: another band.
    """

    declared: Side
    verified: Side
    change: str
    hidden: str
    moved: bool
    silent: Side
    unverified: str
    skipped: Side


@people.duty_required(*SEEN, said="rounds.map_for")
@require_safe
def show_truths(request: HttpRequest, language: Language, name: str) -> HttpResponse:
    """Both truths side by side, what changes from one to the other, and what silence hides."""
    rights = people.rights(request)
    if not may_see_map(rights):
        return people.refused(request, language, "rounds.map_for")
    one = round_of(request, name)
    asked = request.GET.get("standard", "")
    chosen = asked if asked in one.standards else one.standards[0]
    kept = reckoned(one, people.signed_in(request).username) if one.stage != Stage.DRAFT else None
    standard = standard_named(chosen)
    about: dict[str, Any] = {"one": one, "chosen": chosen, "kept": kept, "assurance": assurance_of(one)}
    about |= {"columns": [standard.root, *standard.industries], "rows": _rows(kept, chosen, standard, language)}
    about |= {"scale": looks_of(standard.scale.bands, standard.normalise.high, language)}
    about |= {"may_propose": Role.METHOD_TEAM in rights.roles, "moving": kept is None or kept.stale}
    about |= {"signed": one.questions.filter(state__in=SIGNED).count(), "percent": partial(_percent, language)}
    about |= {"skipped": one.questions.filter(state=State.SIGNED).count(), "number": partial(_decimal, language)}
    return page(request, language, "truths", **about)


@people.duty_required(Role.METHOD_TEAM)
@require_POST
def propose(request: HttpRequest, language: Language, name: str) -> HttpResponse:
    """Has the assessment of the round proposed for publication: a job does it."""
    one, by, standard = round_of(request, name), people.signed_in(request), request.POST.get("standard", "")
    found: dict[str, str] = {}
    at = timezone.now().isoformat()

    def act() -> None:
        require_proposable(one, standard)
        asked = {"round": one.name, "standard": standard, "by": by.pk, "language": language, "at": at}
        made = jobs.enqueue("propose-round", asked, dedupe_key=f"{one.name} {standard}", asked_by=by.username)
        found["path"] = reverse("job", args=[language, made.pk])

    answer = done(request, language, act, reverse("round-map", args=[language, name]))
    if found:
        answer["Location"] = found["path"]
    return answer


def _rows(kept: Reckoned | None, chosen: str, standard: Standard, language: Language) -> list[tuple[str, list[Pair]]]:
    if kept is None or chosen not in kept.truths:
        return []
    cells = kept.truths[chosen]
    areas = sorted({area for area, _ in cells}, key=lambda area: area_name(area, language))
    shown = (standard.root, *standard.industries)
    return [
        (area_name(area, language), [pair_of(cells[area, node.id], standard, node, language) for node in shown])
        for area in areas
    ]


def pair_of(cell: truths.Cell, standard: Standard, node: Node, language: Language) -> Pair:
    """A cell in a language."""
    declared, verified = _side(cell.declared, standard, node, language), _side(cell.verified, standard, node, language)
    return Pair(
        declared=declared,
        verified=verified,
        change=_signed(cell.change, language),
        hidden=_signed(cell.hidden, language),
        moved=cell.change is not None and declared.look != verified.look,
        silent=_side(cell.silent, standard, node, language),
        unverified=_signed(cell.unverified, language),
        skipped=_side(cell.skipped, standard, node, language),
    )


def _side(degree: float | None, standard: Standard, node: Node, language: Language) -> Side:
    if degree is None:
        return Side("–", None)
    scale = standard.scale_of(node)
    looks = {look.id: look for look in looks_of(scale.bands, standard.normalise.high, language)}
    return Side(number(degree, language, 1, fixed=True), looks.get(band_at(scale, degree)))


def _percent(language: Language, share: float) -> str:
    return percent(share, language, 1)


def _decimal(language: Language, value: float) -> str:
    return number(value, language, 1)


def _signed(change: float | None, language: Language) -> str:
    """Blank where nothing shows at one decimal."""
    if change is None or abs(change) < 0.05:
        return ""
    return f"{'+' if change > 0 else '−'}{number(abs(change), language, 1, fixed=True)}"
