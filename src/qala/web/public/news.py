"""What happened to publications: made, and withdrawn."""

from dataclasses import dataclass
from functools import lru_cache

from django.urls import reverse

from qala.insight import standard_of
from qala.publish.naming import named
from qala.publish.news import Entry, Tally, changes_said, tally_of
from qala.texts import Language, day, text
from qala.web.publications import services
from qala.web.publications.services import Published

SHOWN = 20
"""So much news is on a page, and in the feed."""


@dataclass(frozen=True)
class Event:
    """A publication that was made, or withdrawn; before: the one of the same standard that it followed."""

    published: Published
    withdrawn: bool
    before: Published | None

    @property
    def sort(self) -> tuple[object, int]:
        """The newest last."""
        at = self.published.withdrawn_at if self.withdrawn else self.published.published_at
        return at, self.published.number


def events() -> list[Event]:
    """All that happened, the newest first."""
    every = services.all_published()
    found = [Event(one, False, services.before(one, every)) for one in every]
    found += [Event(one, True, None) for one in every if one.withdrawn_at]
    return sorted(found, key=lambda event: event.sort, reverse=True)


def entry_of(event: Event, language: Language, host: str = "") -> Entry:
    """An event in words; host: the scheme and host before its address, for readers elsewhere."""
    one, kind = event.published, "withdrawn" if event.withdrawn else "published"
    standard = _title(one.digest, language)
    at = one.withdrawn_at if event.withdrawn and one.withdrawn_at else one.published_at
    return Entry(
        id=f"urn:sha256:{one.short}:{kind}:{language}",
        title=text(f"news.{kind}", language, standard=standard),
        said=_withdrawal(one, language) if event.withdrawn else _publication(event, language),
        at=at,
        address=host + reverse("exact:map", args=[language, one.short]),
    )


def _withdrawal(one: Published, language: Language) -> tuple[str, ...]:
    reason = one.reason.get(language) or next((said for said in one.reason.values() if said), "–")
    return (
        text("news.reason", language, reason=reason),
        text("news.withdrawn_by", language, by=one.withdrawn_by or "–"),
    )


def _publication(event: Event, language: Language) -> tuple[str, ...]:
    one, before = event.published, event.before
    people = {"proposed": one.proposed_by, "approved": one.approved_by}
    signed = (text("news.people", language, **people),) if all(people.values()) else ()
    if before is None:
        return (text("news.first", language, periods=_span(one.periods)), *signed)
    said = _edition(one, before, language)
    common = _common(one, before)
    if common is None:
        return (*said, text("news.not_compared", language), *signed)
    new = [period for period in one.periods if period not in before.periods]
    tally = _tally(before.digest, one.digest, *common)
    return (*said, *changes_said(tally, language, common[0], new, day(before.published_at, language)), *signed)


def _edition(one: Published, before: Published, language: Language) -> tuple[str, ...]:
    if one.edition == before.edition:
        return ()
    return (text("news.edition", language, before=before.edition, after=one.edition),)


def _span(periods: tuple[str, ...]) -> str:
    return periods[0] if len(periods) == 1 else f"{periods[0]}–{periods[-1]}"


def _common(one: Published, other: Published) -> tuple[str, str] | None:
    """The last period and the first basis that both have."""
    periods = [period for period in one.periods if period in other.periods]
    bases = [basis for basis in one.bases if basis in other.bases]
    return (periods[-1], bases[0]) if periods and bases else None


@lru_cache(maxsize=256)
def _tally(before: str, after: str, period: str, basis: str) -> Tally:
    """What is published never changes, so that this is counted once."""
    sheets = [services.sheet(digest, period, basis)["areas"] for digest in (before, after)]
    return tally_of(sheets[0], sheets[1], standard_of(services.frame(after)))


@lru_cache(maxsize=256)
def _title(digest: str, language: Language) -> str:
    return named(standard_of(services.frame(digest)), language)
