"""The pages of the desk: the queue, and the guide to an indicator."""

from typing import Any

from django.db.models import Sum
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.http import urlencode
from django.views.decorators.http import require_safe

from qala.errors import BadUse
from qala.publish.indicators.passport import passport_of
from qala.texts import Language
from qala.web.collection import services as collection
from qala.web.people import services as people
from qala.web.verification.asked import WANTED
from qala.web.verification.models import Verdict
from qala.web.verification.pages.showing import desk_required, page, place, round_named, title_of
from qala.web.verification.queue import Wanted, page_of


@desk_required
@require_safe
def desk(request: HttpRequest, language: Language, round: str = "") -> HttpResponse:  # noqa: A002 - it is in the address
    """What waits for me, the most important first."""
    rights = people.rights(request)
    one = round_named(request, round) if round else None
    rounds = [one] if one else list(collection.RoundPolicy().visible(rights).filter(stage=collection.Stage.OPEN))
    area, industry = request.GET.get("area", ""), request.GET.get("industry", "")
    facts = {fact for each in rounds for fact, asked in _asked(each).items() if asked.industry == industry}
    try:
        wanted = Wanted(round, area, facts if industry else None, request.GET.get("after", ""))
        found, status, wrong = page_of(rights, wanted), 200, ""
    except BadUse as error:
        found, status, wrong = page_of(rights, Wanted(round)), 400, error.text(language)
    chosen = {"area": area, "industry": industry}
    onward = f"?{urlencode({**chosen, 'after': found.next})}" if found.next else ""
    return page(
        request, language, "desk", status=status, wrong=wrong, one=one, found=found, onward=onward, chosen=chosen,
        rows=[(row, title_of(row, language)) for row in found.rows], spent=_spent(request, round),
        **_choices(rounds, language),
    )  # fmt: skip


@desk_required
@require_safe
def guide(request: HttpRequest, language: Language, indicator: str) -> HttpResponse:
    """How a value of an indicator is verified."""
    for one in collection.RoundPolicy().visible(people.rights(request)):
        for name in one.standards:
            standard = collection.standard_named(name)
            if indicator in standard.indicator:
                found = standard.indicator[indicator]
                passport = passport_of(standard.files, indicator, language)
                return page(request, language, "guide", one=found, passport=passport, wanted=WANTED)
    raise Http404


def _asked(one: collection.Round) -> Any:
    return collection.asked_of(tuple(one.standards))


def _choices(rounds: list[collection.Round], language: Language) -> dict[str, Any]:
    """What the queue can be narrowed to."""
    areas = collection.Report.objects.filter(round__in=rounds).values_list("area", flat=True).distinct()
    industries = {
        asked.industry: asked.industry_name.text(language) for one in rounds for asked in _asked(one).values()
    }
    return {
        "areas": sorted(((area, place(area, language)) for area in set(areas)), key=lambda each: each[1]),
        "industries": list(industries.items()),
        "rounds": [(one.title[language], reverse("round-desk", args=[language, one.name])) for one in rounds],
    }


def _spent(request: HttpRequest, round_: str) -> dict[str, int]:
    """What I have decided so far, and the seconds that it took."""
    mine = Verdict.objects.filter(by=people.signed_in(request))
    mine = mine.filter(question__round__name=round_) if round_ else mine
    return {"verdicts": mine.count(), "seconds": mine.aggregate(sum=Sum("seconds"))["sum"] or 0}
