"""How a page of a publication is cited."""

from dataclasses import dataclass
from urllib.parse import urlencode

from django.urls import reverse

from qala.publish.cite import Citation, line_of
from qala.publish.naming import named
from qala.publish.readiness import kicker_of
from qala.web.public.reading import Reading


@dataclass(frozen=True)
class Subject:
    """What a page is about; all blank: the Map. area alone: a city; with a node: a cell."""

    area: str = ""
    node: str = ""
    indicator: str = ""

    @classmethod
    def of(cls, reading: Reading) -> "Subject":
        """What an address names. Raises Http404 for what is not there."""
        asked = reading.request.GET
        area, node, indicator = (asked.get(name) or "" for name in ("area", "node", "indicator"))
        return cls(
            reading.area(area) if area else "",
            reading.node(node).id if area and node else "",
            reading.indicator(indicator).id if indicator and not area else "",
        )

    @property
    def query(self) -> dict[str, str | None]:
        """As an address says it."""
        return {name: value or None for name, value in vars(self).items()}

    def title(self, reading: Reading) -> str:
        """What the page is called."""
        if self.indicator:
            return reading.named(reading.standard.indicator[self.indicator])
        if not self.area:
            return kicker_of(reading.standard, reading.language)
        parts = [reading.names[self.area]]
        return " · ".join([*parts, reading.named(reading.standard.node[self.node])] if self.node else parts)

    def address(self, reading: Reading) -> str:
        """Where the page is."""
        if self.indicator:
            return reading.link("indicator", self.indicator)
        if self.node:
            return reading.link("cell", self.area, self.node)
        return reading.link("city", self.area) if self.area else reading.link("map")

    def to_report(self, reading: Reading) -> str:
        """Where an error of it is reported."""
        return reading.link("report_error", **self.query)

    def errors(self, reading: Reading) -> str:
        """Where those are that were reported of it."""
        asked = urlencode({name: value for name, value in self.query.items() if value})
        return f"{reverse('errors', args=[reading.language])}?{asked}"


@dataclass(frozen=True)
class Cited:
    """The line to cite, and where the same is had as a file."""

    line: str
    bib: str
    csl: str


def cited(reading: Reading, subject: Subject) -> Cited:
    """How a page is cited."""
    files = (reading.for_ever.link(f"cite_{form}", **subject.query) for form in ("bib", "csl"))
    return Cited(line_of(citation_of(reading, subject)), *files)


def citation_of(reading: Reading, subject: Subject) -> Citation:
    """All that a citation of a page says."""
    one, basis = reading.published, ""
    if len(one.bases) > 1:
        basis = f" ({reading.say(f'map.basis_{reading.basis}')})"
    return Citation(
        language=reading.language,
        title=subject.title(reading),
        standard=named(reading.standard, reading.language),
        edition=f"{one.standard}@{one.edition}",
        period=reading.period + basis,
        published=one.published_at.date(),
        digest=one.digest,
        address=reading.request.build_absolute_uri(subject.address(reading.for_ever)),
        withdrawn=one.withdrawn_at.date() if one.withdrawn_at else None,
    )
