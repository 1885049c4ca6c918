"""One's own page, and all that is kept about oneself."""

import json

from django.contrib.auth import update_session_auth_hash
from django.contrib.auth.forms import PasswordChangeForm, SetPasswordForm
from django.core.serializers.json import DjangoJSONEncoder
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_safe

from qala.texts import Language, text
from qala.web.people import attempts, letters, services
from qala.web.people.models import Grant, Person
from qala.web.people.own_data import everything_about
from qala.web.people.pages.words import said
from qala.web.people.second_factor import has_second_factor
from qala.web.people.showing import page


@sensitive_post_parameters()
@services.signed_in_required
@require_http_methods(["GET", "HEAD", "POST"])
def show_me(request: HttpRequest, language: Language) -> HttpResponse:
    """My name, rights, ways to sign in, and another password."""
    person, done, status = services.signed_in(request), "", 200
    wrong: tuple[str, ...] = ()
    if request.method == "POST":
        status, wrong = _change_password(request, person, language)
        done = text("people.changed", language) if status == 200 else ""
    rights = [said(one, language) for one in Grant.objects.filter(person=person, ended_at=None)]
    return page(
        request,
        language,
        "me",
        status=status,
        rights=rights,
        wrong=wrong,
        done=done,
        has_password=person.has_usable_password(),
        second_factor=has_second_factor(person),
    )


@services.signed_in_required
@require_safe
def data(request: HttpRequest, language: Language) -> HttpResponse:
    """All that the site keeps about me, as JSON."""
    found = everything_about(services.signed_in(request))
    content = json.dumps(found, cls=DjangoJSONEncoder, ensure_ascii=False, indent=1)
    headers = {"Content-Disposition": 'attachment; filename="my-data.json"'}
    return HttpResponse(content, content_type="application/json", headers=headers)


def _change_password(request: HttpRequest, person: Person, language: Language) -> tuple[int, tuple[str, ...]]:
    tried = attempts.begin(request, person.username, timezone.now())
    if tried is None:
        return 429, (text("people.too_often", language),)
    form = (PasswordChangeForm if person.has_usable_password() else SetPasswordForm)(person, request.POST)
    valid = form.is_valid()
    if "old_password" not in form.errors:
        attempts.succeeded(tried)
    if not valid:
        return 400, tuple(str(error) for errors in form.errors.values() for error in errors)
    form.save()
    update_session_auth_hash(request, person)
    if person.email:
        letters.send(person.email, "password_changed", language)
    return 200, ()
