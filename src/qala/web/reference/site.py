"""Django's admin for reference data alone, for administrators of the country, who sign in where everybody does."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib.admin import AdminSite
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.urls import URLPattern, URLResolver

from qala.texts import Language, text
from qala.web.people import services as people
from qala.web.theme.rendering import language_in

View = Callable[..., HttpResponseBase]
UNUSED = frozenset(("login", "logout", "password_change", "password_change_done", "view_on_site"))
"""Addresses of Django's admin that this site has its own for, or none."""


class Reference(AdminSite):
    """The site's own rules in front of each page: who is not signed in is asked to, others than administrators are
    refused, a second factor is wanted where the site wants it.
    """

    final_catch_all_view = False
    enable_nav_sidebar = False
    site_url = None

    def has_permission(self, request: HttpRequest) -> bool:
        """Administrators of the country; not those of one place."""
        return people.rights(request).has(people.Role.ADMINISTRATOR)

    def admin_view(self, view: Any, cacheable: bool = False) -> Any:
        """A page of the admin behind those rules."""
        inner: View = super().admin_view(view, cacheable)

        @people.duty_required(people.Role.ADMINISTRATOR)
        def guarded(request: HttpRequest, language: Language, *parts: Any, **named: Any) -> Any:
            if not self.has_permission(request):
                return people.refused(request, language, "people.needs_administrator")
            return inner(request, *parts, **named)

        @wraps(inner)
        def shown(request: HttpRequest, *parts: Any, **named: Any) -> HttpResponseBase:
            answer: HttpResponseBase = guarded(request, language_in(request.path), *parts, **named)
            return answer

        return shown

    def each_context(self, request: Any) -> dict[str, Any]:
        """What its pages say of the site."""
        language = language_in(request.path)
        return super().each_context(request) | {
            "site_header": text("people.reference", language),
            "site_title": "Qala",
            "back": text("people.work", language),
            "language": language,
        }

    def get_urls(self) -> list[URLResolver | URLPattern]:
        """Its addresses, without those that the site has its own for."""
        return [one for one in super().get_urls() if getattr(one, "name", None) not in UNUSED]


reference = Reference(name="admin")
