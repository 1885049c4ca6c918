"""Whatever stands in a cell, a concept is read and linted, or refused in one sentence with its place."""

import csv
import io
from collections.abc import Mapping, Sequence

from hypothesis import given, settings
from hypothesis import strategies as st

from qala.concept import parse_concept
from qala.concept.lint import Fault, lint
from qala.errors import QalaError
from tests.concept import small

STANDARD = small.standard()
TABLES = sorted(name for name in small.FILES if name.endswith(".csv"))
CELLS = st.one_of(
    st.sampled_from((
        "", " ", "0", "-1", "1e308", "1e400", "nan", "-inf", "0,5", "٣", "½", "=1+1", "count", "count;count", ";",
        "level", "share", "observed", "ppp;budget", "city", "technology", '"', "a\nb", "🙂", "2024", "1_000",
    )),
    st.text(max_size=12),
    st.floats().map(str),
    st.integers().map(str),
)  # fmt: skip


def outcome(files: Mapping[str, str]) -> Sequence[Fault] | QalaError:
    """What lint finds, or what the reader refuses."""
    try:
        return lint(parse_concept(files), STANDARD)
    except QalaError as error:
        return error


@settings(max_examples=150, derandomize=True, deadline=None)
@given(st.sampled_from(TABLES), st.data())
def test_any_cell_is_read_or_refused(name: str, data: st.DataObject) -> None:
    records = list(csv.reader(io.StringIO(small.FILES[name])))
    row = data.draw(st.integers(0, len(records) - 1))
    column = data.draw(st.integers(0, len(records[row]) - 1))
    records[row][column] = data.draw(CELLS)
    written = io.StringIO()
    csv.writer(written).writerows(records)
    found = outcome(small.FILES | {name: written.getvalue()})
    if isinstance(found, QalaError):
        assert found.place.file in small.FILES
        assert found.text("kk")
    else:
        assert all(fault.text("kk") for fault in found)


@settings(max_examples=60, derandomize=True, deadline=None)
@given(st.sampled_from(sorted(small.FILES)), st.text(max_size=60))
def test_any_file_is_read_or_refused(name: str, content: str) -> None:
    found = outcome(small.FILES | {name: content})
    assert not isinstance(found, QalaError) or found.place.file in small.FILES
