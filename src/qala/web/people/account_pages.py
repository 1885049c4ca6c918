"""The pages of allauth, in our words and our looks."""

from collections.abc import Callable
from typing import Any, cast

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.http.response import HttpResponseBase
from django.template.response import TemplateResponse
from django.urls import reverse

from qala.texts import text
from qala.web.people import letters
from qala.web.people.addresses import SPOKEN, language_of
from qala.web.people.identity import provider
from qala.web.people.showing import page
from qala.web.people.working import working

View = Callable[..., HttpResponseBase]


def ours(view: View, name: str, template: str = "account") -> View:
    """A view of allauth whose page is ours. name: of its texts, `account.NAME` and those that begin so."""

    @working
    def shown(request: HttpRequest, **parts: Any) -> HttpResponse:
        answer: Any = view(request, **parts)
        if not isinstance(answer, TemplateResponse) or answer.is_rendered:
            return cast("HttpResponse", answer)
        context = answer.context_data or {}
        form = context.get("form")
        wrong = form is not None and form.is_bound and form.errors
        status = 400 if wrong or answer.status_code == 401 else answer.status_code
        return page(
            request,
            language_of(request),
            template,
            status=status,
            kind=name,
            form=form,
            context=context,
            provider=provider(),
            mail=letters.ready(),
        )

    return shown


def passkey_asked(view: View, name: str, back: str) -> View:
    """A view of allauth that takes a passkey; with a wrong one, back to the page of this name, which says so."""
    own = ours(view, name, "passkey")

    def answered(request: HttpRequest, **parts: Any) -> HttpResponseBase:
        answer = own(request, **parts)
        refused = request.method == "POST" and getattr(answer, "url", "") == reverse("account_login")
        return HttpResponseRedirect(f"{reverse(back)}?passkey=wrong") if refused else answer

    return answered


def remembered(view: View) -> View:
    """Of a view that leads to an identity provider: the way back has no language in its address, so it is kept."""

    def answered(request: HttpRequest, **parts: Any) -> HttpResponseBase:
        before = request.META.get("HTTP_REFERER", "").split("/")
        request.session[SPOKEN] = before[3] if len(before) > 3 else ""
        return view(request, **parts)

    return answered


def too_often(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """What was tried too often."""
    language = language_of(request)
    return working(page)(request, language, "refused", status=429, said=text("people.too_often", language))


def unused(request: HttpRequest, **parts: Any) -> HttpResponse:
    """An address that allauth names and this site has no use for."""
    language = language_of(request)
    return working(page)(request, language, "refused", status=403, said=text("account.not_invited", language))
