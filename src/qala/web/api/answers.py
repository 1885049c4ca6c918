"""What all answers of the API share: limits, problems, who may read them, HEAD."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.utils.cache import patch_vary_headers

from qala.web.api.limits import TooOften, count_address
from qala.web.api.problems import MEDIA_TYPE, STATUSES, Refused, problem
from qala.web.people.services import address_of

PREFIX = "/api/"
OWN = ("/api/v1/proposals", "/api/v1/jobs", "/api/v1/rounds")
"""Where a key is needed: no page of another origin reads them."""
EXPOSED = "ETag, Link, Retry-After, Content-Location"
NAMES = {404: "no_address", 405: "no_method", 413: "too_large", 500: "broken", 503: "not_now"}
Answer = Callable[[HttpRequest], HttpResponseBase]


def as_api(answer: Answer) -> Answer:
    """A middleware: answers under /api/ are for programs, whoever made them."""

    def answered(request: HttpRequest) -> HttpResponseBase:
        if not request.path.startswith(PREFIX):
            return answer(request)
        if request.method == "OPTIONS":
            return _shared(request, _preflight())
        try:
            count_address(address_of(request))
            return _shared(request, _told(request, _got(request, answer)))
        except TooOften as error:
            refused = problem(request, error, 429)
            refused["Retry-After"] = str(error.wait)
            return _shared(request, refused)

    return answered


def _got(request: HttpRequest, answer: Answer) -> HttpResponseBase:
    """The answer; to HEAD that of GET, without its body."""
    if request.method != "HEAD":
        return answer(request)
    request.method = "GET"
    found = answer(request)
    empty = HttpResponse(status=found.status_code, headers=dict(found.items()))
    if not found.streaming and isinstance(found, HttpResponse):
        empty["Content-Length"] = str(len(found.content))
    found.close()
    return empty


def _told(request: HttpRequest, found: HttpResponseBase) -> HttpResponseBase:
    """A problem in place of a page that says what is wrong."""
    if found.status_code < 400 or found.get("Content-Type", "").startswith(MEDIA_TYPE):
        return found
    status = found.status_code if found.status_code in STATUSES else 400 if found.status_code < 500 else 500
    made = problem(request, Refused(status, NAMES.get(status, "not_understood")), status)
    for name in ("Allow", "Retry-After"):
        if found.has_header(name):
            made[name] = found[name]
    found.close()
    return made


def _preflight() -> HttpResponse:
    answer = HttpResponse(status=204)
    answer["Access-Control-Allow-Methods"] = "GET, HEAD"
    answer["Access-Control-Allow-Headers"] = "Accept, Accept-Language, If-None-Match"
    answer["Access-Control-Max-Age"] = "86400"
    return answer


def _shared(request: HttpRequest, answer: HttpResponseBase) -> HttpResponseBase:
    patch_vary_headers(answer, ["Accept", "Accept-Encoding", "Accept-Language"])
    answer["X-Content-Type-Options"] = "nosniff"
    if not request.path.startswith(OWN):
        answer["Access-Control-Allow-Origin"] = "*"
        answer["Access-Control-Expose-Headers"] = EXPOSED
    return answer
