"""The schema of the API, and the page that is made of it."""

import json
import os
import re
from pathlib import Path
from typing import Any

import pytest
from django.test import Client

from qala.texts import LANGUAGES, text

SNAPSHOT = Path(__file__).parent / "openapi.json"
RENEW = (
    "the schema has changed: where that is meant, run `QALA_RENEW=1 pytest tests/web/api/test_schema.py`, look at the "
    "difference, commit it, and say it in the changelog"
)


@pytest.fixture
def schema(client: Client) -> Any:
    answer = client.get("/api/v1/openapi.json")
    assert answer.status_code == 200
    return answer.json()


def test_the_schema_is_the_one_that_was_agreed(schema: Any) -> None:
    written = json.dumps(schema, indent=1, ensure_ascii=False) + "\n"
    if os.environ.get("QALA_RENEW"):
        SNAPSHOT.write_text(written, encoding="utf-8")
    assert SNAPSHOT.read_text(encoding="utf-8") == written, RENEW


def test_every_operation_says_what_it_answers_and_refuses(schema: Any) -> None:
    assert schema["openapi"] == "3.1.0"
    assert schema["components"]["securitySchemes"]["Key"]["scheme"] == "bearer"
    for path, methods in schema["paths"].items():
        for told in methods.values():
            assert told["summary"], path
            assert told["description"], path
            assert "429" in told["responses"], path
            assert all(one["description"] for one in told.get("parameters", ())), path
            assert ("401" in told["responses"]) == ("security" in told), path


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_page_has_every_operation_and_no_script_of_its_own(client: Client, schema: Any, language: str) -> None:
    answer = client.get(f"/{language}/api/")
    page = answer.content.decode()
    assert answer.status_code == 200
    assert "Set-Cookie" not in answer
    for path, methods in schema["paths"].items():
        assert path in page
        for told in methods.values():
            assert text(f"api.op_{told['operationId']}", language) in page  # type: ignore[arg-type]
    assert not re.search(r"<script(?! src=\"/static/)", page)
    assert "style=" not in page
    assert "://" not in re.sub(r"http://testserver|http://www.w3.org", "", page)


def test_the_page_is_linked_from_the_data_and_the_foot(client: Client, published: Any) -> None:
    assert client.get("/ru/data/").content.decode().count('href="/ru/api/"') == 2
    assert 'href="/en/api/"' in client.get("/en/privacy/").content.decode()
