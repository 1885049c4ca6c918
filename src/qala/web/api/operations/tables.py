"""Tables of a publication: a page of rows as JSON, or all as CSV or Parquet."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any
from urllib.parse import urlencode

import polars as pl
from django.http import HttpRequest
from django.http.response import HttpResponseBase

from qala.web.api import formats, replies
from qala.web.api.operations.common import LATEST, SHOWN, need_known, publication
from qala.web.api.paging import Cursor, cursor_of, question_of
from qala.web.api.problems import Refused
from qala.web.api.schemas.asked import USUAL, Asked
from qala.web.publications import services

EXAMPLES = 5
"""Right words that a sentence about a wrong one names."""
FEW = 10_000
"""Rows of CSV that are sent at once, so that their length is known."""
CSV = "text/csv; charset=utf-8"
Wanted = Mapping[str, Sequence[str]]


@dataclass(frozen=True)
class Source:
    """Where rows come from. name: as the address has it; rows: of a digest; cells: the words of a column; file: whether
    all rows lie in a Parquet file.
    """

    name: str
    rows: Callable[[str, Wanted], pl.LazyFrame]
    cells: Callable[[str, str], frozenset[str]]
    file: Callable[[str], Any] | None = None


def stored(address: str, table: str) -> Source:
    """A table that is kept as a file."""
    return Source(
        address,
        lambda digest, wanted: services.scanned(digest, table, wanted),
        lambda digest, column: services.cells_of(digest, table, column),
        lambda digest: services.table_file(digest, table),
    )


def made(address: str, rows: Callable[[str], list[dict[str, Any]]]) -> Source:
    """A table that is made of the frame of a publication, which is not filtered."""
    return Source(
        address,
        lambda digest, _wanted: pl.DataFrame(rows(digest), infer_schema_length=None).lazy(),
        lambda _digest, _column: frozenset(),
    )


def answer(request: HttpRequest, word: str, source: Source, asked: Asked) -> HttpResponseBase:
    """The rows that are asked for. Raises Refused."""
    need_known(request, type(asked).model_fields)
    kind, wanted = formats.format_of(request, asked.format), asked.wanted
    page, exact = _page(word, source, asked)
    _need_cells(source, page.digest, wanted)
    cache = replies.FOR_EVER if exact else replies.AS_LONG_AS_TRUE
    limit = asked.limit or (USUAL if kind == "json" else None)
    tag = replies.tag_of(page.digest, page.question, page.start, limit, kind)
    same = replies.unchanged(request, tag, cache)
    if same:
        return same
    media_type = formats.MEDIA_TYPES[kind]
    if kind == "parquet" and source.file and not wanted and limit is None and not page.start:
        return replies.of_file(source.file(page.digest), media_type, tag, cache)
    table = _rows(source, page, wanted, limit)
    onward = _onward(request, source, page, table, limit)
    table = table if limit is None else table.head(limit)
    sent = _sent(request, table, (kind, page.digest, onward), (tag, cache))
    if onward:
        sent["Link"] = f'<{onward}>; rel="next"'
    return sent


def _page(word: str, source: Source, asked: Asked) -> tuple[Cursor, bool]:
    """Where the page begins, and whether its address names its publication, so that it stays the same for ever."""
    question = question_of(source.name, asked.wanted)
    if asked.cursor is None:
        return Cursor(publication(word).digest, question, 0), word != LATEST
    page = cursor_of(asked.cursor, question)
    if word != LATEST and publication(word).digest != page.digest:
        raise Refused(400, "other_cursor")
    return replace(page, digest=publication(page.digest).digest), True


def _need_cells(source: Source, digest: str, wanted: Wanted) -> None:
    for column, cells in wanted.items():
        known = source.cells(digest, column)
        unknown = next((cell for cell in cells if cell not in known), None)
        if unknown is not None:
            some = ", ".join(sorted(known)[:EXAMPLES]) or "–"
            raise Refused(400, "unknown_value", name=column, value=unknown[:SHOWN], known=some)


def _rows(source: Source, page: Cursor, wanted: Wanted, limit: int | None) -> pl.DataFrame:
    """The rows of the page and one more, where there is one."""
    return source.rows(page.digest, wanted).slice(page.start, None if limit is None else limit + 1).collect()


def _onward(request: HttpRequest, source: Source, page: Cursor, table: pl.DataFrame, limit: int | None) -> str | None:
    """The address of the next page, which names the publication; None on the last."""
    if limit is None or table.height <= limit:
        return None
    kept = [(name, cell) for name in request.GET if name != "cursor" for cell in request.GET.getlist(name)]
    query = urlencode([*kept, ("cursor", replace(page, start=page.start + limit).word)])
    return request.build_absolute_uri(f"/api/v1/publications/{page.digest}/{source.name}?{query}")


def _sent(
    request: HttpRequest,
    table: pl.DataFrame,
    what: tuple[str, str, str | None],
    named: tuple[str, str],
) -> HttpResponseBase:
    (kind, digest, onward), (tag, cache) = what, named
    if kind == "csv":
        pieces = formats.as_csv(table)
        if table.height <= FEW:
            return replies.whole(request, b"".join(pieces), CSV, tag, cache)
        return replies.in_pieces(request, pieces, CSV, tag, cache)
    if kind == "parquet":
        return replies.whole(request, formats.as_parquet(table), formats.MEDIA_TYPES["parquet"], tag, cache)
    body = formats.as_json({"digest": digest, "rows": table.to_dicts(), "next": onward})
    return replies.whole(request, body, formats.MEDIA_TYPES["json"], tag, cache)
