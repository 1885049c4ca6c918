"""What a reader is looking at: a language, a publication, a period, a basis."""

from dataclasses import dataclass, replace
from datetime import date, datetime
from functools import cached_property
from typing import Any, cast
from urllib.parse import urlencode

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import NoReverseMatch, reverse

from qala.insight import standard_of
from qala.publish.fiction import is_fictional
from qala.publish.naming import chart_name, named
from qala.standard import Indicator, Node, Standard
from qala.texts import Language, day, number, text, texts_of
from qala.web.publications import services
from qala.web.publications.services import Published
from qala.web.theme.rendering import show

PREFIX = "sha256:"


@dataclass(frozen=True)
class Reading:
    """exact: whether the address names the publication, so that it shows the same for ever."""

    request: HttpRequest
    language: Language
    published: Published
    exact: bool
    period: str
    basis: str

    @classmethod
    def of(cls, request: HttpRequest, language: str, digest: str | None) -> "Reading":
        """What an address asks for: the newest publication where it names none; the last period and first basis.

        Raises Http404 for a digest, period or basis that is not there.
        """
        found = services.published(PREFIX + digest) if digest else services.latest()
        if found is None:
            raise Http404
        period = request.GET.get("period") or found.periods[-1]
        basis = request.GET.get("basis") or found.bases[0]
        if period not in found.periods or basis not in found.bases:
            raise Http404
        return cls(request, cast(Language, language), found, bool(digest), period, basis)

    @cached_property
    def frame(self) -> Any:
        """The assessment without its rows."""
        return services.frame(self.published.digest)

    @cached_property
    def standard(self) -> Standard:
        """The standard of the publication."""
        return standard_of(self.frame)

    @cached_property
    def names(self) -> dict[str, str]:
        """The names of all places, by id."""
        rows = (row for part in ("rows", "others") for row in self.frame["areas"][part])
        return {row["id"]: row["name"][self.language] or row["id"] for row in rows}

    @cached_property
    def places(self) -> dict[str, tuple[str, str]]:
        """The name and kind of every place that ever was, by id."""
        rows = [*self.frame["areas"]["records"], *self.frame["areas"]["others"], *self.frame["areas"]["rows"]]
        return {row["id"]: (row["name"][self.language] or row["id"], row["kind"]) for row in rows}

    @property
    def areas(self) -> list[str]:
        """The ids of the areas that are assessed, in order."""
        return [row["id"] for row in self.frame["areas"]["rows"]]

    @cached_property
    def fictional(self) -> bool:
        """Whether the places of the publication are fictional."""
        return is_fictional(self.frame)

    @cached_property
    def sheet(self) -> Any:
        """The degrees of all areas in the period."""
        return services.sheet(self.published.digest, self.period, self.basis)

    def part(self, areas: list[str], periods: list[str] | None = None) -> Any:
        """The assessment of some areas, in the period or in several."""
        return services.part(self.published.digest, areas, periods or [self.period], self.basis)

    def area(self, id_: str) -> str:
        """The id of an area that is assessed. Raises Http404 for another."""
        if id_ not in self.areas:
            raise Http404
        return id_

    def node(self, id_: str) -> Node:
        """The root or an industry. Raises Http404 for another id."""
        found = next((one for one in (self.standard.root, *self.standard.industries) if one.id == id_), None)
        if found is None:
            raise Http404
        return found

    def indicator(self, id_: str) -> Indicator:
        """An indicator of the standard. Raises Http404 for another id."""
        if id_ not in self.standard.indicator:
            raise Http404
        return self.standard.indicator[id_]

    def named(self, item: Any) -> str:
        """The title of a node, indicator or band."""
        return named(item, self.language)

    def say(self, key: str, /, **fields: object) -> str:
        """A text in the language."""
        return text(key, self.language, **fields)

    def link(self, view: str, /, *parts: str, **choices: str | None) -> str:
        """The address of a page of this publication in this period, or in that of `choices`."""
        exact = [self.published.short] if self.exact else []
        address = reverse(f"{'exact' if self.exact else 'newest'}:{view}", args=[self.language, *exact, *parts])
        asked = {"period": self.period, "basis": self.basis, **choices}
        usual = {"period": self.published.periods[-1], "basis": self.published.bases[0]}
        query = {name: value for name, value in asked.items() if value and value != usual.get(name)}
        return f"{address}?{urlencode(query)}" if query else address

    @cached_property
    def is_newest(self) -> bool:
        """Whether no later publication stands."""
        newest = services.latest()
        return newest is not None and newest.digest == self.published.digest

    def date(self, at: date | datetime) -> str:
        """A day as the language writes it."""
        return day(at, self.language)

    def size(self, count: int) -> str:
        """A number of bytes in words."""
        return text("site.kilobytes", self.language, count=number(max(1, round(count / 1000)), self.language, 0))

    def maybe(self, view: str, *parts: str) -> str:
        """The address of a page; blank where the site has no such page."""
        try:
            return self.link(view, *parts)
        except NoReverseMatch:
            return ""

    def chart(self, kind: str, id_: str) -> services.Chart | None:
        """The chart of an indicator (`series`), an `area` or a `node`; None where it is not drawn, or not yet.

        Charts are drawn on the first basis, those of nodes for the last period.
        """
        usual = self.basis == self.published.bases[0]
        if not usual or (kind == "node" and self.period != self.published.periods[-1]):
            return None
        return services.chart(self.published.digest, chart_name(kind, id_), self.language)

    def file(self, name: str) -> str:
        """The address of a file of the publication."""
        return reverse("product", args=[self.published.short, name])

    def count(self, of: int) -> str:
        """A whole number as the language writes it."""
        return number(of, self.language, 0)

    @property
    def for_ever(self) -> "Reading":
        """The same at the address that stays."""
        return replace(self, exact=True)

    def show(self, template: str, here: str, **values: Any) -> HttpResponse:
        """The page, which everybody reads alike; where its publication is withdrawn, under the notice of it."""
        values |= {
            "r": self,
            "w": texts_of("map", self.language),
            "bands": reverse("bands", args=[self.published.short]),
        }
        answer = show(self.request, self.language, template, here=here, **values)
        answer["Cache-Control"] = "public, max-age=0, must-revalidate"
        return answer
