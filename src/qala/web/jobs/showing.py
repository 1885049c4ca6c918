"""What a page says of a job."""

from dataclasses import dataclass
from datetime import datetime

from qala.errors import Place, QalaError
from qala.texts import Language, percent, text
from qala.web.jobs.kinds import Kind, kind_of
from qala.web.jobs.models import Job, State
from qala.web.zone import when


@dataclass(frozen=True, slots=True)
class Moment:
    """A time. machine: as ISO 8601."""

    words: str
    machine: str


@dataclass(frozen=True, slots=True)
class Shown:
    """A job in a language. said: how far it is, or why it waits; link: of its result, or blank; share: 0..1."""

    id: int
    title: str
    state: str
    state_word: str
    active: bool
    share: float
    share_text: str
    said: str
    outcome: str
    link: str
    error: str
    can_cancel: bool
    can_retry: bool
    asked_by: str
    times: tuple[tuple[str, Moment], ...]


def shown(job: Job, language: Language) -> Shown:
    """The job as a page shows it."""
    return Shown(
        id=job.pk,
        title=title_of(job, language),
        state=job.state,
        state_word=text(f"jobs.{job.state}", language),
        active=job.active,
        share=job.progress,
        share_text=percent(job.progress, language),
        said=_said(job, language),
        outcome=_outcome(job, language),
        link=_link(job, language),
        error=_error(job, language),
        can_cancel=job.active and not job.cancel_asked,
        can_retry=job.state in (State.FAILED, State.CANCELLED),
        asked_by=job.asked_by,
        times=_times(job, language),
    )


def title_of(job: Job, language: Language) -> str:
    """What the job does; the name of its kind where this version does not know it."""
    kind = _kind(job)
    return text(kind.title_key, language, **job.arguments) if kind else job.kind


def _said(job: Job, language: Language) -> str:
    if job.active and job.cancel_asked:
        return text("jobs.stopping", language)
    if job.state == State.QUEUED:
        return text("jobs.again" if job.attempts else "jobs.waits", language)
    if job.state == State.RUNNING and job.said:
        return text(job.said["key"], language, **job.said["fields"])
    return ""


def _outcome(job: Job, language: Language) -> str:
    kind = _kind(job)
    if job.state != State.DONE or kind is None or not kind.done_key:
        return ""
    return text(kind.done_key, language, **(job.result or {}))


def _link(job: Job, language: Language) -> str:
    """Within the site, whatever the path says: it comes after the language."""
    path = (job.result or {}).get("path", "") if job.state == State.DONE else ""
    return f"/{language}/{path}" if path else ""


def _error(job: Job, language: Language) -> str:
    if not job.error:
        return ""
    fields = {"attempts": job.attempts} | job.error["fields"]
    return QalaError(job.error["key"], Place(**job.error.get("place", {})), **fields).text(language)


def _times(job: Job, language: Language) -> tuple[tuple[str, Moment], ...]:
    marks = (("asked", job.created_at), ("started", job.started_at), ("ended", job.finished_at))
    return tuple((text(f"jobs.{name}", language), moment(at, language)) for name, at in marks if at)


def moment(at: datetime, language: Language) -> Moment:
    """For people and for machines."""
    return Moment(when(language, at), at.isoformat(timespec="seconds"))


def _kind(job: Job) -> Kind | None:
    try:
        return kind_of(job.kind)
    except KeyError:
        return None
