"""Organisations in the admin: seen, added, changed, retired; never deleted, and every change told in the ledger."""

from typing import TYPE_CHECKING, Any

from django import forms
from django.contrib import admin
from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils import timezone

from qala.errors import BadUse
from qala.texts import LANGUAGES, text
from qala.web.people import services as people
from qala.web.people.services import Organisation
from qala.web.reference.site import reference
from qala.web.translations import said, spoken

NAMES = tuple(f"name_{language}" for language in LANGUAGES)


if TYPE_CHECKING:
    Form = forms.ModelForm[Organisation]
    Pages = admin.ModelAdmin[Organisation]
else:
    Form = forms.ModelForm
    Pages = admin.ModelAdmin


class OrganisationForm(Form):
    """An organisation, with a field for its name in each language. What does not fit is told in the page's language."""

    bin = forms.CharField(label=said("people.bin"), max_length=12)
    kind = forms.ChoiceField(label=said("people.kind"))
    area = forms.ChoiceField(label=said("people.place"), required=False)
    is_active = forms.BooleanField(label=said("people.takes_part"), required=False, initial=True)
    name_kk = forms.CharField(label=said("people.name_kk"), max_length=200)
    name_ru = forms.CharField(label=said("people.name_ru"), max_length=200)
    name_en = forms.CharField(label=said("people.name_en"), max_length=200)

    class Meta:
        """The columns beside the names."""

        model = Organisation
        fields = ("bin", "kind", "area", "is_active")

    def __init__(self, *parts: Any, **named: Any) -> None:
        super().__init__(*parts, **named)
        choice: Any = self.fields["kind"]
        choice.choices = people.organisations.kinds(spoken())
        choice = self.fields["area"]
        choice.choices = [("", text("people.everywhere", spoken())), *people.organisations.places(spoken())]
        for language in LANGUAGES:
            self.fields[f"name_{language}"].initial = (self.instance.name or {}).get(language, "")

    def clean(self) -> dict[str, Any]:
        """Checked as everywhere else. Raises ValidationError."""
        given = super().clean() or {}
        if self.errors:
            return given
        names: dict[str, str] = {language: given[f"name_{language}"] for language in LANGUAGES}
        try:
            checked = people.organisations.checked(given["bin"], names, given["kind"], given["area"])
        except BadUse as error:
            raise ValidationError(error.text(spoken())) from error
        self.instance.name = checked["name"]
        return given | {"bin": checked["bin"]}


@admin.register(Organisation, site=reference)
class OrganisationPages(Pages):
    """Its pages, by the policy that holds everywhere."""

    form = OrganisationForm
    fields = ("bin", *NAMES, "kind", "area", "is_active")
    list_display = ("bin", "named", "kind_said", "place", "takes_part")
    search_fields = ("bin", "name")
    actions = None
    show_facets = admin.ShowFacets.NEVER

    @admin.display(description=said("people.name_of"))
    def named(self, one: Organisation) -> str:
        """Its name in the language of the page."""
        return str(one.name[spoken()])

    @admin.display(description=said("people.kind"))
    def kind_said(self, one: Organisation) -> str:
        """What it is, in words."""
        return dict(people.organisations.kinds(spoken()))[one.kind]

    @admin.display(description=said("people.place"))
    def place(self, one: Organisation) -> str:
        """Where it is, by name."""
        return dict(people.organisations.places(spoken())).get(one.area, text("people.everywhere", spoken()))

    @admin.display(description=said("people.takes_part"), boolean=True)
    def takes_part(self, one: Organisation) -> bool:
        """Whether it still does."""
        return one.is_active

    def get_queryset(self, request: HttpRequest) -> QuerySet[Organisation]:
        """Those that the policy shows."""
        return people.OrganisationPolicy().visible(people.rights(request))

    def get_search_results(
        self, request: HttpRequest, queryset: QuerySet[Organisation], search_term: str
    ) -> tuple[QuerySet[Organisation], bool]:
        """By number or name in any language, in capitals or not: databases do not agree on how they compare texts."""
        words = search_term.casefold().split()
        said = {one.pk: " ".join((one.bin, *one.name.values())).casefold() for one in queryset}
        found = [number for number, names in said.items() if all(word in names for word in words)]
        return queryset.filter(pk__in=found), False

    def has_module_permission(self, request: HttpRequest) -> bool:
        """Whoever may see any."""
        return self.has_view_permission(request)

    def has_view_permission(self, request: HttpRequest, obj: Organisation | None = None) -> bool:
        """By the policy."""
        seen = people.OrganisationPolicy().visible(people.rights(request))
        return obj is None or seen.filter(pk=obj.pk).exists()

    def has_add_permission(self, request: HttpRequest) -> bool:
        """By the policy."""
        return people.OrganisationPolicy().may(people.rights(request), "add")

    def has_change_permission(self, request: HttpRequest, obj: Organisation | None = None) -> bool:
        """By the policy."""
        return people.OrganisationPolicy().may(people.rights(request), "change", obj)

    def has_delete_permission(self, request: HttpRequest, obj: Organisation | None = None) -> bool:
        """Never: rights and publications name them. One that is over is made inactive."""
        return False

    def save_model(self, request: HttpRequest, obj: Organisation, form: Any, change: bool) -> None:
        """Saved together with the word in the ledger."""
        people.organisations.save(obj, people.signed_in(request), timezone.now())
