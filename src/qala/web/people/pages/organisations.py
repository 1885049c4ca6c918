"""Organisations: all of them, and one more."""

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from qala.errors import BadUse
from qala.texts import LANGUAGES, Language
from qala.web.people import organisations, services
from qala.web.people.models import Role
from qala.web.people.pages.words import place
from qala.web.people.policies import OrganisationPolicy
from qala.web.people.showing import page, refused


@services.duty_required(*Role.values, said="people.needs_role")
@require_http_methods(["GET", "HEAD", "POST"])
def show_organisations(request: HttpRequest, language: Language) -> HttpResponse:
    """All organisations; administrators of the country add one."""
    rights, wrong = services.rights(request), ""
    may_add = OrganisationPolicy().may(rights, "add")
    if request.method == "POST":
        if not may_add:
            return refused(request, language, "people.needs_administrator")
        try:
            _add(request)
            return HttpResponseRedirect(reverse("organisations", args=[language]))
        except BadUse as error:
            wrong = error.text(language)
    rows = [(one, place(one.area, language)) for one in OrganisationPolicy().visible(rights)]
    about = {"rows": rows, "may_add": may_add, "wrong": wrong, "kinds": organisations.kinds(language)}
    kept = {name: request.POST.get(name, "") for name in ("bin", "kind", "area", *(f"name_{one}" for one in LANGUAGES))}
    about |= {"kept": kept, "areas": organisations.places(language)}
    return page(request, language, "organisations", status=400 if wrong else 200, **about)


def _add(request: HttpRequest) -> None:
    names: dict[str, str] = {language: request.POST.get(f"name_{language}", "") for language in LANGUAGES}
    given = [request.POST.get(name, "") for name in ("kind", "area")]
    by = services.signed_in(request)
    organisations.add(request.POST.get("bin", ""), names, *given, by=by, at=timezone.now())
