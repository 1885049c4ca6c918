"""The pages of jobs: how far each is, what it came to, cancel and retry."""

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from qala.texts import Language
from qala.web.jobs import services
from qala.web.jobs.models import Job
from qala.web.jobs.showing import shown
from qala.web.people.services import duty_required
from qala.web.theme.rendering import show

COUNT = 50
"""Jobs in the list."""
with_a_duty = duty_required("method_team", "publisher")


@with_a_duty
@require_safe
def show_jobs(request: HttpRequest, language: Language) -> HttpResponse:
    """The newest jobs."""
    jobs = [shown(job, language) for job in services.recent(COUNT)]
    return show(request, language, "jobs/list.html", jobs=jobs, moving=any(job.active for job in jobs))


@with_a_duty
@require_safe
def show_job(request: HttpRequest, language: Language, id: int) -> HttpResponse:  # noqa: A002 - it is the job's id
    """One job."""
    try:
        job = shown(services.job_of(id), language)
    except Job.DoesNotExist as unknown:
        raise Http404 from unknown
    return show(request, language, "jobs/job.html", job=job, moving=job.active)


@with_a_duty
@require_POST
def cancel(request: HttpRequest, language: Language, id: int) -> HttpResponse:  # noqa: A002
    """Cancels a job, and shows it."""
    try:
        return _to(services.cancel(id), language)
    except Job.DoesNotExist as unknown:
        raise Http404 from unknown


@with_a_duty
@require_POST
def retry(request: HttpRequest, language: Language, id: int) -> HttpResponse:  # noqa: A002
    """Puts a job in the queue again, and shows it."""
    try:
        return _to(services.retry(id), language)
    except Job.DoesNotExist as unknown:
        raise Http404 from unknown


def _to(job: Job, language: Language) -> HttpResponse:
    return HttpResponseRedirect(reverse("job", args=[language, job.pk]))
