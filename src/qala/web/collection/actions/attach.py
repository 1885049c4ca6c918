"""Giving evidence: a file or a link, for one question or for many."""

import re
from dataclasses import dataclass, field
from datetime import datetime

from django.db import transaction

from qala.errors import BadFile, BadUse, Place
from qala.files.evidence import Inspected, inspect
from qala.web.collection import kept, states
from qala.web.collection.actions.common import bounded, event, locked, require, require_open, tell
from qala.web.collection.models import Attachment, Evidence, Question
from qala.web.collection.policies import QuestionPolicy
from qala.web.people import services as people
from qala.web.refusals import Conflict

LINK = re.compile(r"https?://[^\s<>\"'\\\x00-\x1f]{1,2000}")
LONGEST_NAME = 200
MOST = 50
"""Attachments of one question."""


@dataclass(frozen=True)
class Given:
    """What is given: a file's name and content, or a link, or only the name of a document; about: what it shows."""

    name: str = ""
    content: bytes | None = field(default=None, repr=False)
    link: str = ""
    about: str = ""


@dataclass(frozen=True)
class Attach:
    """By whom, to which questions, what."""

    by: people.Person
    questions: tuple[int, ...]
    given: Given
    at: datetime

    def do(self) -> list[Attachment]:
        """Keeps it and attaches it to all questions or to none. Raises NotAllowed, Conflict, BadUse, BadFile."""
        given, about = self.given, bounded(self.given.about)
        name, link = one_line(given.name), given.link.strip()
        if link and not LINK.fullmatch(link):
            raise BadUse("entry.not_link", value=link[:80])
        if given.content is None and not (name or link):
            raise BadUse("entry.no_evidence")
        for row in Question.objects.select_related("round").filter(pk__in=self.questions):
            _check(self.by, row)
        found = inspect(given.name, given.content) if given.content is not None else None
        if found is not None and given.content is not None:
            _kept(found, given.content)
        return self._attached(found, (found.name if found else name) or link, link, about)

    @transaction.atomic
    def _attached(self, found: Inspected | None, name: str, link: str, about: str) -> list[Attachment]:
        made = []
        if found is not None:
            columns = {"size": found.size, "media_type": found.media_type, "at": self.at}
            Evidence.objects.get_or_create(sha256=found.sha256, defaults=columns)
        for number in sorted(set(self.questions)):
            question = locked(number)
            _check(self.by, question)
            standing = question.attachments.filter(removed_at=None)
            same = standing.filter(
                evidence=found.sha256 if found else None, link=link, name=name[:LONGEST_NAME]
            ).first()
            if same is not None:
                made.append(same)
                continue
            if standing.count() >= MOST:
                raise BadUse("entry.too_many", limit=MOST)
            row = Attachment.objects.create(
                question=question, evidence_id=found.sha256 if found else None, link=link, name=name[:LONGEST_NAME],
                about=about, version=question.version, by=self.by, at=self.at,
            )  # fmt: skip
            told = {"evidence": found.sha256 if found else "", "attachment": row.pk}
            tell(
                question.round, event(question, "attached", {"name": row.name, "link": link}, **told), self.by, self.at
            )
            made.append(row)
        return made


def _check(by: people.Person, question: Question) -> None:
    require_open(question.round)
    require(QuestionPolicy().may_answer(people.rights_of(by), question), "collection.not_yours_to_answer")
    if question.state not in states.EDITABLE:
        raise Conflict("collection.not_now", state=question.state, act="attach")


def _kept(found: Inspected, content: bytes) -> None:
    try:
        kept.keep(found.sha256, content)
    except OSError as error:
        raise BadFile("entry.not_kept", Place(found.name), problem=error.strerror or str(error)) from error


def one_line(said: str) -> str:
    """A name on one line, without characters that no name has."""
    return "".join(one if one.isprintable() else " " for one in said).strip()[:LONGEST_NAME]
