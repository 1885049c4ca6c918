"""The same inputs give the same digest; anything else is noticed."""

import json
import random
from pathlib import Path

import pytest

from qala.areas.model import Areas
from qala.engine import Settings, assess, read_assessment, verify, write_assessment
from qala.errors import BadFile
from qala.values.model import Values
from tests.kz_demo import demo_assessment, demo_inputs

GOLDEN = "sha256:4e62c77dffe1e0cb6ab964fd0998c77f6acb27e2f2090f840b04f663403bd2e6"
"""The digest of the shipped Map of 2019 by this engine: a change of any number raises the engine's version, a change of
the pack (rules of findings among it) only the digest.
"""


def test_golden_digest() -> None:
    assert demo_assessment()["digest"] == GOLDEN


def test_order_of_rows_does_not_matter() -> None:
    standard, values, places = demo_inputs()
    shuffled = Values.of(values.frame.sample(fraction=1, shuffle=True, seed=7))
    records = list(places.records)
    random.Random(7).shuffle(records)  # noqa: S311 - a test
    again = assess(standard, shuffled, Settings(("2019",)), Areas(tuple(records), places.events))
    assert again["digest"] == GOLDEN


def test_written_read_and_verified(tmp_path: Path) -> None:
    folder = tmp_path / "map"
    write_assessment(demo_assessment(), folder)
    assert {file.name for file in folder.iterdir()} >= {"assessment.json", "nodes.parquet", "indicators.parquet"}
    verdict = verify(read_assessment(folder))
    assert verdict.same
    assert verdict.largest == 0
    with pytest.raises(BadFile, match="nothing was written"):
        write_assessment(demo_assessment(), folder)


def test_a_changed_cell_is_noticed(tmp_path: Path) -> None:
    document = json.loads(json.dumps(demo_assessment()))
    next(row for row in document["nodes"] if row["degree"])["degree"] += 0.01
    file = tmp_path / "assessment.json"
    file.write_text(json.dumps(document))
    with pytest.raises(BadFile, match="changed after it was made"):
        read_assessment(file)


def test_other_values_are_named_with_the_largest_difference_and_the_bands() -> None:
    _, values, _ = demo_inputs()
    frame = values.frame.with_columns(
        value=values.frame["value"] * (1 - 0.3 * (values.frame["fact"] == "internet-users").cast(float))
    )
    verdict = verify(demo_assessment(), values=Values.of(frame))
    assert not verdict.same
    assert verdict.inputs == ("values",)
    assert verdict.largest > 1
    assert verdict.bands
