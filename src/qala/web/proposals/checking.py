"""Whether an uploaded file is an assessment whose degrees follow from its inputs."""

import json
from collections.abc import Mapping
from typing import Any, NoReturn

from qala.engine import assess
from qala.engine.verify import areas_in, settings_in, values_in
from qala.errors import BadFile, CheckFailed, QalaError
from qala.files.text import decode
from qala.standard import parse_standard

LIMIT = 50 * 2**20
"""Bytes of a file."""
CASES = 200_000
"""Areas by periods by bases."""
REPLICATIONS = 10_000
"""Of its robustness, which is computed anew when it is published."""
NAME = "assessment.json"


def check_document(content: bytes) -> Mapping[str, Any]:
    """The assessment in a file, every row computed anew from its inputs; of its robustness only how much is asked for.

    Raises BadFile where it is none or is too large, CheckFailed where its digest is another, and what `assess` raises.
    """
    document = _read(content)
    try:
        asked = _asked_robustness(document)
        _bearable(document, asked)
        standard = parse_standard(document["standard"]["pack"])
        made = assess(standard, values_in(document), settings_in(document), areas_in(document))
        said = str(document["digest"])
    except QalaError:
        raise
    except Exception as error:
        raise BadFile("assess.not_assessment") from error
    if made["digest"] != said:
        raise CheckFailed("proposals.not_verified", said=said[:80], found=made["digest"])
    return {**made, "robustness": {"asked": asked} if asked else None}


def _read(content: bytes) -> dict[str, Any]:
    if len(content) > LIMIT:
        raise BadFile("proposals.too_large", limit=LIMIT // 2**20)
    text = decode(content, NAME)
    try:
        found = json.loads(text, parse_constant=_no_number)
    except json.JSONDecodeError as error:
        raise BadFile("assess.not_json", line=error.lineno) from error
    except (ValueError, RecursionError) as error:
        raise BadFile("assess.not_assessment") from error
    if not isinstance(found, dict) or found.get("qala") != "1":
        raise BadFile("assess.not_assessment")
    return found


def _no_number(name: str) -> NoReturn:
    raise ValueError(name)


def _asked_robustness(document: Mapping[str, Any]) -> int:
    asked = document["robustness"]["asked"] if document["robustness"] else 0
    if not isinstance(asked, int) or isinstance(asked, bool) or asked < 0:
        raise BadFile("assess.not_assessment")
    return asked


def _bearable(document: Mapping[str, Any], asked: int) -> None:
    settings = document["settings"]
    cases = len(document["areas"]["records"]) * len(settings["periods"]) * len(settings["bases"])
    if cases > CASES or asked > REPLICATIONS:
        raise BadFile("proposals.too_much", cases=CASES, replications=REPLICATIONS)
