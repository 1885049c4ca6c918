"""What a program reads where something cannot be answered: RFC 9457 problems."""

import json
from collections.abc import Sequence
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils.translation.trans_real import parse_accept_lang_header

from qala.errors import QalaError
from qala.texts import LANGUAGES, Language, text

MEDIA_TYPE = "application/problem+json"
STATUSES = (400, 401, 403, 404, 405, 406, 409, 413, 415, 429, 500, 503)
"""Those that the API answers with."""


class Refused(QalaError):
    """A question that is not answered. status: of HTTP; the code is the key of the sentence."""

    def __init__(self, status: int, name: str, /, **fields: object) -> None:
        super().__init__(f"api.{name}", **fields)
        self.status = status


def language_of(request: HttpRequest) -> Language:
    """The first of our languages that a program asks for by Accept-Language; English where it asks for none."""
    for tag, _ in parse_accept_lang_header(request.headers.get("Accept-Language", "")[:200]):
        first = tag.partition("-")[0].lower()
        if first in LANGUAGES:
            return first
    return "en"


def problem(
    request: HttpRequest, error: QalaError, status: int, problems: Sequence[dict[str, Any]] = ()
) -> HttpResponse:
    """An error as a problem in the language of the program; status: one of STATUSES; problems: row by row."""
    language = language_of(request)
    told = {
        "type": "about:blank",
        "title": text(f"api.status_{status}", language),
        "status": status,
        "detail": error.text(language),
        "code": error.code.removeprefix("api."),
        **({"problems": list(problems)} if problems else {}),
    }
    answer = HttpResponse(json.dumps(told, ensure_ascii=False), content_type=MEDIA_TYPE, status=status)
    answer["Content-Language"] = language
    answer["Cache-Control"] = "no-store"
    if status == 401:
        answer["WWW-Authenticate"] = "Bearer"
    return answer
