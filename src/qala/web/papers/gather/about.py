"""What every paper of a round is about: its standard, its places, as of when."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from typing import Any

from django.conf import settings

from qala.publish.map_model import looks_of
from qala.publish.papers import Reached, Standing, Subject
from qala.standard import Node, Standard
from qala.texts import Language, text
from qala.web.collection import services as collection
from qala.web.collection.services import Answer, Question, Round
from qala.web.ledger import services as ledger


@dataclass(frozen=True)
class About:
    """A round by one of its standards, with its assessment, in a language."""

    round: Round
    name: str
    document: Mapping[str, Any]
    language: Language

    @property
    def standard(self) -> Standard:
        """The standard."""
        return collection.standard_named(self.name)

    @cached_property
    def asked(self) -> Mapping[str, collection.Asked]:
        """What is asked, by fact."""
        return collection.asked_of(tuple(self.round.standards))

    @cached_property
    def areas(self) -> tuple[str, ...]:
        """The places that report, by their names."""
        return tuple(sorted(self.round.reports.values_list("area", flat=True), key=self.place))

    @cached_property
    def questions(self) -> tuple[Question, ...]:
        """All questions, in the order of what is asked, then of the places."""
        order = {fact: at for at, fact in enumerate(self.asked)}
        rows = self.round.questions.select_related("report")
        return tuple(sorted(rows, key=lambda row: (order.get(row.fact, len(order)), self.place(row.area), row.pk)))

    @cached_property
    def answers(self) -> Mapping[tuple[int, int], Answer]:
        """All answers, by question and number."""
        rows = Answer.objects.filter(question__round=self.round)
        return {(row.question_id, row.number): row for row in rows}

    def standing(self, question: Question) -> Answer | None:
        """The answer that stands."""
        return self.answers.get((question.pk, question.version))

    def place(self, area: str) -> str:
        """The name of a place."""
        return place_of(self.round, area, self.language)

    def title(self, fact: str) -> str:
        """What is asked."""
        return self.asked[fact].indicator.title.text(self.language) if fact in self.asked else fact

    def of(self, question: Question) -> str:
        """Place and indicator."""
        return f"{self.place(question.area)} · {self.title(question.fact)}"

    def subject(self, place: str = "") -> Subject:
        """What a paper says at its head. place: all of them where it is blank."""
        said = place or text("documents.places", self.language, count=len(self.areas))
        return subject_of(self.round, (self.name,), self.language, said, known_at(self.round), self.document["digest"])

    def standings(self, area: str) -> tuple[Standing, ...]:
        """The whole and the industries of a place on both kinds of values."""
        shown = (self.standard.root, *self.standard.industries)
        return tuple(
            Standing(
                node.title.text(self.language),
                *(self._reached(area, node, basis) for basis in ("declared", "verified")),
            )
            for node in shown
        )

    def _reached(self, area: str, node: Node, basis: str) -> Reached:
        return reached(self._rows.get((area, node.id, basis), {}), self.standard, node, self.language)

    @cached_property
    def _rows(self) -> Mapping[tuple[str, str, str], Mapping[str, Any]]:
        return {(row["area"], row["node"], row["basis"]): row for row in self.document["nodes"]}


def about(one: Round, name: str, language: Language, report: collection.Report | None = None) -> About:
    """A round as it is known now; report: with what this one has not signed yet."""
    return About(one, name, collection.assessment_of(one, name, report), language)


def reached(row: Mapping[str, Any], standard: Standard, node: Node, language: Language) -> Reached:
    """A degree with the look of its band, from a row of an assessment."""
    if not row:
        return Reached()
    looks = {one.id: one for one in looks_of(standard.scale_of(node).bands, standard.normalise.high, language)}
    look = looks.get(row["band"] or "")
    counts = (int(row["known"]), int(row["asked"]))
    return Reached(row["degree"], look.title if look else "", look.colour if look else "", *counts)


def subject_of(
    one: Round, names: tuple[str, ...], language: Language, place: str, at: datetime, digest: str = ""
) -> Subject:
    """The subject of a paper of a round by some of its standards."""
    standards = [collection.standard_named(name) for name in names]
    return Subject(
        place=place,
        round=one.title[language],
        period=one.period,
        standard=", ".join(each.title.text(language) for each in standards),
        edition=", ".join(dict.fromkeys(each.edition for each in standards)),
        status=standards[0].status,
        known_at=at.astimezone(settings.SHOWN_ZONE),
        digest=digest,
        demonstration=one.fictional,
    )


def place_of(one: Round, area: str, language: Language) -> str:
    """The name of a place of a round in its period."""
    return collection.places_of(one.table).name(area, one.period).text(language) or area


def known_at(one: Round) -> datetime:
    """When something was done in a round last: as of then everything is told, so that the same stays the same."""
    last = ledger.Entry.objects.filter(chain=one.chain).order_by("-number").values_list("at", flat=True).first()
    return (last or one.made_at).replace(microsecond=0)
