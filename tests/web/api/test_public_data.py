"""What everybody may read: the same as the assessment, in three formats, page by page."""

import csv
import gzip
import io
import json
from typing import Any

import polars as pl
import pytest
from django.test import Client
from django.test.utils import CaptureQueriesContext

ROOT = "/api/v1/publications"
TABLES = {"degrees": "nodes", "indicators": "indicators", "characteristics": "characteristics", "findings": "findings"}


def got(client: Client, path: str, **headers: str) -> Any:
    answer = client.get(path, headers=headers)
    assert answer.status_code == 200, answer.content.decode()
    return answer


def body(answer: Any) -> bytes:
    return b"".join(answer.streaming_content) if answer.streaming else bytes(answer.content)


def pages(client: Client, path: str) -> list[dict[str, Any]]:
    """All rows, following the addresses in `next`."""
    rows: list[dict[str, Any]] = []
    onward: str | None = path
    while onward:
        answer = got(client, onward)
        told = answer.json()
        rows += told["rows"]
        onward = told["next"]
        assert answer.get("Link", "") == (f'<{onward}>; rel="next"' if onward else "")
    return rows


@pytest.mark.parametrize("table", TABLES)
def test_tables_are_those_of_the_assessment(client: Client, published: Any, five_cities: Any, table: str) -> None:
    rows = pages(client, f"{ROOT}/{published.digest}/{table}?limit=1000")
    expected = json.loads(json.dumps(five_cities[TABLES[table]]))
    if table == "characteristics":  # the assessment goes through them by characteristic, the API by area
        rows, expected = sorted(rows, key=json.dumps), sorted(expected, key=json.dumps)
    assert rows == expected


def test_values_are_those_of_the_assessment(client: Client, published: Any, five_cities: Any) -> None:
    table = five_cities["values"]["table"]
    rows = pages(client, f"{ROOT}/latest/values?limit=1000")
    assert {name: [row[name] for row in rows] for name in table} == table


def test_the_assessment_and_its_areas_are_whole(client: Client, published: Any, five_cities: Any) -> None:
    assert got(client, f"{ROOT}/latest/assessment").json() == json.loads(json.dumps(five_cities))
    assert pages(client, f"{ROOT}/latest/areas?limit=2") == five_cities["areas"]["rows"]
    told = got(client, f"{ROOT}/latest/standard").json()
    assert told["sha256"] == five_cities["standard"]["sha256"]
    assert len(pages(client, f"{ROOT}/latest/standard/nodes")) == told["nodes"]
    assert len(pages(client, f"{ROOT}/latest/standard/indicators?limit=1000")) == told["indicators"]
    assert got(client, f"{ROOT}/latest/signature").json()["digest"] == published.digest
    assert got(client, "/api/v1/keys").json()["keys"][0]["state"] == "in-use"


def test_filters_take_what_they_name(client: Client, published: Any, five_cities: Any) -> None:
    asked = "area=750000000&area=710000000&node=environment&node=transport&period=2019&basis=verified"
    rows = pages(client, f"{ROOT}/latest/degrees?limit=3&{asked}")
    assert rows == [
        row
        for row in five_cities["nodes"]
        if row["area"] in ("750000000", "710000000")
        and row["node"] in ("environment", "transport")
        and row["period"] == "2019"
    ]
    assert len(rows) == 4


def test_one_question_in_three_formats(client: Client, published: Any) -> None:
    path = f"{ROOT}/latest/degrees"
    rows = pages(client, f"{path}?limit=1000")
    table = pl.read_parquet(io.BytesIO(body(got(client, f"{path}?format=parquet"))))
    assert table.to_dicts() == rows
    assert table.height == len(rows) > 100
    by_accept = got(client, path, Accept="application/vnd.apache.parquet")
    assert pl.read_parquet(io.BytesIO(body(by_accept))).equals(table)
    some = pl.read_parquet(io.BytesIO(body(got(client, f"{path}?format=parquet&node=transport"))))
    assert set(some["node"]) == {"transport"}
    written = body(got(client, path, Accept="text/csv")).decode("utf-8-sig")
    lines = list(csv.DictReader(io.StringIO(written)))
    assert [one["node"] for one in lines] == [row["node"] for row in rows]
    assert [one["degree"] for one in lines] == ["" if row["degree"] is None else repr(row["degree"]) for row in rows]
    assert [one["change_degrees"] != "" for one in lines] == [row["change"] is not None for row in rows]


def test_a_large_csv_comes_in_pieces_and_is_the_same(
    client: Client, published: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    from qala.web.api.operations import tables

    path = f"{ROOT}/latest/values?format=csv"
    at_once = got(client, path)
    assert not at_once.streaming
    monkeypatch.setattr(tables, "FEW", 0)
    in_pieces, packed = got(client, path), got(client, path, **{"Accept-Encoding": "gzip"})
    assert in_pieces.streaming
    assert body(in_pieces) == at_once.content
    assert gzip.decompress(body(packed)) == at_once.content
    assert packed["ETag"] == at_once["ETag"].removesuffix('"') + '-gzip"'


def test_csv_runs_no_formula(client: Client, published: Any) -> None:
    from qala.web.api.formats import as_csv

    table = pl.DataFrame({"source": ["=1+1", "+7", "@x", "plain"], "name": [{"en": "-1"}] * 4})
    assert b"".join(as_csv(table)).decode("utf-8-sig").split() == [
        "source,name_en", "'=1+1,'-1", "'+7,'-1", "'@x,'-1", "plain,'-1",
    ]  # fmt: skip


def test_a_second_look_costs_nothing(client: Client, published: Any) -> None:
    for path in ("degrees", "values?format=csv", "findings?format=parquet", "assessment", "standard"):
        for zipped in ("", "gzip"):
            address = f"{ROOT}/{published.digest}/{path}"
            answer = got(client, address, **{"Accept-Encoding": zipped})
            assert not answer["ETag"].startswith("W/")
            assert answer["Cache-Control"] == "public, max-age=31536000, immutable"
            again = client.get(address, headers={"If-None-Match": answer["ETag"], "Accept-Encoding": zipped})
            assert again.status_code == 304
            assert again["ETag"] == answer["ETag"]
            assert again.content == b""
            answer.close()
    assert got(client, f"{ROOT}/latest/degrees")["Cache-Control"] == "public, max-age=0, must-revalidate"


def test_tags_are_strong_and_differ_by_question(client: Client, published: Any) -> None:
    paths = ("degrees", "degrees?limit=7", "degrees?node=transport", "indicators", "degrees?format=csv")
    tags = {got(client, f"{ROOT}/latest/{path}")["ETag"] for path in paths}
    assert len(tags) == len(paths)
    assert not any(tag.startswith("W/") for tag in tags)
    first, second = (got(client, f"{ROOT}/latest/degrees", **{"Accept-Encoding": "gzip"}) for _ in range(2))
    assert first.content == second.content
    assert first["ETag"] == second["ETag"] != got(client, f"{ROOT}/latest/degrees")["ETag"]
    assert not first["ETag"].startswith("W/")


def test_any_origin_may_read_and_none_with_cookies(client: Client, published: Any) -> None:
    answer = got(client, f"{ROOT}/latest/degrees", Origin="https://elsewhere.example")
    assert answer["Access-Control-Allow-Origin"] == "*"
    assert "Access-Control-Allow-Credentials" not in answer
    assert "Set-Cookie" not in answer
    asked = client.options(f"{ROOT}/latest/degrees")
    assert asked.status_code == 204
    assert "POST" not in asked["Access-Control-Allow-Methods"]
    assert "Authorization" not in asked["Access-Control-Allow-Headers"]
    assert "Access-Control-Allow-Origin" not in client.get("/api/v1/proposals")


def test_head_says_what_get_would(client: Client, published: Any) -> None:
    answer = client.head(f"{ROOT}/latest/degrees")
    assert answer.status_code == 200
    assert answer.content == b""
    assert answer["ETag"] == got(client, f"{ROOT}/latest/degrees")["ETag"]


@pytest.mark.parametrize(
    "path", ["degrees?limit=5", "degrees?limit=1000", "values?limit=5", "values?limit=1000&status=official"]
)
def test_the_number_of_queries_is_constant(client: Client, published: Any, path: str) -> None:
    from django.db import connection

    got(client, f"{ROOT}/latest/{path}")
    with CaptureQueriesContext(connection) as asked:
        got(client, f"{ROOT}/latest/{path}")
    assert len(asked) == 1
